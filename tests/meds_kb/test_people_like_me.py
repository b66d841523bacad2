"""One thing in common at a time: counts, benefit, outcomes and stories follow, the rest says that it is for everyone."""

import pytest

from experiences.models import Experience
from medications.models import Condition
from meds_kb.said import people_like_me
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db
PATH = "/medications/azathioprine/"


@pytest.fixture
def people():
    """Six with lupus on 50 mg, first-hand; two others: one with no attribute at all, one told for someone else."""
    drug, nausea = world.drug("azathioprine", "Imuran"), world.side_effect("nausea")
    world.topic(Condition, "lupus")
    world.topic(Condition, "arthritis")
    world.labelled(drug, nausea)
    six = {"stage": "taking", "condition": "lupus", "dose_amount": 50, "dose_unit": "mg", "dose_period": "a day",
           "duration": "1_5_years", "benefit": "a_lot", "benefit_week": 6,
           "effects": [{"effect": "nausea", "answer": "yes", "outcome": "passed"}]}  # fmt: skip
    plain = {"stage": "stopped", "benefit": "none", "effects": [{"effect": "nausea", "answer": "no"}]}
    other = {"stage": "taking", "whose": "other", "condition": "arthritis"}
    uses = [*[six] * 6, plain, other]
    return world.publish("eight", *[world.told(f"Story {n}.", experiences=[{"drug": "azathioprine", **use}])
                                    for n, use in enumerate(uses)])  # fmt: skip


@pytest.mark.parametrize(
    ("query", "who", "n"),
    [
        ("condition=lupus", "who take it for lupus", 6),
        ("dose=20-50-mg-day", "on over 20 and up to 50 mg a day", 6),
        ("time=1_5_years", "who have taken it for 1 to 5 years", 6),
        ("whose=self", "who tell of themselves", 7),
        ("whose=other", "whom somebody else tells of", 1),
    ],
)
def test_every_attribute_a_post_shows_can_be_chosen_by_a_link(client, people, query, who, n):
    assert f'href="{PATH}?{query}#what-people-say"' in page(client, PATH)
    shown = read(page(client, f"{PATH}?{query}"))
    assert f"You see people {who}: {n} of 8." in shown
    assert "All else on this page is for everyone." in shown


def test_counts_benefit_weeks_and_stories_follow(client, people):
    shown = read(page(client, f"{PATH}?condition=lupus"))
    assert "6 people here told of taking azathioprine: 6 first-hand, 0 told for someone else." in shown
    assert "6 yes, 0 no, 0 did not mention" in shown
    assert "6 of 6 said yes: 100 of 100, between 61 and 100 of 100" in shown
    assert "Of the yes: passed by itself 6" in shown
    assert "those who take it for lupus: of 6 who took it, helped a lot: 6." in shown
    assert "First felt that it helps: 6 of 6" in shown
    assert "Story 5." in shown
    assert "Story 6." not in shown


def test_under_five_there_is_no_share_and_the_reports_are_there(client, people):
    html = page(client, f"{PATH}?whose=other")
    assert "That is too few to give shares." in read(html)
    assert "said yes:" not in read(html)
    assert "Story 7." in read(html)
    assert "Story 0." not in read(html)


def test_a_part_of_a_page_is_kept_from_search_engines(client, people):
    html = page(client, f"{PATH}?condition=lupus")
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://testserver/medications/azathioprine/">' in html
    assert "noindex" not in page(client, PATH)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("condition=gout", 404), ("dose=1-2-mg-day", 404), ("time=years", 404), ("time=soon", 400), ("whose=mine", 400),
        ("dose=lots", 400), ("dose=1-2-3", 400), ("condition=" + "x" * 500, 400), ("whose=self&time=1_5_years", 400),
    ],
)  # fmt: skip
def test_what_nobody_told_is_answered_in_words(client, people, query, status):
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == status
    assert "Nobody here told of that" in read(answer.content.decode())


def test_nobody_is_offered_as_a_choice_who_only_starts(client, people):
    use = {"drug": "azathioprine", "stage": "starting", "condition": "lupus", "duration": "under_1_month"}
    world.publish("a start", world.told(experiences=[use]))
    html = page(client, PATH)
    assert "?time=under_1_month" not in html
    assert "lupus: 6" in read(html)


def test_drugs_taken_at_the_same_time_are_listed(client, people):
    world.drug("prednisone")
    both = [{"drug": name, "stage": "taking"} for name in ("azathioprine", "prednisone")]
    world.publish("both", world.told("Both.", experiences=both))
    assert "Taken at the same time: prednisone: 1." in read(page(client, PATH))


def test_many_of_a_dose_are_found_on_a_walk_as_few_are_by_its_index(people):
    found = [
        set(Experience.objects.filter(people_like_me.which("dose:20-50-mg-day", are_few=few))) for few in (True, False)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 6
