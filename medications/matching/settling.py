"""Which meaning a match has; an ambiguous form is settled by the thread, a dose or what else the text names, or left alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from medications.matching.phrases import Ending, Match
from medications.matching.words import COMMA, Words

_FILE = Path(__file__).resolve().parent.parent / "guard" / "short_forms.txt"
_USUAL = Path(__file__).with_name("usual_meanings.txt")
_UNITS = frozenset(
    ["mg", "mgs", "g", "gm", "gms", "gram", "grams", "mcg", "milligram", "milligrams", "milligrammes", "ug"]
)
_NOT_A_DOSE = frozenset(
    [
        "time",
        "times",
        "day",
        "days",
        "week",
        "weeks",
        "wk",
        "wks",
        "month",
        "months",
        "mth",
        "mths",
        "year",
        "years",
        "yr",
        "yrs",
        "am",
        "pm",
        "hours",
        "hrs",
        "more",
        "other",
        "of",
    ]
)
_REACH = 3


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A form that may mean several drugs: their slugs, and the usual doses in mg of the one meant here."""

    meanings: tuple[str, ...]
    least: float = 0.0
    most: float = float("inf")


@lru_cache(maxsize=1)
def short_forms() -> dict[str, ShortForm]:
    """Return the short forms that never link by themselves, whatever a curator's entry says."""
    forms = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, meanings, *doses = line.split("\t")
            forms[form] = ShortForm(tuple(meanings.split()), *map(float, doses))
    return forms


@lru_cache(maxsize=1)
def usual_meanings() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return, of ambiguous forms whose plain sense is one thing, its slug and the company it needs in a text."""
    forms: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for line in _USUAL.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            form, slug, company = line.split("\t")
            forms[form] = (*forms.get(form, ()), (slug, frozenset(company.split())))
    return forms


def settle(matches: Iterable[Match], words: Words, thread_drugs: frozenset[str]) -> list[tuple[Match, Ending]]:
    """Return each match with its one meaning; matches whose meaning stays open are left out."""
    plain = [(match, _plain_meaning(match)) for match in matches]
    if all(ending for _, ending in plain):
        return plain
    company = thread_drugs | {ending.name.slug for _, ending in plain if ending}
    drugs = thread_drugs | {ending.name.slug for _, ending in plain if ending and ending.name.kind == "drug"}
    settled = [(match, ending or _settled(match, words, drugs) or _usual(match, company)) for match, ending in plain]
    return [(match, ending) for match, ending in settled if ending]


def _plain_meaning(match: Match) -> Ending | None:
    """Return the meaning of a match that needs no context."""
    first = match.endings[0]
    if first.name.ambiguous or (first.name.kind == "drug" and first.form in short_forms()):
        return None
    return first


def _settled(match: Match, words: Words, named: frozenset[str]) -> Ending | None:
    """Return the drug that the thread, or else a dose, says an ambiguous form means."""
    endings = [ending for ending in match.endings if ending.name.kind == "drug"]
    if not endings:
        return None
    form = short_forms().get(endings[0].form, ShortForm(()))
    meanings = set(form.meanings) | {ending.name.slug for ending in endings}
    told = meanings & named
    if told:
        return next((ending for ending in endings if {ending.name.slug} == told), None)
    dose = dose_beside(words, match.first, match.last)
    if dose is not None and len(endings) == 1 and form.least <= dose <= form.most:
        return endings[0]
    return None


def _usual(match: Match, company: frozenset[str]) -> Ending | None:
    """Return the plain sense of an ambiguous form, where the text keeps it the company it needs."""
    for slug, needed in usual_meanings().get(match.endings[0].form, ()):
        if match.endings[0].size == 1 and match.endings[0].rank < 3:
            continue  # "blood" is a form of "bloods", and no blood test.
        if not needed or needed & company or (company and "medical" in needed):
            return next((ending for ending in match.endings if ending.name.slug == slug), None)
    return None


def dose_beside(words: Words, first: int, last: int) -> float | None:
    """Return the dose in mg that stands within a few words of a name, if one does."""
    spelt, gaps = words.words, words.gaps
    for step in range(1, _REACH + 1):
        for place, near in (
            (last + step, range(last + 1, last + step + 1)),
            (first - step, range(first - step + 1, first + 1)),
        ):
            if 0 <= place < len(spelt) and spelt[place].isdecimal() and all(gaps[i] <= COMMA for i in near):
                dose = _dose_at(spelt, place, beside=step == 1)
                if dose is not None:
                    return dose
    return None


def _dose_at(spelt: list[str], place: int, *, beside: bool) -> float | None:
    """Return the dose a number says, with its unit, or bare right beside the name."""
    if len(spelt[place]) > 5:
        return None
    number = float(spelt[place])
    unit = spelt[place + 1] if place + 1 < len(spelt) else ""
    if unit in _UNITS:
        return number * (1000 if unit in ("g", "gm", "gms", "gram", "grams") else 1)
    return number if beside and number >= 5 and unit not in _NOT_A_DOSE else None
