"""Knows the page of one drug and one side effect: sources side by side, what people say, the reports."""

from dataclasses import dataclass

from medications.models import Drug, SideEffect
from meds_kb.breadcrumb import Step, list_step, page_step
from meds_kb.known import effects, reading
from meds_kb.known.citing import Shelf, reviewed
from meds_kb.known.lines import Lines
from meds_kb.known.urgency import Advice, advice
from meds_kb.said import counts, reports, threads


@dataclass(frozen=True, slots=True)
class PairPage:
    """What the template shows; `known` is None when no source names the effect for this drug."""

    drug: Drug
    effect: SideEffect
    steps: list[Step]
    advice: Advice
    known: effects.KnownEffect | None
    counts: counts.Counts
    told: counts.DrugCounts
    course: counts.Course
    reports: list
    threads: list
    sources: list
    reviewed: str


def read(drug, effect, today):
    """Return the page of a pair: five queries, beside the drug and the effect."""
    notes, sources = reading.notes_on(drug, effect)
    lines = Lines(Shelf(), sources, today)
    labelled = reading.labelled(drug_effect__drug=drug, drug_effect__side_effect=effect)
    known = effects.known_effects(labelled, notes, lines).get((drug.pk, effect.pk))
    cells = counts.read_pairs(side_effect=effect, drug=drug)
    told = cells.counts(drug.pk, effect.pk)
    return PairPage(
        drug=drug,
        effect=effect,
        steps=[list_step("medications"), page_step(drug, drug.name)],
        advice=advice(effect, *([known.seriousness] if known else [])),
        known=known,
        counts=told,
        told=counts.drug_counts(cells, drug.pk),
        course=counts.course(cells, drug.pk, effect.pk),
        reports=reports.newest(drug, effect, told),
        threads=threads.naming(side_effect=effect),
        sources=lines.shelf.entries(),
        reviewed=reviewed(drug),
    )
