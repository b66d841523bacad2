import json

import pytest

from experiences import told_rows
from experiences.telling import read_thread
from experiences.told import BadTelling, as_mapping
from medications.models import Condition
from tests import world

FULL = {
    "title": "On Imuran",
    "origin": "retold",
    "tags": ["starting"],
    "opened_at": "2026-11-01T09:00:00+00:00",
    "posts": [
        {
            "body": "Imuran gave me nausea. It takes 4 weeks.",
            "kind": "experience",
            "written_at": "2026-11-01T09:00:00+00:00",
            "questions": ["hair"],
            "experiences": [
                {
                    "drug": "azathioprine",
                    "stage": "taking",
                    "dose_amount": "50.00",
                    "dose_unit": "mg",
                    "condition": "lupus",
                    "benefit": "some",
                    "benefit_week": 0,
                    "effects": [{"effect": "nausea", "answer": "yes", "outcome": "passed"}],
                    "follow_ups": [{"told_on": "2026-11-09", "stage": "stopped"}],
                }
            ],
            "corrections": [{"start": 0, "end": 6, "review": "confirmed", "drug": "azathioprine"}],
            "changes": [{"kind": "added", "to_drug": "azathioprine", "is_planned": True}],
            "fact_checks": [
                {"quote": "takes 4 weeks", "verdict": "mixed", "note": "Sources differ.", "sources": ["label"], "checked_on": "2026-11-02"}
            ],
        }
    ],
}  # fmt: skip


def with_post(**changed):
    return {**FULL, "posts": [{**FULL["posts"][0], **changed}]}


@pytest.mark.django_db
def test_what_is_told_comes_back_as_it_was_told():
    world.drug("azathioprine")
    world.side_effect("nausea")
    world.topic(Condition, "lupus")
    world.question("hair")
    world.source("label")
    told = read_thread(FULL)
    thread = world.publish(
        FULL["title"], *FULL["posts"], tags=["starting"], origin="retold", opened_at=FULL["opened_at"]
    )
    stored = as_mapping(told_rows.read_thread(thread, told_rows.with_what_they_tell(thread.posts)))
    assert stored.pop("key") == thread.import_key
    assert stored["posts"][0].pop("published_at") == world.NOW.isoformat()
    assert json.loads(json.dumps(stored)) == as_mapping(told)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([], "thread: expected keys and values"),
        ({"title": "t"}, "posts"),
        ({**FULL, "posts": []}, "at least one post"),
        ({**FULL, "colour": "red"}, "unknown key colour"),
        ({**FULL, "origin": "heard"}, "origin: 'heard' is not one of its values"),
        ({**FULL, "title": "x" * 161}, "title: too long"),
        (with_post(body=" "), "post 1: has no text"),
        (with_post(body="a\x00b"), "no text holds"),
        (with_post(body="a\ud800b"), "no text holds"),
        (with_post(corrections=[{"start": 3, "end": 3, "review": "added"}]), "inside the text"),
        (with_post(corrections=[{"start": -1, "end": 3, "review": "added"}]), "whole number"),
        (with_post(corrections=[{"start": 0, "end": 99, "review": "added"}]), "inside the text"),
        (with_post(body=True), "expected words"),
        (with_post(written_at="soon"), "expected a date with a time"),
        (with_post(written_at="2026-13-01T00:00:00Z"), "expected a date with a time"),
        (with_post(experiences={}), "expected a list"),
        (with_post(experiences=[{"drug": "azathioprine"}]), "stage"),
        (with_post(experiences=[{"drug": "azathioprine", "stage": "stopped", "stop_reason": "bored"}]), "stop_reason"),
        (with_post(experiences=[{"drug": "a", "stage": "taking"}] * 2), "told once in a post"),
        (with_post(experiences=[{"drug": "a", "stage": "taking", "dose_amount": "NaN"}]), "above 0"),
        (with_post(experiences=[{"drug": "a", "stage": "taking", "dose_amount": "much"}]), "expected a number"),
        (with_post(experiences=[{"drug": "a", "stage": "taking", "benefit_week": "4"}]), "expected a whole number"),
        (with_post(experiences=[{"drug": "a", "stage": "taking", "effects": [{"effect": "b", "answer": True}]}]), "in quotes"),
        (with_post(changes=[{"kind": "added", "is_planned": "yes"}]), "expected true or false"),
        (with_post(body="Other words."), "exactly once"),
        (with_post(fact_checks=[{**FULL["posts"][0]["fact_checks"][0], "sources": []}]), "needs a source"),
        (with_post(fact_checks=[{**FULL["posts"][0]["fact_checks"][0], "checked_on": "May"}]), "expected a date"),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_refused_with_place_and_reason(data, why):
    with pytest.raises(BadTelling, match=why):
        read_thread(data)


@pytest.mark.django_db
def test_unknown_slug_is_refused_by_name():
    world.drug("azathioprine")
    with pytest.raises(BadTelling, match="no side effect is called 'gloom'"):
        told_rows.Ids()(world.SideEffect, "gloom")
