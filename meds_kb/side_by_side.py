"""Knows how one effect of one drug stands on a page: what sources give on one side, what people say on the other."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from experiences.models import ReportedEffect
from medications.models import DrugEffect
from meds_kb.known.effects import KnownEffect
from meds_kb.said.counts import Counts

GET_HELP = "Get help for these"
TOLD_MOST = "Told of most here"
MOST = 5
SHOWN_UNFOLDED = 8  # effects; more than that are folded by part of the body
GRAVEST_FIRST = [DrugEffect.Seriousness.URGENT, DrugEffect.Seriousness.SEE_DOCTOR, DrugEffect.Seriousness.MILD]


@dataclass(frozen=True, slots=True)
class Pair:
    """One drug and one effect; `known` is None when no source names it."""

    name: str
    url: str
    known: KnownEffect | None
    counts: Counts
    outcome: tuple | list = ()


@dataclass(frozen=True, slots=True)
class EffectGroup:
    """The effects of one part of the body, or those to get help for; only the latter are never folded away."""

    heading: str
    pairs: list
    is_folded: bool = False
    is_urgent: bool = False

    @property
    def names(self):
        return ", ".join(pair.name for pair in self.pairs)


def pair_url(drug, effect):
    """Return the address of the page of two slugs."""
    return reverse("drug_effect", args=[drug, effect])


def effect_groups(drug, known, cells):
    """Return (groups by part of the body, pairs that no source names), the gravest effects before all."""
    sourced = [
        _pair(drug, effect, one.side_effect.slug, one.side_effect.plain_name, one, cells)
        for (_drug, effect), one in known.items()
    ]
    sourced.sort(key=lambda pair: (pair.known.side_effect.body_system, _gravity(pair), pair.name))
    urgent = [pair for pair in sourced if pair.known.seriousness == DrugEffect.Seriousness.URGENT]
    others = [pair for pair in sourced if pair.known.seriousness != DrugEffect.Seriousness.URGENT]
    many = len(sourced) > SHOWN_UNFOLDED
    most = told_most(others) if many else []
    groups = groupby((pair for pair in others if pair not in most), key=lambda pair: pair.known.side_effect.body_system)
    first = [EffectGroup(GET_HELP, urgent, is_urgent=True)] if urgent else []
    first += [EffectGroup(TOLD_MOST, most)] if most else []
    unsourced = [
        _pair(drug, pk, effect.slug, effect.name, None, cells)
        for pk, effect in cells.effects.items()
        if (drug.pk, pk) not in known
    ]
    grouped = first + [EffectGroup(system, list(pairs), is_folded=many) for system, pairs in groups]
    return grouped, sorted(unsourced, key=lambda one: one.name)


def told_most(pairs):
    """Return the few that most people here said yes or no to."""
    told = sorted((pair for pair in pairs if pair.counts.mentioned), key=lambda one: (-one.counts.mentioned, one.name))
    return told[:MOST]


def told_by_nobody(groups):
    """Return the names of the effects that sources name and nobody here said yes or no to."""
    return sorted(pair.name for group in groups for pair in group.pairs if not pair.counts.mentioned)


def _pair(drug, effect, slug, name, known, cells):
    counts = cells.counts(drug.pk, effect)
    outcome = cells.values(drug.pk, effect, "outcome", ReportedEffect.Outcome) if counts.yes else []
    return Pair(name, pair_url(drug.slug, slug), known, counts, outcome)


def _gravity(pair):
    return GRAVEST_FIRST.index(pair.known.seriousness)
