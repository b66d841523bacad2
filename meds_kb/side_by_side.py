"""Knows how one effect of one drug stands on a page: what sources give on one side, what people say on the other."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from medications.models import DrugEffect
from meds_kb.known.effects import KnownEffect
from meds_kb.said.counts import Counts

GRAVEST_FIRST = [DrugEffect.Seriousness.URGENT, DrugEffect.Seriousness.SEE_DOCTOR, DrugEffect.Seriousness.MILD]


@dataclass(frozen=True, slots=True)
class Pair:
    """One drug and one effect; `known` is None when no source names it."""

    name: str
    url: str
    known: KnownEffect | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class EffectGroup:
    """The effects of one part of the body."""

    heading: str
    pairs: list


def pair_url(drug, effect):
    """Return the address of the page of two slugs."""
    return reverse("drug_effect", args=[drug, effect])


def effect_groups(drug, known, cells):
    """Return (groups by part of the body, pairs that no source names), the gravest effects first in each."""
    sourced = [
        Pair(one.side_effect.plain_name, pair_url(drug.slug, one.side_effect.slug), one, cells.counts(drug.pk, effect))
        for (_drug, effect), one in known.items()
    ]
    sourced.sort(key=lambda pair: (pair.known.side_effect.body_system, _gravity(pair), pair.name))
    groups = groupby(sourced, key=lambda pair: pair.known.side_effect.body_system)
    unsourced = [
        Pair(effect.name, pair_url(drug.slug, effect.slug), None, cells.counts(drug.pk, pk))
        for pk, effect in cells.effects.items()
        if (drug.pk, pk) not in known
    ]
    return [EffectGroup(system, list(pairs)) for system, pairs in groups], sorted(unsourced, key=lambda one: one.name)


def _gravity(pair):
    return GRAVEST_FIRST.index(pair.known.seriousness)
