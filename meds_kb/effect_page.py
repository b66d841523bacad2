"""Knows the page of one side effect: every drug that sources or people name it with."""

from dataclasses import dataclass

from medications.models import Name, SideEffect
from meds_kb import structured_data
from meds_kb.breadcrumb import Step, list_step
from meds_kb.known import effects, reading
from meds_kb.known.citing import Shelf
from meds_kb.known.effects import KnownEffect
from meds_kb.known.lines import Lines
from meds_kb.known.urgency import Advice, advice
from meds_kb.said import counts, threads
from meds_kb.side_by_side import pair_url


@dataclass(frozen=True, slots=True)
class DrugBeside:
    """One drug beside this effect; `known` is None when only people name it."""

    name: str
    url: str
    known: KnownEffect | None
    counts: counts.Counts


@dataclass(frozen=True, slots=True)
class EffectPage:
    effect: SideEffect
    steps: list[Step]
    advice: Advice
    names: list
    drugs: list
    threads: list
    sources: list
    structured_data: str


def effect_and_names(slug):
    """Return (effect, the other words people use), or (None, []): one query, two for an effect without a name."""
    names = list(
        Name.objects.filter(side_effect__slug=slug)
        .select_related("side_effect__merged_into")
        .order_by("is_ambiguous", "surface", "id")
    )
    if names:
        return names[0].side_effect, names
    return SideEffect.objects.filter(slug=slug).select_related("merged_into").first(), []


def read(effect, names, today):
    """Return the page of one effect: three queries, beside the effect with its names."""
    lines = Lines(Shelf(), {}, today)
    known = effects.known_effects(reading.labelled(drug_effect__side_effect=effect), [], lines)
    cells = counts.read_pairs(side_effect=effect)
    shown = [name for name in names if name.is_verified and name.kind != Name.Kind.MISSPELLING]
    own = [name.surface for name in shown if not name.is_ambiguous]
    return EffectPage(
        effect=effect,
        steps=[list_step("side_effects")],
        advice=advice(effect),
        names=[name.surface for name in shown],
        drugs=drugs_beside(effect, known, cells),
        threads=threads.naming(side_effect=effect),
        sources=lines.shelf.entries(),
        structured_data=structured_data.of_effect_page(effect, own, lines.shelf.newest_check),
    )


def drugs_beside(effect, known, cells):
    """Return every drug that a source or a report names with the effect, by name; no order tells which is worse."""
    sourced = {
        drug: DrugBeside(one.drug.name, pair_url(one.drug.slug, effect.slug), one, cells.counts(drug, effect.pk))
        for (drug, _effect), one in known.items()
    }
    told = {
        drug: DrugBeside(named.name, pair_url(named.slug, effect.slug), None, cells.counts(drug, effect.pk))
        for drug, named in cells.drugs.items()
        if cells.counts(drug, effect.pk).mentioned
    }
    return sorted((told | sourced).values(), key=lambda one: one.name)
