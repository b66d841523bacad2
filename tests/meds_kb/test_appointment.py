"""The sheet for an appointment carries what one drug asks for, and its plan is a calendar that any program reads."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from medications import schedules
from medications.models import Drug, Test
from tests import world

pytestmark = pytest.mark.django_db
START = datetime.date(2026, 12, 1)


@pytest.fixture
def aza():
    aza = world.drug("azathioprine", "Imuran")
    blood, liver = world.topic(Test, "blood count"), world.topic(Test, "liver blood test")
    world.fact(
        "test", aza, 1, test=blood, before_start="yes", region="UK", due_weeks="2 4", why="It; finds, low cells."
    )
    world.fact("test", aza, 2, test=blood, before_start="yes", region="US", due_weeks="1 2", why="Low cells.")
    world.fact("test", aza, 3, test=liver, before_start="no", due_weeks="4", why="To see.")
    world.fact("test", aza, 4, test=liver, due_weeks="9", is_verified=False)
    return aza


def read_plan(client, query="start=2026-12-01", drug="azathioprine"):
    answer = client.get(f"/medications/{drug}/plan.ics?{query}")
    assert answer.status_code == 200, query
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content, Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.usefixtures("aza")
def test_plan_has_a_day_for_each_week_that_a_checked_source_gives(client):
    _raw, events = read_plan(client)
    assert [(one.decoded("dtstart"), str(one["summary"])) for one in events] == [
        (START, "Azathioprine: before you start, ask about blood count (UK, US)"),
        (START + datetime.timedelta(weeks=1), "Azathioprine: due in week 1: blood count (US)"),
        (START + datetime.timedelta(weeks=2), "Azathioprine: due in week 2: blood count (UK, US)"),
        (START + datetime.timedelta(weeks=4), "Azathioprine: due in week 4: blood count (UK), liver blood test"),
    ]
    first = str(events[0]["description"])
    assert "Blood count (UK). Before the start. A test sentence, number 1. It; finds, low cells." in first
    assert "Source: A house, checked: date not known" in first
    assert "their plan comes first" in first
    assert "liver" not in str(events[1]["description"])


@pytest.mark.usefixtures("aza")
def test_plan_of_one_country_leaves_out_the_others(client):
    _raw, events = read_plan(client, "start=2026-12-01&where=UK")
    assert [one.decoded("dtstart") for one in events] == [START + datetime.timedelta(weeks=n) for n in (0, 2, 4)]
    assert "US" not in str(events[0]["description"])


@pytest.mark.usefixtures("aza")
def test_plan_is_written_as_rfc_5545_asks_and_the_same_each_time(client):
    raw, events = read_plan(client)
    assert raw == read_plan(client)[0]
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"finds\\, low" in raw.replace(b"\r\n ", b"")
    assert b"It\\; finds" in raw.replace(b"\r\n ", b"")
    assert len({str(one["uid"]) for one in events}) == len(events)
    for one in events:
        assert one["dtstart"].params["VALUE"] == "DATE"
        assert one.decoded("dtstamp").tzinfo is not None
        assert one.decoded("dtend") - one.decoded("dtstart") == datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "start", ["2026-13-45", "soon", "1899-01-01", "9999-12-31", "2026-2-", "20261201", "2026-02-30"]
)
def test_bad_day_is_refused_in_words(client, aza, start):
    answer = client.get(f"/medications/azathioprine/plan.ics?start={start}")
    assert answer.status_code == 400
    assert "such as 2026-11-30" in answer.content.decode()


def test_drug_without_a_schedule_says_so_on_the_sheet_and_in_the_calendar(client):
    world.drug("anifrolumab")
    _raw, events = read_plan(client, drug="anifrolumab")
    assert [str(one["summary"]) for one in events] == ["Anifrolumab: ask your team which tests you need"]
    assert "We have no checked schedule" in str(events[0]["description"])
    page = client.get("/medications/anifrolumab/appointment/").content.decode()
    assert "We have no checked test plan for anifrolumab" in page
    assert "We know no days for these tests" in page


@pytest.mark.usefixtures("aza")
def test_ticked_questions_stand_on_the_sheet_and_nothing_is_kept(client):
    world.question("hair"), world.question("alcohol")
    answer = client.get("/medications/azathioprine/appointment/?q=alcohol&q=%3Cscript%3E&q=no-such")
    sheet = answer.content.decode().split('class="sheet"')[1]
    assert "<li>alcohol?</li>" in sheet
    assert "<li>hair?</li>" not in sheet
    assert "no-such" not in sheet
    assert not answer.cookies
    assert "<li>alcohol?</li>" not in client.get("/medications/azathioprine/appointment/").content.decode()


@pytest.mark.usefixtures("aza")
def test_sheet_shows_red_flags_and_what_people_reported_with_all_three_counts(client):
    drug = Drug.objects.get()
    world.side_effect("nausea")
    world.fact("get_help", drug, 7, is_verified=False)
    yes, no = (
        [{"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "nausea", "answer": a}]}]
        for a in ("yes", "no")
    )
    world.publish(
        "t",
        world.told(experiences=yes),
        world.told(experiences=no),
        world.told(experiences=[{"drug": "azathioprine", "stage": "taking"}]),
    )
    page = client.get("/medications/azathioprine/appointment/").content.decode()
    assert "1 yes, 1 no, 1 did not mention" in page
    assert "Of 3 people here who took it" in page
    assert "Get help now" in page
    assert "General caution" in page


@pytest.mark.usefixtures("aza")
def test_other_names_lead_on_with_what_was_asked(client):
    answer = client.get("/medications/imuran/plan.ics?start=2026-12-01")
    assert (answer.status_code, answer.url) == (301, "/medications/azathioprine/plan.ics?start=2026-12-01")
    assert client.get("/medications/imuran/appointment/").url == "/medications/azathioprine/appointment/"


@pytest.mark.parametrize(
    "wrong", ["2,4", "4 2", "2 2", "0 1", "999", "²", "two", "-1", " ".join(map(str, range(1, 70)))]
)
def test_weeks_that_are_not_rising_numbers_are_refused(wrong):
    with pytest.raises(ValidationError):
        schedules.check(wrong)
