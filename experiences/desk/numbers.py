"""Knows the numbers of the desk over the last days: in and out for each, how long posts waited, and why they were sent back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast, Substr

from experiences.desk.ages import age
from experiences.desk.reasons import USUAL
from experiences.models import Decision

Verb = Decision.Verb
DAYS, NEWEST, REASONS = 30, 2_000, 10
CAME, WENT = (Verb.SUBMIT, Verb.EDIT), (Verb.PUBLISH, Verb.RETURN, Verb.REJECT)
EXPLAINED = (Verb.RETURN, Verb.REJECT, Verb.TAKE_DOWN)
COUNTED = 20_000  # decisions that the page is about; a month at a site with 650 a day


@dataclass(frozen=True)
class Day:
    """One day: how many posts came to be read, and what was decided."""

    day: str
    came: int
    published: int
    returned: int
    rejected: int
    taken_down: int


@dataclass(frozen=True)
class Numbers:
    """What the page shows; waits are in words, empty when nothing was decided."""

    days: list
    decided: int
    median: str
    slowest_tenth: str
    reasons: list
    is_cut: bool


def read(now):
    """Return the Numbers of the last 30 days: four queries, each over a bounded number of rows."""
    since = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    recent = Decision.objects.filter(at__gte=since).order_by("-at")
    before = recent.values_list("at", flat=True)[COUNTED : COUNTED + 1].first()
    if before:
        recent = recent.filter(at__gt=before)
    waits = sorted(_waits(recent))
    return Numbers(
        days=_days(recent, since, now),
        decided=len(waits),
        median=age(_percentile(waits, 50)) if waits else "",
        slowest_tenth=age(_percentile(waits, 90)) if waits else "",
        reasons=_reasons(recent),
        is_cut=before is not None,
    )


def _days(recent, since, now):
    # The day is the head of the moment as both engines write it, in UTC; a function of Django's would be one of Python's.
    day = Substr(Cast("at", CharField()), 1, 10)
    rows = recent.order_by().annotate(day=day).values_list("day", "verb").annotate(n=Count("at"))
    counts = Counter({(date.fromisoformat(day), verb): n for day, verb, n in rows})
    days = [(now - timedelta(days=back)).date() for back in range((now.date() - since.date()).days + 1)]
    return [
        Day(
            f"{day.day} {day:%B}",
            sum(counts[day, verb] for verb in CAME),
            *(counts[day, verb] for verb in (*WENT, Verb.TAKE_DOWN)),
        )
        for day in days
    ]


def _waits(recent):
    """Return for each of the newest decisions how long its post had waited since it last came."""
    came = Decision.objects.filter(post=OuterRef("post"), verb__in=CAME, at__lte=OuterRef("at")).order_by("-at")
    decided = recent.filter(verb__in=WENT).annotate(since=Subquery(came.values("at")[:1]))
    return [at - since for at, since in decided.values_list("at", "since")[:NEWEST] if since]


def _percentile(values, percent):
    """Return the nearest-rank percentile of sorted values."""
    return values[ceil(len(values) * percent / 100) - 1]


def _reasons(recent):
    """Return (verb, reason, how often), the usual reasons by their first words, the most frequent first."""
    rows = recent.filter(verb__in=EXPLAINED).values_list("verb", "reason")[:NEWEST]
    counts = Counter((Verb(verb).label, _usual(verb, reason)) for verb, reason in rows)
    return [(verb, reason, count) for (verb, reason), count in counts.most_common(REASONS)]


def _usual(verb, reason):
    return next((one for one in USUAL.get(verb, ()) if reason.startswith(one)), "in other words")
