"""What the one box finds, best first, and what it says when it finds nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medications import asking
from medications.models import Condition, Drug, Name, Test
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named_world():
    asking.forget()
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
