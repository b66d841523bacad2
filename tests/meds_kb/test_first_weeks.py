"""The table of the first weeks: what sources ask and say, and what people say, each in its band, with of how many."""

import re

import pytest
from django.utils.html import strip_tags

from medications.models import Fact, Test
from meds_kb.first_weeks import BANDS
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def rows(client):
    """Return {band: (what sources say, what people say)} as a person reads the table."""
    html = page(client)
    table = html[html.index('<table class="weeks">') : html.index("</table>", html.index('<table class="weeks">'))]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
        band, sources, people = (re.sub(r"\s+", " ", strip_tags(cell)).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL))  # fmt: skip
        found[band] = sources, people
    return found


def test_bands_stand_in_the_order_of_time(client, aza):
    assert list(rows(client)) == list(BANDS.values())
    assert set(rows(client).values()) == {("–", "–")}


def test_a_test_stands_in_each_band_in_which_a_source_asks_for_it(client, aza):
    blood, eyes = world.topic(Test, "blood count"), world.topic(Test, "eye check")
    world.fact("test", aza, 1, test=blood, before_start="yes", due_weeks="1 2 3 9")
    world.fact("test", aza, 2, test=blood, due_weeks="2 13")
    world.fact("test", aza, 3, test=eyes, before_start="no", due_weeks="52")
    told = {band: sources for band, (sources, _people) in rows(client).items()}
    assert told == {
        "Before you start": "Tests: blood count", "Weeks 1 to 2": "Tests: blood count", "Weeks 3 to 4": "Tests: blood count",
        "Weeks 5 to 8": "–", "Weeks 9 to 12": "Tests: blood count", "After week 12": "Tests: blood count, eye check",
    }  # fmt: skip


def test_every_source_that_gives_a_time_stands_in_the_band_where_it_begins(client, aza):
    onset = world.question("how-long-until-it-works")
    for n, (low, high, unit) in enumerate([(4, 6, "weeks"), (6, 12, "weeks"), (3, 3, "months"), (10, 14, "days")]):
        world.fact("claim", aza, n, question=onset, low=low, high=high, unit=unit)
    world.fact("claim", aza, 9, question=world.question("hair"), low=1, high=2, unit="weeks")
    world.fact("claim", aza, 8, question=onset, low=20, high=30, unit="weeks", is_verified=False)
    told = {band: sources.split(" (")[0] for band, (sources, _people) in rows(client).items()}
    assert told["Weeks 1 to 2"] == "Time until it helps: 10 to 14 days"
    assert told["Weeks 3 to 4"] == "Time until it helps: 4 to 6 weeks"
    assert told["Weeks 5 to 8"] == "Time until it helps: 6 to 12 weeks"
    assert told["After week 12"] == "Time until it helps: 3 months"
    assert Fact.objects.filter(is_verified=False).exists()


def test_people_stand_where_they_felt_it_and_say_of_how_many(client, aza):
    world.side_effect("nausea")
    uses = [
        {"stage": "taking", "benefit": "some", "benefit_week": week,
         "effects": [{"effect": "nausea", "answer": "yes", "began": began}]}
        for week, began in ((1, "weeks_1_2"), (2, "weeks_1_2"), (8, "weeks_5_8"), (30, "not_said"))
    ]  # fmt: skip
    uses.append({"stage": "starting"})
    world.publish("five", *[world.told(experiences=[{"drug": "azathioprine", **use}]) for use in uses])
    told = {band: people for band, (_sources, people) in rows(client).items()}
    assert told["Weeks 1 to 2"] == "First felt that it helps: 2 of 4Began then: nausea 2"
    assert told["Weeks 5 to 8"] == "First felt that it helps: 1 of 4Began then: nausea 1"
    assert told["After week 12"] == "First felt that it helps: 1 of 4"
    shown = read(page(client))
    assert "“First felt” is of the 4 who told in which week. “Began then” is of 3 reports that say when." in shown
