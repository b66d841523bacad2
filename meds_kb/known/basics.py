"""Knows a drug's plain facts as they stand on its page: names, codes, what for, how, in what form, which tests."""

from dataclasses import dataclass

from medications.models import Name

SHOWN_NAMES = (Name.Kind.TERM, Name.Kind.PLAIN, Name.Kind.ALSO)


@dataclass(frozen=True, slots=True)
class Brand:
    name: str
    regions: str


@dataclass(frozen=True, slots=True)
class UnsureName:
    """A word that can also mean something else, and what."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Names:
    brands: list
    also: list
    unsure: list


@dataclass(frozen=True, slots=True)
class Code:
    system: str
    code: str
    sources: tuple


@dataclass(frozen=True, slots=True)
class TestPlan:
    """One test and every schedule that sources give for it."""

    name: str
    url: str
    lines: list


def names(rows):
    """Return the names worth showing: misspellings are only for finding the page."""
    checked = [row for row in rows if row.is_verified]
    return Names(
        brands=[Brand(row.surface, row.regions) for row in checked if row.kind == Name.Kind.BRAND],
        also=[row.surface for row in checked if row.kind in SHOWN_NAMES and not row.is_ambiguous],
        unsure=[UnsureName(row.surface, row.note) for row in checked if row.is_ambiguous],
    )


def codes(drug, sources, shelf):
    """Return the codes that somebody has checked, and cite where they were read."""
    known = [("ATC", drug.atc, drug.atc_is_verified), ("RxNorm", drug.rxnorm, drug.rxnorm_is_verified)]
    return [Code(system, code, shelf.cite_all(sources)) for system, code, is_checked in known if code and is_checked]


def test_plans(facts, lines):
    """Return the tests of a drug, each once, with one line for each schedule."""
    plans = {}
    for fact in facts:
        plan = plans.setdefault(fact.test_id, TestPlan(fact.test.plain_name, fact.test.get_absolute_url(), []))
        plan.lines.append(lines.line(fact, label=before_start(fact)))
    return list(plans.values())


def is_before_start(fact):
    """Tell whether it is done before the start, by everybody or by some."""
    return fact.before_start not in ("", "no")


def before_start(fact):
    """Return when it is first done, in words; the field holds yes, no or for whom."""
    if fact.before_start == "no":
        return "Not before the start"
    if fact.before_start.startswith("within"):
        return f"First check: {fact.before_start}"
    if fact.before_start in ("", "yes"):
        return "Before the start" if fact.before_start else ""
    return f"Before the start: {fact.before_start}"
