"""Knows where the words of a query stand in a text, and how the text around the first of them is cut and marked."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe

from experiences.word_stems import places_of, stems_with_places

AROUND = 90  # characters of text on each side of the first marked word


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked when it is one of the words."""

    text: str
    is_marked: bool


def as_html(pieces):
    """Return pieces as escaped HTML, the marked ones marked: one string, for a page shows hundreds of them."""
    html = (f"<mark>{escape(one.text)}</mark>" if one.is_marked else escape(one.text) for one in pieces)
    return mark_safe("".join(html))  # noqa: S308 – each text is escaped


def marked_places(text, asked, named=()):
    """Return (start, end) of all that was asked for (tuples of stems) or `named`, in order, without overlap."""
    singles, phrases = _words_and_phrases(tuple(asked))
    found = {*named, *places_of(text, singles)}
    words = stems_with_places(text) if phrases else ()
    for stems in phrases:
        size = len(stems)
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            if tuple(stem for stem, _start, _end in run) == stems:
                found.update((start, end) for _stem, start, end in run)
    return _apart(sorted(found, key=lambda place: (place[0], -place[1]))) if found else []


@lru_cache(maxsize=100)
def _words_and_phrases(asked):
    return frozenset(stems[0] for stems in asked if len(stems) == 1), [stems for stems in asked if len(stems) > 1]


def _apart(places):
    kept = []
    for start, end in places:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def pieces(text, places, *, around=AROUND):
    """Return the text around the first place, cut between words into marked and unmarked pieces; all of it for None."""
    first, last = _cut(text, places[0] if places else (0, 0), around)
    shown, at = [Piece("… ", False)] if first else [], first
    for start, end in places:
        if end > last:
            break
        shown += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    shown.append(Piece(text[at:last], False))
    if last < len(text):
        shown.append(Piece(" …", False))
    return [piece for piece in shown if piece.text]


def _cut(text, place, around):
    """Return where a stretch around a place begins and ends, at spaces where there are any."""
    start, end = place
    if around is None:
        return 0, len(text)
    first, last = max(0, start - around), min(len(text), end + around)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    return first, last
