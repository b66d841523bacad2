"""Knows the changes people tell of that touch one drug: from what, to what, how and why."""

from dataclasses import dataclass

from django.db.models import Q

from experiences import addresses, words
from experiences.models import Change

SHOWN = 20
COLUMNS = (
    "from_drug__name", "to_drug__name", "kind", "reason", "side_effect__plain_name", "is_planned", "whose", "post_id",
    "post__position", "post__thread_id", "post__thread__slug",
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
        Change.objects.filter(Q(pk__in=_newest(from_drug=drug)) | Q(pk__in=_newest(to_drug=drug)))
        .order_by("-id")
        .values_list(*COLUMNS)[:SHOWN]
    )
    return [_change(dict(zip(COLUMNS, row, strict=True))) for row in rows]


def _newest(**which):
    """Return the ids of the newest on one side: each side has an index of its own, both together have none."""
    return Change.objects.filter(post__status="published", **which).order_by("-id").values("pk")[:SHOWN]


def _change(told):
    kind = Change.Kind(told["kind"]).label
    return ToldChange(
        what=words.change(told["kind"], told["from_drug__name"], told["to_drug__name"]),
        kind=f"{kind}, still to come" if told["is_planned"] else kind,
        why=words.reason(told["reason"], told["side_effect__plain_name"]),
        whose=words.WHOSE[told["whose"]],
        url=addresses.of_post(
            told["post_id"],
            position=told["post__position"],
            thread=told["post__thread_id"],
            slug=told["post__thread__slug"],
        ),
    )
