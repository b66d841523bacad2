"""Values read out in a post that say what no word says: "WBC was 2.8", "BP 170/100", "ALT 3x normal"."""

from functools import lru_cache
from typing import NamedTuple

from medications.matching.files import LISTS
from medications.matching.words import COMMA, SLASH, SPACE, Words

_FILE = LISTS / "readings.txt"
_ROOM = 5
_BETWEEN = frozenset(
    (
        *(
            "was",
            "is",
            "of",
            "at",
            "to",
            "count",
            "counts",
            "level",
            "levels",
            "reading",
            "result",
            "value",
            "number",
            "now",
        ),
        *(
            "only",
            "just",
            "around",
            "about",
            "down",
            "up",
            "were",
            "are",
            "came",
            "back",
            "as",
            "currently",
            "dropped",
            "fell",
        ),
        *(
            "hit",
            "went",
            "jumped",
            "rose",
            "crept",
            "test",
            "the",
            "my",
            "today",
            "had",
            "gone",
            "from",
            "been",
            "has",
            "in",
        ),
        *(
            "fasting",
            "random",
            "blood",
            "cell",
            "cells",
            "over",
            "below",
            "above",
            "under",
            "like",
            "high",
            "low",
            "a",
            "it",
        ),
    )
)
# A number before one of these is a dose, a time or a share, and no value.
_OTHER_UNITS = frozenset(
    (
        *(
            "mg",
            "mgs",
            "mcg",
            "days",
            "day",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "yr",
            "yrs",
            "hours",
            "am",
        ),
        *(
            "pm",
            "percent",
            "th",
            "st",
            "nd",
            "rd",
            "points",
            "pills",
            "tablets",
            "more",
            "of",
            "out",
            "hrs",
            "min",
            "mins",
        ),
    )
)
_TIMES, _USUAL = frozenset(("x", "times")), frozenset(("normal", "upper", "uln", "limit", "usual"))


class Measure(NamedTuple):
    """One unit of a measure: values ``low`` to ``high`` are believed; below ``least`` and above ``most`` name an effect."""

    scale: tuple[float, float] | None
    low: float
    high: float
    least: float | None
    most: float | None
    below: str
    above: str

    def effect(self, value: float) -> tuple[str, str] | None:
        """Return the effect that a value names and why, or None when it is usual or not believable."""
        if self.scale and value >= self.scale[0]:
            value /= self.scale[1]
        if not self.low <= value <= self.high:
            return None
        if self.least is not None and value < self.least:
            return self.below, f"a value below {self.least:g}"
        return (self.above, f"a value above {self.most:g}") if self.most is not None and value > self.most else None


class Reading(NamedTuple):
    """A value ends at word ``last`` and names an effect, for a reason."""

    last: int
    slug: str
    reason: str


@lru_cache(maxsize=1)
def measures() -> dict[str, tuple[Measure, ...]]:
    """Return each word for a measure with its units."""
    found: dict[str, tuple[Measure, ...]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            words, scale, low, high, least, most, below, above = line.split("\t")
            first, by = (*map(float, scale.split()),) if scale != "-" else (0.0, 0.0)
            unit = Measure(
                (first, by) if by else None, float(low), float(high), _limit(least), _limit(most), below, above
            )
            for word in words.split():
                found[word] = (*found.get(word, ()), unit)
    return found


def _limit(text: str) -> float | None:
    return None if text == "-" else float(text)


def reading_at(words: Words, place: int) -> Reading | None:
    """Return the reading that begins with a measure at a word, when its value is out of the usual."""
    units = measures().get(words.words[place], ())
    spelt, gaps = words.words, words.gaps
    for at in range(place + 1, min(place + 2 + _ROOM, len(spelt))):
        if gaps[at] > COMMA and not (gaps[at] == SLASH and at == place + 1):
            return None
        if spelt[at].isdecimal():
            return _reading(words, at, units)
        if spelt[at] not in _BETWEEN:
            return None
    return None


def _reading(words: Words, at: int, units: tuple[Measure, ...]) -> Reading | None:
    value, last = _value(words, at)
    ahead = words.words[last + 1] if last + 1 < len(words.words) and words.gaps[last + 1] < COMMA else ""
    if ahead in _TIMES:
        usual = not _USUAL.isdisjoint(words.words[last + 2 : last + 5])
        above = next((unit.above for unit in units if unit.most is not None), None)
        return Reading(last + 2, above, "a value times the usual") if usual and above and value > 1 else None
    if ahead in _OTHER_UNITS:
        return None
    named = next((effect for effect in (unit.effect(value) for unit in units) if effect), None)
    return Reading(last, *named) if named else None


def _value(words: Words, at: int) -> tuple[float, int]:
    """Return the number that begins at a word, and its last word: "2.8", "2,800" and the first of "170/100"."""
    spelt, gaps, ahead = words.words, words.gaps, at + 1
    if len(spelt[at]) > 7:
        return 0.0, at
    if ahead < len(spelt) and len(spelt[ahead]) < 4 and spelt[ahead].isdecimal() and words.in_one_piece(at):
        if gaps[ahead] == SPACE:
            return float(f"{int(spelt[at])}.{spelt[ahead]}"), ahead
        if gaps[ahead] == COMMA and len(spelt[ahead]) == 3:
            return float(int(spelt[at]) * 1000 + int(spelt[ahead])), ahead
        if gaps[ahead] == SLASH:
            return float(spelt[at]), ahead
    return float(spelt[at]), at
