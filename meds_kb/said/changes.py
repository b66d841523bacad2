"""Knows the changes people tell of that touch one drug: from what, to what, how and why."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from experiences.models import Change, Experience
from meds_kb.said.stories import WHOSE, said

SHOWN = 20
COLUMNS = (
    "from_drug__name", "to_drug__name", "kind", "reason", "side_effect__plain_name", "is_planned", "whose", "post_id",
    "post__thread_id", "post__thread__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change, in words, and where it is told."""

    what: str
    kind: str
    why: str
    whose: str
    url: str


def touching(drug):
    """Return the newest public changes from or to one drug: one query."""
    rows = (
        Change.objects.filter(Q(from_drug=drug) | Q(to_drug=drug), post__status="published")
        .order_by("-id")
        .values_list(*COLUMNS)[:SHOWN]
    )
    return [_change(dict(zip(COLUMNS, row, strict=True))) for row in rows]


def _change(told):
    thread = reverse("thread", args=[told["post__thread_id"], told["post__thread__slug"]])
    kind = Change.Kind(told["kind"]).label
    return ToldChange(
        what=_what(told),
        kind=f"{kind}, still to come" if told["is_planned"] else kind,
        why=told["side_effect__plain_name"] or said(Experience.StopReason, told["reason"]) or "reason not said",
        whose=WHOSE[told["whose"]],
        url=f"{thread}#post-{told['post_id']}",
    )


def _what(told):
    before, after = told["from_drug__name"], told["to_drug__name"]
    if told["kind"] == Change.Kind.ADDED:
        return f"{after} added to {before}" if before else f"{after} added"
    if told["kind"] == Change.Kind.STOPPED:
        return f"{before} stopped"
    if told["kind"] == Change.Kind.DOSE_CHANGED:
        return f"another dose of {before}"
    return f"from {before} to {after}"
