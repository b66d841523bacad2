"""Knows two to four medicines side by side: the same rows for each, every cell with its source, and no winner."""

from collections import defaultdict
from dataclasses import dataclass

from medications import lexicon
from medications.models import Drug, Fact
from meds_kb.known import effects, reading
from meds_kb.known.answers import claim_label
from meds_kb.known.basics import before_start
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import Lines
from meds_kb.known.near import MIXING
from meds_kb.known.warnings import other_name
from meds_kb.said import counts
from meds_kb.side_by_side import Pair, pair_url

FEWEST, MOST = 2, 4
PURPOSE, TESTS = "What it is for", "Tests"
BY_QUESTION = {
    "pregnancy-and-fertility": "Pregnancy",
    "how-long-until-it-works": "How long until it works",
    "alcohol": "Alcohol",
    "sun": "Sun",
    "vaccines": "Vaccines",
}
ROWS = (PURPOSE, "Pregnancy", "How long until it works", TESTS, "Alcohol", "Sun", "Vaccines")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared; a cell without lines says that we do not know."""

    heading: str
    cells: list


@dataclass(frozen=True, slots=True)
class Beside:
    """The medicines that were asked for, as columns."""

    drugs: list
    counted: list
    rows: list
    effects: list
    sources: list


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The chooser, what could not be compared and why, and the columns once two are chosen."""

    choices: list
    notes: list
    beside: Beside | None


def read(names, today):
    """Return the page for names as typed: one query for the drugs, four more once two are known."""
    drugs = {drug.slug: drug for drug in Drug.objects.order_by("page", "name")}
    chosen, notes = chosen_of(names, drugs)
    return ComparePage(
        choices=[Choice(one.slug, one.name, one in chosen) for one in drugs.values() if one.is_counted],
        notes=notes,
        beside=_beside(chosen, today) if len(chosen) >= FEWEST else None,
    )


def chosen_of(names, drugs):
    """Return (the drugs that names mean, each once and four at most; a sentence for each name left out)."""
    chosen, notes, known = [], [], lexicon.current()
    for name in names:
        drug = drugs.get(name) or drugs.get(known.resolve(name).slug)
        if drug is None:
            notes.append(f"We do not know “{name}”, or it can mean more than one medicine. Choose from the list.")
        elif not drug.is_counted:
            notes.append(f"We only point to {drug.name}, so it has no column here.")
        elif drug not in chosen:
            chosen.append(drug)
    if len(chosen) > MOST:
        notes.append("Four fit on a page. These are the first four you chose.")
    return chosen[:MOST], notes


def _beside(drugs, today):
    facts = list(Fact.objects.for_readers().filter(drug__in=drugs))
    lines = Lines(Shelf(), reading.sources_of_facts(drug__in=drugs), today)
    cells = _cells(facts, lines)
    told = counts.read(drug__in=drugs)
    known = effects.known_effects(reading.labelled(drug_effect__drug__in=drugs), [], lines)
    return Beside(
        drugs=drugs,
        counted=[told.counted(drug.pk) for drug in drugs],
        rows=[Row(heading, [cells[heading, drug.pk] for drug in drugs]) for heading in ROWS],
        effects=_effects(drugs, known, told),
        sources=lines.shelf.entries(),
    )


def _cells(facts, lines):
    """Return {(heading, drug id): lines}."""
    found = defaultdict(list)
    for fact in facts:
        for heading, more in _headings(fact):
            found[heading, fact.drug_id].append(lines.line(fact, **more))
    return found


def _headings(fact):
    """Yield (heading, what stands before the fact) for each row that it belongs to."""
    if fact.kind == Fact.Kind.PURPOSE:
        yield PURPOSE, {}
    elif fact.kind == Fact.Kind.TEST:
        yield TESTS, {"subject": fact.test.plain_name, "label": before_start(fact).lower()}
    elif fact.kind == Fact.Kind.CLAIM and fact.question.slug in BY_QUESTION:
        yield BY_QUESTION[fact.question.slug], {"label": claim_label(fact)}
    elif fact.kind == Fact.Kind.INTERACTION:
        for slug in ("alcohol", "vaccines"):
            if MIXING[slug] in fact.other_name.casefold():
                yield BY_QUESTION[slug], {"subject": other_name(fact)}


def _effects(drugs, known, told):
    """Return a row for each effect that a source or a report names with one of the drugs, by name."""
    names = {effect: (named.name, named.slug) for effect, named in told.effects.items()}
    names |= {effect: (one.side_effect.plain_name, one.side_effect.slug) for (_drug, effect), one in known.items()}
    return [
        Row(name, [_pair(drug, name, slug, known.get((drug.pk, pk)), told.counts(drug.pk, pk)) for drug in drugs])
        for pk, (name, slug) in sorted(names.items(), key=lambda one: one[1])
    ]


def _pair(drug, name, slug, known, counted):
    return Pair(name, pair_url(drug.slug, slug), known, counted)
