"""What the one box finds, best first, and what it says when it finds nothing."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taggit.models import Tag

from experiences import word_search
from medications.models import Condition, Drug, Name, Test
from meds_kb.finding import facets
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named_world():
    world.drug("azathioprine", "Imuran")
    world.side_effect("alopecia", "hair loss")
    world.topic(Test, "blood count")
    world.topic(Condition, "lupus nephritis")


def offered(client, query):
    """Return the address each result offers, in order."""
    html = client.get("/search/", {"q": query}).content.decode()
    return [re.search(r'<a href="([^"]+)"', one)[1] for one in html.split("<li data-result>")[1:]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("imuran", "/medications/azathioprine/"),
        ("IMURAN?", "/medications/azathioprine/"),
        ("hair loss", "/side-effects/alopecia/"),
        ("blood count", "/tests/blood-count/"),
        ("lupus nephritis", "/conditions/lupus-nephritis/"),
        ("imuran hair loss", "/medications/azathioprine/side-effects/alopecia/"),
        ("imuran losing my hair", "/medications/azathioprine/side-effects/alopecia/"),
        ("imuran loss", "/medications/azathioprine/side-effects/alopecia/"),
        ("does Imuran give you hair loss?", "/medications/azathioprine/side-effects/alopecia/"),
    ],
)
def test_the_page_that_is_the_answer_comes_first(client, query, first):
    assert offered(client, query)[0] == first


def test_a_pair_is_followed_by_its_two_parts(client):
    assert offered(client, "imuran hair loss")[1:] == ["/medications/azathioprine/", "/side-effects/alopecia/"]


def test_a_related_medicine_has_no_pair_page(client):
    world.drug("mercaptopurine", page=Drug.Page.RELATED)
    assert offered(client, "mercaptopurine hair loss") == ["/medications/mercaptopurine/", "/side-effects/alopecia/"]


def test_an_open_name_offers_its_meanings_and_says_so(client):
    for slug in ("prednisone", "prednisolone"):
        Name.objects.create(surface="pred", is_ambiguous=True, drug=world.drug(slug))
    world.site_version.bump(names=True)
    assert set(offered(client, "pred")) == {"/medications/prednisone/", "/medications/prednisolone/"}
    assert "can mean more than one thing" in client.get("/search/?q=pred").content.decode()


def test_posts_follow_with_their_words_marked(client):
    thread = world.publish("first weeks", world.told("My hair is thin on Imuran."))
    assert offered(client, "imuran")[1] == thread.posts.get().get_absolute_url()
    assert "<mark>Imuran</mark>" in client.get("/search/?q=imuran").content.decode()


@pytest.fixture
def _more_of_the_world():
    world.drug("mycophenolate", "CellCept")
    alcohol = world.question("alcohol")
    alcohol.patient_words = "can i drink\nbeer\na glass of wine"
    alcohol.save()
    world.question("switching-and-adding")
    world.question("with-other-drugs")
    world.site_version.bump(names=True)


@pytest.mark.usefixtures("_more_of_the_world")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("imuran vs cellcept", "/compare/?drug=azathioprine&amp;drug=mycophenolate"),
        ("is Imuran better than celcept?", "/compare/?drug=azathioprine&amp;drug=mycophenolate"),
        ("can i drink on imuran", "/questions/alcohol/#azathioprine"),
        ("BEER??", "/questions/alcohol/"),
        ("switch from imuran to cellcept", "/switches/?from=azathioprine&amp;to=mycophenolate"),
        ("imuran side effects", "/medications/azathioprine/"),
        ("imuran and cellcept together", "/questions/with-other-drugs/"),
        ("imuran with ibuprofen", "/questions/with-other-drugs/#azathioprine"),
    ],
)
def test_what_is_asked_of_drugs_comes_before_the_drugs(client, query, first):
    assert offered(client, query)[0] == first


def test_another_spelling_is_said_and_can_be_searched_exactly(client):
    world.publish("first weeks", world.told("My imurane came."))
    html = client.get("/search/?q=imurane").content.decode()
    assert "We read “imurane” as <b>Imuran</b>." in html
    assert "You searched “imurane”" in html
    exact = re.search(r'<a href="([^"]+)">Search for exactly', html)[1].replace("&amp;", "&")
    assert exact == "/search/?q=%22imurane%22"
    html = client.get(exact).content.decode()
    assert "We read" not in html
    assert len(html.split("<li data-result>")) == 2


@pytest.mark.parametrize(
    "query", ["how much imuran should i take", "what dose of imuran", "imuran taper schedule", "imuran 50 or 100 mg"]
)
def test_an_ask_for_a_dose_is_declined_with_whom_to_ask(client, query):
    html = client.get("/search/", {"q": query}).content.decode()
    assert "We give no dose and no plan" in html
    assert "your pharmacist" in html


def test_too_much_taken_leads_to_help(client):
    assert "Call for help now." in client.get("/search/?q=i+took+too+many+imuran").content.decode()


def test_posts_are_narrowed_by_links_and_page_by_page(client):
    use = {"drug": "azathioprine", "stage": "taking"}
    other = {"drug": "azathioprine", "stage": "starting", "whose": "other"}
    posts = [world.told(f"Tired, day {n}.", experiences=[use if n % 2 else other]) for n in range(44)]
    world.publish("days", *posts, tags=["rest"])
    assert len(offered(client, "tired day")) == word_search.ON_A_PAGE
    html = client.get("/search/?q=tired").content.decode()
    for link in ("stage=taking", "voice=other", "drug=azathioprine", "tag=rest"):
        assert f"/search/?q=tired&amp;{link}" in html
    address, seen = "/search/?q=tired&stage=taking&voice=self", []
    while address:
        html = client.get(address).content.decode()
        seen += re.findall(r'<h3><a href="([^"]+)"', html)
        older = re.search(r'href="([^"]+)" rel="next"', html)
        address = older and older[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 22
    assert '<meta name="robots" content="noindex">' in html
    assert '/search/">' in re.search(r'<link rel="canonical"[^>]+>', html)[0]


@pytest.mark.parametrize("rest", ["&drug=no-such", "&stage=eaten", "&after=1-2", "&after=9-9-9-9", "&tag=%00"])
def test_what_cannot_be_read_in_an_address_is_no_error(client, rest):
    assert client.get(f"/search/?q=imuran{rest}").status_code in (200, 400)


def test_nothing_found_offers_names_that_are_spelt_alike_as_no_result(client):
    html = client.get("/search/?q=imuraxxn").content.decode()
    assert offered(client, "imuraxxn") == []
    assert 'none of them is what you wrote: <a href="/search/?q=Imuran">Imuran</a>' in html


def test_the_names_offered_while_typing_are_those_of_pages(client):
    names = client.get("/search/names.json").json()
    assert ["Imuran", "azathioprine", "/medications/azathioprine/"] in names
    assert ["hair loss", "side effect", "/side-effects/alopecia/"] in names


@pytest.mark.parametrize("query", ["zzzz qqqq", "", "   ", "the", "💊"])
def test_nothing_found_offers_the_lists_and_no_result(client, query):
    html = client.get("/search/", {"q": query}).content.decode()
    assert offered(client, query) == []
    assert 'href="/medications/"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_another_drug_is_said_to_be_another_and_offers_none_of_ours(client):
    html = client.get("/search/?q=celexa").content.decode()
    assert "“celexa” is the name of another drug (citalopram)." in html
    assert offered(client, "celexa") == []


def test_too_long_a_query_is_answered_in_words(client):
    answer = client.get("/search/", {"q": "a" * 201})
    assert answer.status_code == 200
    assert "Please use fewer words." in answer.content.decode()


def test_what_people_type_is_shown_as_plain_text(client):
    assert b"<b>hello" not in client.get("/search/", {"q": "<b>hello</b>"}).content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=220))
def test_anything_typed_is_answered(client, query):
    assert client.get("/search/", {"q": query}).status_code in (200, 400)


def test_the_most_frequent_things_are_offered_and_of_equals_the_first_by_name(django_assert_num_queries):
    made = [Tag.objects.create(name=f"topic {letter}", slug=f"topic-{letter}") for letter in "hgfedcba"]
    kinds = Counter({f"t{tag.pk}": 2 for tag in made}) + Counter({f"t{made[0].pk}": 1, "sstarting": 4, "d1vself": 9})
    with django_assert_num_queries(1):
        topics, stages = facets.offered(kinds, "x", {}, {})
    assert [(one.name, one.count) for one in topics.choices] == [("topic h", 3), *((f"topic {x}", 2) for x in "abcde")]
    assert [(one.count, one.url) for one in stages.choices] == [(4, "/search/?q=x&stage=starting")]


def test_what_a_curator_or_a_reader_wrote_is_escaped_in_the_choices():
    url = facets.address("<&\"'", {"tag": "a"})
    topic = facets.Facet("Topic", [facets.Choice('hair & <i>"', 2, url), facets.Choice("skin", 1, "/")])
    assert topic.links == (
        '<a href="/search/?q=%3C%26%22%27&amp;tag=a">hair &amp; &lt;i&gt;&quot;</a> (2), <a href="/">skin</a> (1)'
    )
