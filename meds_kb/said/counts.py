"""Knows the counts of what people say: always yes, no and not mentioned; first-hand apart; a share only from five up."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from experiences.intervals import between_in_words, of_100, share_in_words
from experiences.models import Experience, ReportedEffect, Tally, Thread

COLUMNS = (
    "drug_id", "side_effect_id", "measure", "value", "n", "drug__slug", "drug__name", "side_effect__slug",
    "side_effect__plain_name",
)  # fmt: skip


def read(**which):
    """Return the cells of one drug, or of one effect, for everyone's reports: one query."""
    return Cells(Tally.objects.filter(slice="all", **which).values_list(*COLUMNS))


def read_pairs(*, side_effect, **which):
    """Return the cells of one effect together with how many tell of each drug, the denominators: one query."""
    about_effect = Q(side_effect=side_effect)
    denominators = Q(side_effect=None, measure__in=("experiences", "origin", "year"))
    return Cells(Tally.objects.filter(about_effect | denominators, slice="all", **which).values_list(*COLUMNS))


@dataclass(frozen=True, slots=True)
class Counts:
    """What the counted reports of one drug say of one effect."""

    yes: int = 0
    no: int = 0
    counted: int = 0
    yes_first_hand: int = 0
    no_first_hand: int = 0

    @property
    def not_mentioned(self):
        return self.counted - self.yes - self.no

    @property
    def yes_second_hand(self):
        return self.yes - self.yes_first_hand

    @property
    def no_second_hand(self):
        return self.no - self.no_first_hand

    @property
    def mentioned(self):
        return self.yes + self.no

    @property
    def share(self):
        """The share in words among those who mentioned it; "not mentioned" is not "no". None under five reports."""
        return share_in_words(self.yes, self.mentioned)


@dataclass(frozen=True, slots=True)
class Named:
    """What a tally is about: its slug and its name for readers."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Tallied:
    """One value of one measure, in words, and how many say it."""

    words: str
    n: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Another drug, and how many take it at the same time."""

    name: str
    url: str
    n: int


class Cells:
    """The tally cells of one page, looked up by drug, effect (or None), measure and value; an absent cell is 0."""

    def __init__(self, rows):
        self._n = {}
        self.drugs, self.effects = {}, {}
        for drug, effect, measure, value, n, drug_slug, drug_name, effect_slug, effect_name in rows:
            self._n.setdefault((drug, effect, measure), {})[value] = n
            self.drugs[drug] = Named(drug_slug, drug_name)
            if measure == "answer":
                self.effects[effect] = Named(effect_slug, effect_name)

    def counts(self, drug, effect):
        """Return the three counts of one effect."""
        yes, no = (self._answers(drug, effect, answer) for answer in ReportedEffect.Answer)
        return Counts(
            yes=sum(yes.values()),
            no=sum(no.values()),
            counted=self.counted(drug),
            yes_first_hand=yes[Experience.Whose.SELF],
            no_first_hand=no[Experience.Whose.SELF],
        )

    def counted(self, drug):
        """Return how many experiences stand in the denominator."""
        return sum(self.measured(drug, None, "experiences").values())

    def of(self, drug, effect, measure, value):
        return self.measured(drug, effect, measure).get(value, 0)

    def measured(self, drug, effect, measure):
        """Return {value: n} of one measure."""
        return self._n.get((drug, effect, measure), {})

    def values(self, drug, effect, measure, choices):
        """Return what is said in the words of the choices, most often first and "not said" last; what nobody says is left out."""
        said = self.measured(drug, effect, measure)
        found = [(value, Tallied(words, said[value])) for value, words in choices.choices if value in said]
        found.sort(key=lambda one: (one[0] == "not_said", -one[1].n))
        return [one for _value, one in found]

    def _answers(self, drug, effect, answer):
        said = self.measured(drug, effect, "answer")
        return {whose: said.get(f"{answer}:{whose}", 0) for whose in Experience.Whose}


@dataclass(frozen=True, slots=True)
class Course:
    """How those who said yes tell of it."""

    severity: list
    began: list
    outcome: list
    attribution: list


def course(cells, drug, effect):
    return Course(
        severity=cells.values(drug, effect, "severity", ReportedEffect.Severity),
        began=cells.values(drug, effect, "began", ReportedEffect.Began),
        outcome=cells.values(drug, effect, "outcome", ReportedEffect.Outcome),
        attribution=cells.values(drug, effect, "attribution", ReportedEffect.Attribution),
    )


@dataclass(frozen=True, slots=True)
class DrugCounts:
    """How many tell of a drug, when, at which stage, what they take beside it, and how it went in general."""

    counted: int
    first_hand: int
    retold: int
    synthetic: int
    years: str
    together: list
    stages: list
    listed: list
    problems: list
    benefit: list
    benefit_share: str
    benefit_weeks: list
    stop_reasons: list

    @property
    def felt_it(self):
        """How many told in which week they first felt it."""
        return sum(one.n for one in self.benefit_weeks)

    @property
    def second_hand(self):
        return self.counted - self.first_hand

    @property
    def benefit_told(self):
        """What those say who said anything of it."""
        return [one for one in self.benefit if one.words != Experience.Benefit.NOT_SAID.label]


def drug_counts(cells, drug):
    return DrugCounts(
        counted=cells.counted(drug),
        first_hand=cells.of(drug, None, "experiences", Experience.Whose.SELF),
        retold=cells.of(drug, None, "origin", Thread.Origin.RETOLD),
        synthetic=cells.of(drug, None, "origin", Thread.Origin.SYNTHETIC),
        years=years_in_words(cells.measured(drug, None, "year")),
        together=together(cells.measured(drug, None, "with")),
        stages=cells.values(drug, None, "stage", Experience.Stage),
        listed=cells.values(drug, None, "listed", Experience.Stage),
        problems=cells.values(drug, None, "problems", Experience.Problems),
        benefit=cells.values(drug, None, "benefit", Experience.Benefit),
        benefit_share=benefit_share(cells.measured(drug, None, "benefit")),
        benefit_weeks=in_time(cells, drug, None, "benefit_week"),
        stop_reasons=cells.values(drug, None, "stop_reason", Experience.StopReason),
    )


def in_time(cells, drug, effect, measure):
    """Return what is said of when, in the order of time."""
    found = cells.measured(drug, effect, measure)
    return [Tallied(words, found[value]) for value, words in ReportedEffect.Began.choices if value in found]


def years_in_words(found):
    """Return when it was told: "in 2026", "from 2024 to 2026"."""
    if not found:
        return ""
    first, last = min(found), max(found)
    return f"in {first}" if first == last else f"from {first} to {last}"


def together(found):
    """Return the drugs taken at the same time, most people first; a slug is the ingredient's own name."""
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [Beside(slug.replace("-", " "), reverse("drug", args=[slug]), n) for slug, n in ordered]


def benefit_share(found):
    """Return how many it helped of those who can tell, with the interval; nothing under five."""
    helped = found.get("a_lot", 0) + found.get("some", 0)
    said = helped + found.get("none", 0) + found.get("worse", 0)
    if (whole := of_100(helped, said)) is None:
        return ""
    return f"It helped {helped:,} of the {said:,} who could tell: {whole[0]} of 100, {between_in_words(helped, said)}"
