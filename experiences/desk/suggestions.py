"""Knows which structured rows the words of a post suggest that it does not have yet, and adds one that was accepted."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from experiences import told_rows
from experiences.models import Experience, Post, ReportedEffect
from experiences.moderation import Conflict, WrongState
from experiences.told import ToldEffect, ToldExperience
from experiences.writing.proposals import propose
from medications.models import SideEffect, site_version
from medications.models.names import TARGETS


@dataclass(frozen=True)
class SuggestedUse:
    """A use of a drug that the words tell; `stage` is empty where they do not say."""

    drug: str
    name: str
    words: str
    stage: str
    dose: tuple | None
    condition: str
    effects: list
    key: str


@dataclass(frozen=True)
class SuggestedEffect:
    """A yes or a no to an effect of a drug whose use stands in the rows already."""

    drug: str
    effect: str
    name: str
    words: str
    answer: str
    key: str


class _Named(NamedTuple):
    kind: str
    slug: str
    text: str
    start: int
    end: int
    assertion: str


def suggest(post, mentions, experiences):
    """Return (uses, effects) that the words of a post suggest beside the rows it has. No query.

    `mentions` and `experiences` are its rows, with what they name and tell fetched.
    """
    standing = [one for one in mentions if one.review != "dismissed"]
    names = {one.target.slug: str(one.target) for one in standing}
    have = {one.drug.slug: {effect.side_effect.slug for effect in one.effects.all()} for one in experiences}
    uses, effects = [], []
    for use in propose(post.body, [_named(one) for one in standing]).uses:
        missing = [(slug, *said) for slug, said in use.effects.items() if slug not in have.get(use.drug, ())]
        if use.drug in have:
            effects += [_effect(use, *one, names) for one in missing]
        else:
            uses.append(_use(use, missing, names))
    return uses, effects


def _named(mention):
    kind = next(kind for kind in TARGETS if getattr(mention, f"{kind}_id"))
    slug = mention.target.slug
    return _Named(kind, slug, mention.surface, mention.start, mention.end, mention.assertion)


def _use(use, effects, names):
    shown = [_effect(use, *one, names) for one in effects]
    return SuggestedUse(
        use.drug, names[use.drug], use.words, use.stage, use.dose, use.condition, shown, f"use {use.drug}"
    )


def _effect(use, slug, answer, words, names):
    return SuggestedEffect(use.drug, slug, names[slug], words, answer, f"effect {use.drug} {slug} {answer}")


@transaction.atomic
def accept(post, key, *, stage=""):
    """Add the suggested row of this key to a post that waits; raise Conflict where it is suggested no longer.

    The key of a use followed by " whole" adds its suggested effects, too. Return what was added, in words.
    """
    site_version.hold()  # first, as the verbs do
    held = Post.objects.select_for_update().filter(pk=post.pk, status=post.status, revision=post.revision).first()
    if held is None or held.status not in (Post.Status.WAITING, Post.Status.RETURNED):
        raise Conflict("This post has changed since you opened this page. Look at it again.")
    uses, effects = suggest(held, mentions_of(held), experiences_of(held))
    for use in uses:
        if key in (use.key, f"{use.key} whole"):
            added = [_add_use(held, use, stage)]
            return " ".join(added + [_add_effect(held, one) for one in use.effects if key != use.key])
        effects = [*effects, *use.effects]
    for effect in effects:
        if key == effect.key:
            return _add_effect(held, effect)
    raise Conflict("This row is not suggested any more. Look at the post again.")


def _add_use(post, use, stage):
    chosen = use.stage or stage
    if chosen not in Experience.Stage.values:
        raise WrongState("Choose at which stage the writer is, then accept again.")
    amount, unit, period = use.dose or (None, "", "")
    told_rows.write_experience(
        post,
        ToldExperience(
            drug=use.drug, stage=chosen, dose_amount=amount, dose_unit=unit, dose_period=period,
            condition=use.condition or None,
        ),
    )  # fmt: skip
    return f"{use.name}: {Experience.Stage(chosen).label}. Added."


def _add_effect(post, effect):
    use = post.experiences.filter(drug__slug=effect.drug).order_by("id").first()
    if use is None:
        raise WrongState(f"Accept the use of {effect.drug} first.")
    told = ToldEffect(effect=effect.effect, answer=effect.answer)
    ReportedEffect.objects.create(
        experience=use, side_effect=SideEffect.objects.get(slug=effect.effect), answer=told.answer
    )
    return f"{effect.name}: {effect.answer}. Added."


def mentions_of(post):
    return list(post.mentions.select_related(*TARGETS).order_by("start"))


def experiences_of(post):
    return list(
        post.experiences.select_related("drug", "condition").prefetch_related("effects__side_effect").order_by("id")
    )
