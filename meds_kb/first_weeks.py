"""Knows the first weeks on a drug, band by band: tests due and benefit as sources say, benefit and effects as people say."""

from collections import defaultdict
from dataclasses import dataclass

from experiences.cells import band_of_week
from experiences.models import ReportedEffect
from medications import schedules
from meds_kb.known.answers import range_in_words
from meds_kb.known.basics import is_before_start

BEFORE = "before"
Began = ReportedEffect.Began
BANDS = {
    BEFORE: "Before you start",
    **{value: words.capitalize() for value, words in Began.choices if value != Began.NOT_SAID},
}
BANDS[Began.LATER] = "After week 12"
DAYS = {"days": 1, "weeks": 7, "months": 30.4375, "years": 365.25}
SHOWN_EFFECTS = 4


@dataclass(frozen=True, slots=True)
class Due:
    """Something that sources say of a band: words, and who says so."""

    words: str
    url: str
    sources: tuple


@dataclass(frozen=True, slots=True)
class BeganThen:
    """An effect that began in a band, and how many say so."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the table."""

    heading: str
    tests: list
    benefit: list
    felt: int
    effects: list
    more_effects: int


@dataclass(frozen=True, slots=True)
class FirstWeeks:
    """The table, and of how many people it speaks."""

    bands: list
    felt: int
    began: int


def read(drug, tests, claims, cells, lines):
    """Return the table of a drug from its test schedules, its claims on benefit, and what people say."""
    due, helps = _tests(tests, lines), _benefit(claims, lines)
    felt = cells.measured(drug.pk, None, "benefit_week")
    began = _began(drug, cells)
    bands = [
        Band(
            heading=words,
            tests=due[band],
            benefit=helps[band],
            felt=felt.get(band, 0),
            effects=began[band][:SHOWN_EFFECTS],
            more_effects=len(began[band][SHOWN_EFFECTS:]),
        )
        for band, words in BANDS.items()
    ]
    return FirstWeeks(bands, sum(felt.values()), sum(one.n for found in began.values() for one in found))


def _tests(facts, lines):
    """Return {band: tests}, each test once in a band with all sources that ask for it then."""
    cited = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        for band in _bands_of_test(fact):
            cited[band][fact.test.plain_name, fact.test.get_absolute_url()] += lines.line(fact).sources
    return {
        band: [Due(name, url, tuple(dict.fromkeys(sources))) for (name, url), sources in cited[band].items()]
        for band in BANDS
    }


def _bands_of_test(fact):
    bands = [band_of_week(week) for week in schedules.weeks(fact.due_weeks)]
    return dict.fromkeys([BEFORE, *bands] if is_before_start(fact) else bands)


def _benefit(claims, lines):
    """Return {band: what sources say}: a range stands in the band in which it begins."""
    found = {band: [] for band in BANDS}
    for fact in claims:
        if fact.low is not None and fact.unit in DAYS:
            week = float(fact.low) * DAYS[fact.unit] / 7
            found[band_of_week(week)].append(Due(range_in_words(fact), "", lines.line(fact).sources))
    return found


def _began(drug, cells):
    """Return {band: effects}, those that most people say began then first."""
    found = {band: [] for band in BANDS}
    for effect, named in cells.effects.items():
        for value, n in cells.measured(drug.pk, effect, "began").items():
            if value in found:
                found[value].append(BeganThen(named.name, n))
    return {band: sorted(effects, key=lambda one: (-one.n, one.name)) for band, effects in found.items()}
