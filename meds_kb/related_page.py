"""Knows the short page of a related medicine: one of its own, never merged with ours and never counted."""

from dataclasses import dataclass

from django.db.models import Q

from medications.models import Drug, Fact
from meds_kb.breadcrumb import Step, list_step
from meds_kb.known import basics, reading
from meds_kb.known.citing import Shelf, reviewed
from meds_kb.known.lines import Lines, by_kind
from meds_kb.known.relations import relations
from meds_kb.known.warnings import Warnings, warnings
from meds_kb.said import threads

IN_PLACES_OF_THEIR_OWN = (
    Fact.Kind.GET_HELP,
    Fact.Kind.BOXED,
    Fact.Kind.INTERACTION,
    Fact.Kind.LOOK_ALIKE,
    Fact.Kind.RELATION,
)


@dataclass(frozen=True, slots=True)
class OtherDrug:
    """A medicine of ours that it is easily taken for."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """What the template shows; the others stand on it even when no fact between them has been checked."""

    drug: Drug
    steps: list[Step]
    names: basics.Names
    codes: list
    others: list
    about: list
    warnings: Warnings
    relations: list
    threads: list
    sources: list
    reviewed: str


def read(drug, name_rows, today):
    """Return the page of one related medicine: four queries, beside the drug with its names."""
    own, of_others = reading.facts_about(drug)
    sources, code_sources = reading.sources_for_drug_page(drug)
    lines = Lines(Shelf(), sources, today)
    kinds, others = by_kind(own), by_kind(of_others)
    related = relations(kinds[Fact.Kind.RELATION], others[Fact.Kind.RELATION], lines)
    return RelatedPage(
        drug=drug,
        steps=[list_step("medications")],
        names=basics.names(name_rows),
        codes=basics.codes(drug, code_sources, lines.shelf),
        others=drugs_beside(drug),
        about=lines.lines(fact for fact in own if fact.kind not in IN_PLACES_OF_THEIR_OWN),
        warnings=warnings(kinds, others, lines),
        relations=[line for one in related.relatives for line in one.lines] + related.told + related.benefit,
        threads=threads.naming(drug=drug),
        sources=lines.shelf.entries(),
        reviewed=reviewed(drug),
    )


def drugs_beside(drug):
    """Return the drugs that any fact, checked or not, sets beside this one: one query. Only their names are shown."""
    beside = Q(facts__other_drug=drug) | Q(facts_of_others__drug=drug)
    return [OtherDrug(other.name, other.get_absolute_url()) for other in Drug.objects.filter(beside).distinct()]
