"""Which meaning a match has; an ambiguous form is settled by the thread, a dose or what else the text names, or left alone."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from medications.matching.files import LISTS
from medications.matching.guard import Guard
from medications.matching.inflection import group
from medications.matching.phrases import Ending, Match
from medications.matching.short_forms import ShortForm, short_forms
from medications.matching.words import COMMA, HYPHEN, Words

_USUAL = LISTS / "usual_meanings.txt"
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


@lru_cache(maxsize=1)
def usual_meanings() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return, of ambiguous forms whose plain sense is one thing, its slug and the company it needs in a text."""
    forms: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for line in _USUAL.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            form, slug, company = line.split("\t")
            forms[form] = (*forms.get(form, ()), (slug, frozenset(company.split())))
    return forms


def settle(
    matches: Iterable[Match], words: Words, thread_drugs: frozenset[str], guard: Guard
) -> list[tuple[Match, Ending]]:
    """Return each match with its one meaning; matches whose meaning stays open are left out."""
    plain = [(match, None if match.endings[0].is_open else match.endings[0]) for match in matches]
    settled = [(match, ending) for match, ending in plain if ending is not None]
    if len(settled) == len(plain):
        return settled
    company = thread_drugs | {ending.name.slug for _, ending in plain if ending}
    drugs = thread_drugs | {ending.name.slug for _, ending in plain if ending and ending.name.kind == "drug"}
    named = _Named(drugs, words, guard)
    meant = [(match, ending or _settled(match, words, named) or _usual(match, company)) for match, ending in plain]
    return [(match, ending) for match, ending in meant if ending is not None]


class _Named:
    """Which drugs a text and its thread name: ours (``drugs``), and whether another that a form is short for."""

    def __init__(self, drugs: frozenset[str], words: Words, guard: Guard) -> None:
        self.drugs, self.guard = drugs, guard
        strange = {word for word, known in zip(words.words, words.known, strict=True) if not (known and known.keys)}
        self._strange = sorted(word for word in strange if len(word) > 3)
        self._others: dict[str, bool] = {}

    def another(self, form: str, meanings: list[str]) -> bool:
        """Tell whether another drug is named that a form may mean; found once for each form."""
        if form not in self._others:
            self._others[form] = any(
                self.guard.other_drug(word) in meanings
                or (word.startswith(form) and not self.guard.is_common(word) and self.guard.near_drug(word, form))
                for word in self._strange
            )
        return self._others[form]


def others_named(forms: Mapping[str, Match], texts: Iterable[Words], guard: Guard) -> frozenset[str]:
    """Return what is not ours among the meanings of short forms, where one of some texts names such a drug."""
    found: set[str] = set()
    for words in texts:
        named = _Named(frozenset(), words, guard)
        for form, match in forms.items():
            meanings = meanings_of(match)
            if named.another(form, meanings):
                found |= set(meanings) - {ending.name.slug for ending in match.endings}
    return frozenset(found)


def _begins_another(match: Match, words: Words, guard: Guard) -> bool:
    """Tell whether a form is the beginning of another medicine ("cyclo sporine", "pred forte", "steroid cream")."""
    ahead = match.last + 1
    if ahead == len(words.words) or words.gaps[ahead] > HYPHEN:
        return False
    following = words.words[ahead]
    form = words.words[match.last]
    return following in group("OTHER_FORM") or (
        len(following) > 2 and guard.near_drug(form + following, form) is not None
    )


def meanings_of(match: Match) -> list[str]:
    """Return the drugs that a form may mean, sorted: those a curator says and those of everyday use."""
    said = {ending.name.slug for ending in match.endings}
    form = short_forms().get(match.endings[0].form) if match.endings[0].name.kind == "drug" else None
    return sorted(said | set(form.meanings if form else ()))


def is_drug(match: Match) -> bool:
    """Tell whether a match may name a drug."""
    return any(ending.name.kind == "drug" for ending in match.endings)


def is_open(match: Match) -> bool:
    """Tell whether a match needs the thread or a dose to say what it means."""
    return match.endings[0].is_open


def _settled(match: Match, words: Words, named: _Named) -> Ending | None:
    """Return the drug that the thread, or else a dose, says an ambiguous form means."""
    endings = [ending for ending in match.endings if ending.name.kind == "drug"]
    if not endings or _begins_another(match, words, named.guard):
        return None
    if named.another(words.words[match.last], meanings_of(match)):
        return None
    form = short_forms().get(endings[0].form, ShortForm(()))
    meanings = set(form.meanings) | {ending.name.slug for ending in endings}
    told = meanings & named.drugs
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


def dose_beside(words: Words, first: int, last: int, *, bare: bool = True) -> float | None:
    """Return the dose in mg that stands within a few words of a name, if one does; ``bare`` right beside it needs no unit."""
    spelt, gaps = words.words, words.gaps
    for step in range(1, _REACH + 1):
        for place, near in (
            (last + step, range(last + 1, last + step + 1)),
            (first - step, range(first - step + 1, first + 1)),
        ):
            if 0 <= place < len(spelt) and spelt[place].isdecimal() and all(gaps[i] <= COMMA for i in near):
                dose = _dose_at(spelt, place, beside=bare and step == 1)
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
