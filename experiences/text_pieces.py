"""Knows how a post's text is cut for the page: into paragraphs, and these into pieces that link, or carry a fact check.

Pure. All offsets are code points of the whole text.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch that names a page."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a fact check is about, by the check's number."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: where it leads, whether it is checked, and the numbers of the checks that end with it.

    Checked pieces that stand together are one marked run: it `opens` with the first and `closes` with the last, or
    where a check ends.
    """

    text: str
    url: str = ""
    is_checked: bool = False
    ends: tuple[int, ...] = ()
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text as pieces, and the numbers of the checks that end in it."""

    pieces: tuple[Piece, ...]
    checks: tuple[int, ...]


def paragraphs(text, links=(), marks=()):
    """Return the paragraphs of a text; their pieces, joined, are the text without its line breaks.

    A link is never cut inside a line: of two that overlap the earlier stands, then the longer, and a mark's edge inside
    a link moves to the link's own edge. A mark ends in the last line it reaches; one that reaches no words is dropped.
    """
    lines = [line.span() for line in _PARAGRAPH.finditer(text) if line[0].strip()]
    links = _apart(one for one in links if 0 <= one.start < one.end <= len(text))
    marks = [fitted for one in marks if (fitted := _fitted(_widened(one, links), lines))]
    return [_paragraph(text, *line, links, marks) for line in lines]


def _apart(links):
    kept = []
    for one in sorted(links, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _widened(mark, links):
    start, end = mark.start, mark.end
    for link in links:
        if link.start < start < link.end:
            start = link.start
        if link.start < end < link.end:
            end = link.end
    return Mark(start, end, mark.number)


def _fitted(mark, lines):
    reached = [end for start, end in lines if start < mark.end and mark.start < end]
    return Mark(mark.start, min(mark.end, reached[-1]), mark.number) if reached else None


def _paragraph(text, start, end, links, marks):
    edges = {start, end}
    for one in (*links, *marks):
        edges.update(edge for edge in (one.start, one.end) if start < edge < end)
    pieces = [_piece(text, *span, links, marks) for span in pairwise(sorted(edges))]
    return Paragraph(tuple(_runs(pieces)), tuple(number for piece in pieces for number in piece.ends))


def _runs(pieces):
    is_open = False
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        opens = piece.is_checked and not is_open
        closes = piece.is_checked and (bool(piece.ends) or following is None or not following.is_checked)
        is_open = piece.is_checked and not closes
        yield replace(piece, opens=opens, closes=closes)


def _piece(text, start, end, links, marks):
    url = next((one.url for one in links if one.start <= start and end <= one.end), "")
    inside = [one for one in marks if one.start <= start and end <= one.end]
    ends = tuple(sorted(one.number for one in inside if one.end == end))
    return Piece(text[start:end], url, bool(inside), ends)
