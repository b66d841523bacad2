"""Knows which reports speak to a question: yes and no to its effects, and what some questions ask of the drug as a whole."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from experiences.models import Change, Experience, ReportedEffect, Tally
from meds_kb.said.counts import COLUMNS, Cells

# What these questions ask is not about one effect.
OF_THE_DRUG = {
    "how-long-until-it-works": ("benefit_week",),
    "tapering-and-stopping": ("stop_reason",),
    "switching-and-adding": ("changed_to", "changed_from"),
}
BEGAN = ReportedEffect.Began


@dataclass(frozen=True, slots=True)
class Told:
    """What people say of one drug to one question: counts of effects, and lines on the drug as a whole."""

    counted: int
    effects: list
    lines: list


def drugs_with_reports(effects_of):
    """Return {question slug: {drug ids}} where somebody told something; `effects_of` is {slug: effect ids}: one query."""
    measures = {measure: slug for slug, found in OF_THE_DRUG.items() for measure in found}
    rows = Tally.objects.filter(slice="all", measure__in=("answer", *measures)).exclude(value="not_said")
    questions_of = defaultdict(set)
    for slug, effects in effects_of.items():
        for effect in effects:
            questions_of[effect].add(slug)
    told = defaultdict(set)
    for drug, effect, measure in rows.order_by().values_list("drug", "side_effect", "measure").distinct():
        for slug in questions_of[effect] if measure == "answer" else {measures[measure]}:
            told[slug].add(drug)
    return told


def told_by_drug(question):
    """Return {drug id: what people say to one question}: one query."""
    of_drug = Q(side_effect=None, measure__in=("experiences", *OF_THE_DRUG.get(question.slug, ())))
    of_effects = Q(side_effect__in=question.effects.values("pk"), measure="answer")
    rows = list(Tally.objects.filter(of_drug | of_effects, slice="all").values_list(*COLUMNS))
    cells = Cells(rows)
    changes = changes_by_drug(rows)
    return {drug: _told(question, cells, drug, changes[drug]) for drug in cells.drugs}


def _told(question, cells, drug, changes):
    effects = [(named, cells.counts(drug, effect)) for effect, named in cells.effects.items()]
    lines = {
        "how-long-until-it-works": _in_words("First felt it", cells.values(drug, None, "benefit_week", BEGAN)),
        "tapering-and-stopping": _in_words(
            "Why they stopped", cells.values(drug, None, "stop_reason", Experience.StopReason)
        ),
        "switching-and-adding": _in_words("Changes away from it", changes),
    }.get(question.slug, [])
    found = [(named, counts) for named, counts in effects if counts.mentioned]
    return Told(cells.counted(drug), sorted(found, key=lambda one: one[0].name), lines)


def changes_by_drug(rows):
    """Return {drug id: Counter of the kinds of change away from it, in words}."""
    found = defaultdict(Counter)
    for drug, _effect, measure, value, n, *_named in rows:
        if measure == "changed_to":
            found[drug][Change.Kind(value.split("/")[1]).label] += n
    return found


def _in_words(heading, values):
    pairs = values.items() if isinstance(values, Counter) else [(one.words, one.n) for one in values]
    words = "; ".join(f"{words}: {n}" for words, n in pairs)
    return [f"{heading}: {words}."] if words else []
