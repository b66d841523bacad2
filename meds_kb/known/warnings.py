"""Knows the warnings of a drug as they stand first on its page: help, boxes, mixing, names to keep apart."""

from dataclasses import dataclass

from medications.models import Fact

NOT_TOGETHER = "Not taken together"
BY_SEVERITY = {
    Fact.Severity.MAJOR: "Ask before you take both: it can do serious harm",
    Fact.Severity.MODERATE: "Tell your team: they may check more or change a dose",
    Fact.Severity.MINOR: "Good to know",
}


FOLDED = (BY_SEVERITY[Fact.Severity.MODERATE], BY_SEVERITY[Fact.Severity.MINOR])  # never what can do serious harm


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    heading: str
    lines: list
    is_folded: bool = False

    @property
    def names(self):
        """What the lines are about; it stands above a folded group, so that nothing is out of sight without its name."""
        return [line.subject for line in self.lines]


@dataclass(frozen=True, slots=True)
class Warnings:
    """Everything a reader must meet before any story. A group without lines is left out by the template."""

    now: list
    today: list
    critical: list
    boxed: list
    mixes: list
    look_alikes: list


def warnings(kinds, of_others, lines):
    """Return the warnings of one drug; `of_others` are facts on other drugs' pages that name this one."""
    helps = kinds[Fact.Kind.GET_HELP]
    return Warnings(
        now=lines.lines(fact for fact in helps if fact.when == Fact.When.NOW),
        today=lines.lines(fact for fact in helps if fact.when == Fact.When.TODAY),
        critical=lines.lines(fact for fact in kinds[Fact.Kind.CLAIM] if fact.is_critical),
        boxed=lines.lines(kinds[Fact.Kind.BOXED]),
        mixes=mixes(kinds[Fact.Kind.INTERACTION], of_others[Fact.Kind.INTERACTION], lines),
        look_alikes=look_alikes(kinds[Fact.Kind.LOOK_ALIKE], of_others[Fact.Kind.LOOK_ALIKE], lines),
    )


def mixes(own, of_others, lines):
    """Return the interactions in groups, the gravest first; one told on both pages stands once."""
    told = {fact.other_drug_id for fact in own}
    facts = [(fact, other_name(fact), other_url(fact)) for fact in own]
    facts += [(fact, fact.drug.name, fact.drug.get_absolute_url()) for fact in of_others if fact.drug_id not in told]
    groups = {NOT_TOGETHER: [], **{heading: [] for heading in BY_SEVERITY.values()}}
    for fact, name, url in facts:
        heading = NOT_TOGETHER if fact.must_not_mix else BY_SEVERITY[fact.severity]
        groups[heading].append(lines.line(fact, subject=name, subject_url=url))
    return [Group(heading, found, heading in FOLDED) for heading, found in groups.items() if found]


def look_alikes(own, of_others, lines):
    told = {fact.other_drug_id for fact in own}
    return [lines.line(fact, subject=other_name(fact), subject_url=other_url(fact)) for fact in own] + [
        lines.line(fact, subject=fact.drug.name, subject_url=fact.drug.get_absolute_url())
        for fact in of_others
        if fact.drug_id not in told
    ]


def other_name(fact):
    return fact.other_name or fact.other_drug.name


def other_url(fact):
    return fact.other_drug.get_absolute_url() if fact.other_drug else ""
