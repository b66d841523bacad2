"""Knows how a text is marked for a moderator: what it names, what may show who somebody is, advice, a crisis. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from experiences import text_checks
from experiences.writing.marked_text import SOMETHING, WHY

ADVICE, CRISIS = "advice to others", "speaks of a crisis"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points of a text that something is said about."""

    start: int
    end: int
    kind: str
    why: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the kinds it is marked with, why in words, and the page it names."""

    text: str
    kinds: str = ""
    why: str = ""
    url: str = ""


def warnings(check):
    """Return the stretches that a TextCheck found, in the order of the text."""
    found = [Stretch(one.start, one.end, "identifying", WHY.get(one.type, SOMETHING)) for one in check.identifying]
    found += [Stretch(one.start, one.end, "advice", ADVICE) for one in check.advice]
    found += [Stretch(one.start, one.end, "crisis", f"{CRISIS}: {one.type}") for one in check.reasons]
    return sorted(found, key=lambda one: (one.start, one.end))


def pieces(text, stretches):
    """Return a text cut at every edge of a stretch; joined again the pieces are the text."""
    edges = {0, len(text)}
    for one in stretches:
        edges |= {one.start, one.end}
    return [_piece(text, start, end, stretches) for start, end in pairwise(sorted(edges)) if start < end]


def _piece(text, start, end, stretches):
    over = [one for one in stretches if one.start <= start and end <= one.end]
    kinds = " ".join(dict.fromkeys(one.kind for one in over))
    why = "; ".join(dict.fromkeys(one.why for one in over))
    return Piece(text[start:end], kinds, why, next((one.url for one in over if one.url), ""))


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were marked, and why."""

    words: str
    why: str


def listed(text, stretches, kind):
    """Return the words marked as one kind, each once."""
    return list(dict.fromkeys(Found(text[one.start : one.end], one.why) for one in stretches if one.kind == kind))


def all_of(text):
    """Return (kind, Found) of all words of a text that are marked."""
    return [(one.kind, Found(text[one.start : one.end], one.why)) for one in warnings(text_checks.check(text))]
