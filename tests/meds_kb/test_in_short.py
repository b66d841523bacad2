"""The top of a drug page: how long until it helps, tests before the start, how many people tell; each leads on."""

import re

import pytest
from django.utils.html import strip_tags

from medications.models import Test
from tests import world
from tests.meds_kb.test_drug_page import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def lines(client):
    """Return {what is asked: (where it leads, the answer)} as the opening shows it."""
    html = page(client)
    found = re.findall(r'<dt><a href="(#[\w-]+)">(.*?)</a></dt><dd>(.*?)</dd>', html[: html.index('id="help"')])
    return {asked: (href, strip_tags(words)) for href, asked, words in found}


def test_range_of_all_sources_stands_in_their_own_units(client, aza):
    onset = world.question("how-long-until-it-works")
    for n, (low, high, unit) in enumerate([(6, 12, "weeks"), (1, 6, "months"), (14, 28, "days")]):
        world.fact("claim", aza, n, question=onset, low=low, high=high, unit=unit)
    assert lines(client)["Until it helps"] == ("#first-weeks", "sources say 14 days to 6 months")


def test_what_no_checked_source_says_is_left_out(client, aza):
    world.fact(
        "claim", aza, question=world.question("how-long-until-it-works"), low=4, high=6, unit="weeks", is_verified=False
    )
    assert list(lines(client)) == ["What people say here"]


def test_tests_before_the_start_are_named_and_the_rest_counted(client, aza):
    for n in range(6):
        world.fact("test", aza, n, test=world.topic(Test, f"test number {n}"), before_start="yes")
    _, words = lines(client)["Tests before you start"]
    assert words.endswith(" and 2 more")
    assert words.count("test number") == 4


def test_questions_with_an_answer_further_down_are_one_tap_away(client, aza):
    sun, hair, stopping = (world.question(slug) for slug in ("sun", "hair", "tapering-and-stopping"))
    world.fact("claim", aza, 1, question=sun)
    world.fact("claim", aza, 2, question=stopping)
    html = page(client)
    assert re.findall(r'<a href="#question-(.*?)">(.*?)</a>', html) == [("sun", "sun")]
    assert 'id="question-sun"' in html
    assert hair.slug in html


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "nobody has told of taking it yet"),
        (1, "1 person has told of taking it, too few for shares"),
        (5, "5 people have told of taking it"),
    ],
)
def test_people_are_counted_as_further_down(client, aza, n, words):
    for i in range(n):
        world.publish(f"thread {i}", world.told(experiences=[{"drug": "azathioprine", "stage": "taking"}]))
    assert lines(client)["What people say here"] == ("#what-people-say", words)
