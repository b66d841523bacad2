"""Knows how often one source may do one thing. Every process counts in the same table, which holds no address.

A source is a network (`networks.network_of`) or any other words that tell who asks. Its count lives under a keyed hash
until its stretch of time is over; the key changes every day.
"""

import contextlib
import secrets

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from experiences.models import DailySalt, SourceCount

# One statement, so that of two requests at once each counts.
COUNT_ONE = """
    INSERT INTO experiences_sourcecount (source_hash, ends, n) VALUES (%s, %s, 1)
    ON CONFLICT (source_hash, ends) DO UPDATE SET n = experiences_sourcecount.n + 1
    RETURNING n
"""


class TooMany(Exception):
    """The source did this as often as it may. `wait` is how many seconds until it may again."""

    def __init__(self, wait):
        super().__init__(f"too many; again in {wait} seconds")
        self.wait = wait


def spend(what, source, *, now):
    """Count one try of a thing by a source; raise TooMany when it had as many as settings.LIMITS[what] allows."""
    most, seconds = settings.LIMITS[what]
    ends = _end(now, seconds)
    source_hash = _hash(what, source, now)
    with connection.cursor() as cursor, _not_waiting_for_the_disk(cursor):
        cursor.execute(COUNT_ONE, [source_hash, ends])
        (n,) = cursor.fetchone()
    if n == 1:
        forget(now=now)
    if n > most:
        raise TooMany(_wait(ends, now))


@contextlib.contextmanager
def _not_waiting_for_the_disk(cursor):
    """Let a count be stored without waiting: a power cut may forget it, and each post needs but one wait, its own."""
    if connection.in_atomic_block:  # what else is in there must last
        yield
        return
    if connection.vendor == "sqlite":
        (usual,) = cursor.execute("PRAGMA synchronous").fetchone()
        quick, slow = "PRAGMA synchronous = NORMAL", f"PRAGMA synchronous = {usual}"
    else:
        quick, slow = "SET synchronous_commit = off", "RESET synchronous_commit"
    cursor.execute(quick)
    try:
        yield
    finally:
        cursor.execute(slow)


def check(what, source, *, now):
    """Raise TooMany as `spend` would, without counting."""
    most, seconds = settings.LIMITS[what]
    ends = _end(now, seconds)
    if SourceCount.objects.filter(source_hash=_hash(what, source, now), ends=ends, n__gte=most).exists():
        raise TooMany(_wait(ends, now))


def forgive(what, source, *, now):
    """Forget what a source spent, as after a log-in that was right."""
    SourceCount.objects.filter(source_hash=_hash(what, source, now)).delete()


def forget(*, now):
    """Drop every count whose stretch is over, and the salts of days gone by."""
    SourceCount.objects.filter(ends__lte=int(now.timestamp())).delete()
    DailySalt.objects.filter(day__lt=now.date()).delete()


def _end(now, seconds):
    return (int(now.timestamp()) // seconds + 1) * seconds


def _wait(ends, now):
    return max(1, ends - int(now.timestamp()))


def _hash(what, source, now):
    """Return the name of a count. It takes the salt of the day in the database and the site's own secret together."""
    return salted_hmac(f"experiences.limits {_salt(now.date())}", f"{what} {source}", algorithm="sha256").hexdigest()


def _salt(day):
    with connection.cursor() as cursor:  # each page that is sent in reads it: the ORM takes ten times as long
        cursor.execute("SELECT salt FROM experiences_dailysalt WHERE day = %s", [day])
        if row := cursor.fetchone():
            return row[0]
    # Two processes may meet a new day at once: the first salt stays.
    DailySalt.objects.bulk_create([DailySalt(day=day, salt=secrets.token_hex(32))], ignore_conflicts=True)
    return DailySalt.objects.values_list("salt", flat=True).get(day=day)
