"""A source that did something often enough is told to wait; nobody can tell from the tables who it was."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experiences import limits
from experiences.limits import TooMany
from experiences.models import DailySalt, SourceCount

NOW = datetime.datetime(2026, 11, 20, 12, 0, 10, tzinfo=datetime.UTC)
NETWORK = "203.0.113.0/24"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_a_minute(settings):
    settings.LIMITS = {"send": (2, 60), "report": (2, 60)}


def later(**more):
    return NOW + datetime.timedelta(**more)


def waits(source=NETWORK, *, now=NOW, what="send"):
    try:
        limits.spend(what, source, now=now)
    except TooMany as refusal:
        return refusal.wait
    return 0


def test_source_waits_until_its_stretch_is_over():
    assert [waits() for _ in range(4)] == [0, 0, 50, 50]
    assert waits(now=later(seconds=49)) == 1
    assert waits(now=later(seconds=50)) == 0


def test_each_source_and_each_thing_is_counted_by_itself():
    assert [waits(), waits()] == [0, 0]
    assert waits("198.51.100.0/24") == 0
    assert waits(what="report") == 0


def test_looking_does_not_count_and_forgiving_starts_anew():
    limits.check("send", NETWORK, now=NOW)
    assert [waits(), waits()] == [0, 0]
    with pytest.raises(TooMany) as refusal:
        limits.check("send", NETWORK, now=NOW)
    assert refusal.value.wait == 50
    limits.forgive("send", NETWORK, now=NOW)
    assert waits() == 0


def test_tables_hold_neither_the_network_nor_a_hash_that_outlives_the_day():
    waits()
    first = SourceCount.objects.get().source_hash
    waits(now=later(days=1))
    assert SourceCount.objects.get().source_hash != first
    assert DailySalt.objects.get().day == later(days=1).date()
    with connection.cursor() as cursor:
        for table in (SourceCount, DailySalt):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            assert "203.0.113" not in str(cursor.fetchall())


def test_counts_that_are_over_are_dropped_when_another_begins():
    for number in range(5):
        waits(f"10.0.{number}.0/24")
    assert SourceCount.objects.count() == 5
    waits(now=later(seconds=60))
    assert SourceCount.objects.count() == 1


def how_commits_wait():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_count_waits_for_no_disk_and_what_comes_after_does():
    usual = how_commits_wait()
    with CaptureQueriesContext(connection) as captured:
        assert waits() == 0
    said = [query["sql"] for query in captured if "synchronous" in query["sql"]]
    assert any("NORMAL" in one or "off" in one for one in said)
    assert how_commits_wait() == usual
    assert (waits(), waits() > 0) == (0, True)
    assert how_commits_wait() == usual
