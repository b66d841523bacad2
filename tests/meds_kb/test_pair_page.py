"""One drug and one effect: sources side by side, counts, outcomes, the reports; urgency before all."""

import pytest

from medications.models import Drug, SideEffect
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db
PATH = "/medications/azathioprine/side-effects/nausea/"


@pytest.fixture
def pair():
    return world.drug("azathioprine", "Imuran"), world.side_effect("nausea")


def use(answer, whose="self", stage="taking", **more):
    effect = {"effect": "nausea", "answer": answer, **more}
    return world.told(
        f"A post with {answer}.",
        experiences=[{"drug": "azathioprine", "stage": stage, "whose": whose, "effects": [effect]}],
    )


def test_sources_that_differ_stand_side_by_side_with_their_people(client, pair):
    world.labelled(*pair, 0, band="", low=28, high=28, population="people with rheumatoid arthritis")
    world.labelled(*pair, 1, low=None, high=None, population="", group="", period="at the start")
    world.labelled(*pair, 2, band="", low=None, high=None, population="", group="")
    shown = read(page(client, PATH))
    assert "28 of 100 people; 72 did not" in shown
    assert "People with rheumatoid arthritis" in shown
    assert "“common”, between 1 and 10 of 100 people" in shown
    assert "The source does not say who, at the start" in shown
    assert "Named, without a number: A house 2024" in shown


def test_a_pair_that_nobody_names_says_so_and_is_kept_from_search_engines(client, pair):
    html = page(client, PATH)
    assert "None of our sources names it for azathioprine." in read(html)
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("urgency", "heading"), [("mild", "This is mostly mild"), ("see_doctor", "Tell your team"), ("urgent", "Get help now")]
)  # fmt: skip
def test_advice_comes_first(client, pair, urgency, heading):
    SideEffect.objects.update(urgency=urgency, caution="It can be worse.")
    html = page(client, PATH)
    assert html.index(heading) < html.index("What sources give")
    assert "It can be worse." in html


def test_the_drug_can_make_an_effect_more_urgent_and_never_less(client, pair):
    SideEffect.objects.update(urgency="mild")
    world.labelled(*pair).drug_effect.__class__.objects.update(seriousness="urgent")
    assert "Get help now" in page(client, PATH)
    SideEffect.objects.update(urgency="urgent")
    world.site_version.bump()
    world.labelled(*pair, 1).drug_effect.__class__.objects.update(seriousness="mild")
    assert "Get help now" in page(client, PATH)


def test_lupus_itself_is_named_when_it_can_do_this(client, pair):
    assert "It may not be the drug." not in page(client, PATH)
    SideEffect.objects.update(lupus_too="Lupus itself can do this.")
    world.site_version.bump()
    assert "It may not be the drug. Lupus itself can do this." in read(page(client, PATH))


def test_counts_keep_first_hand_apart_and_say_what_became_of_it(client, pair):
    posts = [use("yes", outcome="passed", severity="mild"), use("yes", outcome="still_there"), use("no"),
             use("no", whose="other"), use("yes", whose="other")]  # fmt: skip
    world.publish("five", *posts, world.told(experiences=[{"drug": "azathioprine", "stage": "stopped"}]))
    shown = read(page(client, PATH))
    assert "6 people here told of taking azathioprine." in shown
    assert "3 said yes 2 said no 1 did not mention it" in shown
    assert "3 of 5 said yes: 60 of 100, between 23 and 88 of 100" in shown
    assert "First-hand 2 1 For someone else 1 1" in shown
    assert "What became of it: passed by itself: 1; still there: 1; not said: 1." in shown


def test_under_five_reports_there_is_no_share_and_every_report_is_listed(client, pair):
    thread = world.publish("four", *[use("yes") for _ in range(3)], use("no"))
    html = page(client, PATH)
    assert "of 100" not in read(html)
    for post in thread.posts.all():
        assert f'href="{post.get_absolute_url()}"' in html


def test_ten_reports_are_shown_in_the_proportion_of_the_counts(client, pair):
    world.publish("many", *[use("yes") for _ in range(6)], *[use("no") for _ in range(14)])
    html = page(client, PATH)
    assert (html.count(">Yes, first-hand<"), html.count(">No, first-hand<")) == (3, 7)


def test_reports_at_the_start_are_neither_counted_nor_shown(client, pair):
    world.publish("start", use("yes", stage="starting"))
    assert "Nobody here has told of taking azathioprine yet." in read(page(client, PATH))


def test_a_related_medicine_has_no_pairs(client, pair):
    Drug.objects.update(page=Drug.Page.RELATED)
    answer = client.get(PATH)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/medications/azathioprine/")
