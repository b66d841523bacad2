"""Stretches of a text that a check marks, and how overlapping ones are settled."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Code points ``start`` to before ``end`` of a text, and what they are."""

    start: int
    end: int
    type: str

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def settled(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that overlap none given before them, in the order of the text."""
    taken: set[int] = set()
    kept = []
    for span in spans:
        places = range(span.start, span.end)
        if span.end > span.start and taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = out[-1]._replace(end=max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
