"""Knows every page that search engines may list, and when it last changed where that is known."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, OuterRef, Subquery, Value
from django.urls import reverse

from experiences.models import Experience, Tally, Thread
from medications.models import Condition, Drug, DrugEffect, Fact, LabelledEffect, Question, SideEffect, Test

WITHOUT_A_SUBJECT = (
    "home", "medications", "side_effects", "tests", "conditions", "glossary", "questions", "compare", "switches", "experiences", "help_now", "about", "how_we_count", "moderation", "privacy",
)  # fmt: skip
THREADS_A_PART = 5_000  # by id, so that a part once full never changes its address; the standard allows 50,000


@dataclass(frozen=True, slots=True)
class Place:
    """One address, from the root; `changed` is None where nothing tells when the page last changed."""

    path: str
    changed: datetime | None = None


def what_is_known():
    """Return the pages that stand on knowledge: three queries."""
    return [Place(reverse(name)) for name in WITHOUT_A_SUBJECT] + _drugs() + _pairs() + _topics()


def threads(part):
    """Return the public threads of one part, counted from 1: one query."""
    rows = (
        Thread.objects.published()
        .filter(pk__gt=(part - 1) * THREADS_A_PART, pk__lte=part * THREADS_A_PART)
        .order_by("pk")
        .values_list("pk", "slug", "last_published_at")
    )
    return [Place(reverse("thread", args=[pk, slug]), changed) for pk, slug, changed in rows]


def parts():
    """Return how many parts the public threads fill, one at least: one query."""
    last = Thread.objects.published().order_by("-pk").values_list("pk", flat=True).first() or 1
    return -(-last // THREADS_A_PART)


def _drugs():
    told = Experience.objects.published().filter(drug=OuterRef("pk")).order_by("-pk")
    rows = Drug.objects.order_by("slug").values_list(
        "slug",
        _newest(Fact.history.filter(drug=OuterRef("pk"))),
        _newest(LabelledEffect.history.filter(drug_effect__drug=OuterRef("pk"))),
        Subquery(told.values("post__published_at")[:1]),
    )
    found = [(slug, max(filter(None, dates), default=None)) for slug, *dates in rows]
    return [Place(reverse(page, args=[slug]), changed) for page in ("drug", "appointment") for slug, changed in found]


def _newest(history):
    return Subquery(history.order_by("-history_date").values("history_date")[:1])


def _pairs():
    kept = {"drug__page__in": (Drug.Page.FULL, Drug.Page.SHORT), "side_effect__merged_into": None}
    columns = ("drug__slug", "side_effect__slug")
    told = Tally.objects.filter(slice="all", measure="answer", side_effect__isnull=False, **kept).values_list(*columns)
    rows = DrugEffect.objects.filter(**kept).order_by().values_list(*columns).union(told.order_by())
    return [Place(reverse("drug_effect", args=row)) for row in sorted(rows)]


def _topics():
    effects = _slugs("side_effect", SideEffect.objects.filter(merged_into=None))
    rows = effects.union(
        _slugs("test", Test.objects.filter(merged_into=None)),
        _slugs("condition", Condition.objects.filter(merged_into=None)),
        _slugs("question", Question.objects.all()),
    )
    return [Place(reverse(kind, args=[slug])) for kind, slug in sorted(rows)]


def _slugs(kind, rows):
    return rows.order_by().values_list(Value(kind, output_field=CharField()), "slug")
