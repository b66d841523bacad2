"""The verb that makes one of two side effects, tests or illnesses that stand for the same thing.

All that is known and told of the one that goes moves to the one that stays, in one transaction; the old address sends
on for good. Rules where both stood already: see `known` and `told`.
"""

from dataclasses import dataclass

from django.db import transaction

from experiences import reaching, search_index, tallies
from experiences.merging import known, told
from experiences.merging.step import Step
from experiences.models import Merge, Post, Tally
from medications.models import Condition, SideEffect, Test, site_version

KINDS = {SideEffect: "side_effect", Test: "test", Condition: "condition"}


class CannotMerge(Exception):
    """These two are not, or no longer, two things of one kind; says why in words."""


@dataclass(frozen=True)
class Moving:
    """How many rows of each kind move, how many of them fold into one that stands, and what to look at first."""

    moves: dict[str, int]
    folds: dict[str, int]
    posts: int
    public_posts: int
    notes: tuple[str, ...]

    @property
    def record(self):
        """Return the counts as the record keeps them, without those that are 0."""
        folded = {f"{what} folded": n for what, n in self.folds.items()}
        counts = {**self.moves, **folded, "posts": self.posts, "public posts": self.public_posts}
        return {what: n for what, n in counts.items() if n}


def preview(old, into):
    """Return what `merge` would do: its Moving, with nothing changed. Raise CannotMerge."""
    return _moving(_step(old, into))


def merge(old, *, into, by, now, why):
    """Let `old` become part of `into`; return the Merge that records it, and how many posts link differently now.

    A form of words that could only mean one of the two means one thing from now on, so posts with it are linked again:
    the newest, and when the merging is settled (see `reaching`).
    """
    with transaction.atomic():
        site_version.bump(names=True)  # first, as the verbs do: all who change the site queue at this row
        step = _step(*_held(old, into), by=by)
        moving = _moving(step)
        settled = known.move(step)
        _move_told(step)
        record = Merge.objects.create(
            kind=step.kind, gone=step.old.slug, kept=step.into.slug, by=by, at=now, why=why, moved=moving.record
        )
    return record, sum(reaching.relink_posts_with(surface, kind=step.kind) for surface in settled)


def catch_up():
    """Move what posts tell of a thing that is part of another: one may have been stored the moment the two were merged."""
    for model in KINDS:
        for old in model.objects.exclude(merged_into=None).select_related("merged_into"):
            with transaction.atomic():
                step = Step(KINDS[model], old, old.merged_into)
                if told.posts_of(step):
                    site_version.bump()
                    _move_told(step)


def _move_told(step):
    posts = told.posts_of(step)
    with tallies.in_step_of(posts):
        told.move(step)
    search_index.refresh(posts)


def _held(old, into):
    """Return both as they stand now, held until the transaction ends."""
    _check(old, into)
    rows = type(old).objects.select_for_update().filter(pk__in=(old.pk, into.pk)).order_by("pk").in_bulk()
    if len(rows) < 2:
        raise CannotMerge("One of the two is gone. Look at the list again.")
    return rows[old.pk], rows[into.pk]


def _step(old, into, *, by=None):
    _check(old, into)
    return Step(KINDS[type(old)], old, into, by)


def _check(old, into):
    if type(old) is not type(into) or type(old) not in KINDS:
        raise CannotMerge("Choose two of one kind.")
    if old.pk == into.pk:
        raise CannotMerge("These are the same. Choose two.")
    for one in (old, into):
        if one.merged_into_id:
            raise CannotMerge(f"“{one}” is part of another already.")


def _moving(step):
    posts = told.posts_of(step)
    moves = {what: rows.count() for what, rows in (*known.rows_of(step), *told.rows_of(step))}
    return Moving(
        moves={**moves, "numbers": _numbers(step).count()},
        folds={what: n for what, n in (*known.folds(step), *told.folds(step)) if n},
        posts=len(posts),
        public_posts=Post.objects.published().filter(pk__in=posts).count(),
        notes=tuple(known.notes(step)),
    )


def _numbers(step):
    if step.kind == "condition":
        return Tally.objects.filter(slice=f"condition:{step.old.slug}")
    return Tally.objects.filter(side_effect=step.old) if step.kind == "side_effect" else Tally.objects.none()
