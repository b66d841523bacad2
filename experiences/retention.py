"""Knows how long words are kept that nobody reads any more, and clears them away. Run it daily (`manage.py tidy`)."""

import datetime
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Max, Q

from experiences import erased_list, limits, merging
from experiences.models import Original, Post, Report
from experiences.moderation import erasing

Status = Post.Status
DAY = datetime.timedelta(days=1)
ORIGINALS = 30 * DAY  # after publication: what a redaction took away
TEXTS = 90 * DAY  # after the decision: what is on no page and in no queue
SNAPSHOTS = 90 * DAY  # after the report: a reader's words and the post as it stood


@dataclass(frozen=True)
class Tidied:
    """How many of each were cleared."""

    originals: int
    texts: int
    snapshots: int
    sessions: int


def tidy(*, now):
    """Clear what was kept long enough; return how much. Safe to run at any time, and again."""
    done = Tidied(_originals(now), _texts(now), _snapshots(now), _sessions(now))
    limits.forget(now=now)
    erased_list.catch_up()
    merging.catch_up()
    _empty_write_ahead_log()
    return done


def _originals(now):
    kept = Q(post__published_at__lte=now - ORIGINALS, post__status=Status.PUBLISHED)
    return Original.objects.filter(kept).delete()[0]


def _texts(now):
    posts = (
        Post.objects.filter(status__in=erasing.OVER)
        .exclude(body="")
        .annotate(decided=Max("decisions__at"))
        .filter(decided__lte=now - TEXTS)
    )
    ids = list(posts.order_by("id").values_list("pk", flat=True))
    return sum(erasing.clear(pk, now=now) for pk in ids)


def _snapshots(now):
    old = Report.objects.filter(at__lte=now - SNAPSHOTS).exclude(words="", snapshot="")
    return old.update(words="", snapshot="")


def _sessions(now):
    return Session.objects.filter(expire_date__lte=now).delete()[0]


def _empty_write_ahead_log():
    """SQLite's log holds what was erased until it is emptied; on a busy site it may take until the next day."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
