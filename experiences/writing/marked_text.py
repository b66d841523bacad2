"""Knows how a text is shown to its writer with the words marked that could harm somebody. Pure."""

from dataclasses import dataclass
from itertools import groupby

from experiences import text_checks

WHY = {
    "email": "an e-mail address",
    "link": "a link",
    "phone": "a phone number",
    "address": "an address",
    "postcode": "a postcode",
    "hospital": "a clinic or hospital",
    "organisation": "a school, a workplace or a group",
    "name": "a name",
    "clinician": "the name of a doctor or nurse",
    "date": "an exact date",
    "record": "a record number",
    "handle": "a user name",
}
ADVICE = "tells others what to do"
SOMETHING = "may show who somebody is"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `why` says in words why it is marked."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in paragraphs of pieces, and the marked words by kind."""

    paragraphs: list[list[Piece]]
    identifying: list[Piece]
    advice: list[Piece]

    @property
    def is_clean(self):
        return not (self.identifying or self.advice)


def mark(text):
    """Return a text with its identifying details and its advice to others marked."""
    found = text_checks.check(text)
    spans = [(span.start, span.end, WHY.get(span.type, SOMETHING)) for span in found.identifying]
    advice = [(span.start, span.end, ADVICE) for span in found.advice]
    return Marked(
        paragraphs=_paragraphs(_pieces(text, sorted([*spans, *_outside(advice, spans)]))),
        identifying=_listed(text, spans),
        advice=_listed(text, advice),
    )


def _outside(advice, spans):
    """Yield the parts of advice that no identifying detail covers: what shows who somebody is stands first."""
    for start, end, why in advice:
        for first, last, _ in sorted(spans):
            if first < end and start < last:
                if start < first:
                    yield start, first, why
                start = last
        if start < end:
            yield start, end, why


def _listed(text, spans):
    return list(dict.fromkeys(Piece(" ".join(text[start:end].split()), why) for start, end, why in spans))


def _pieces(text, spans):
    place = 0
    for start, end, why in spans:
        if place < start:
            yield Piece(text[place:start])
        yield Piece(text[start:end], why)
        place = end
    if place < len(text):
        yield Piece(text[place:])


def _paragraphs(pieces):
    lines = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.why))
        lines += [[Piece(part, piece.why)] for part in rest]
    lines = [[piece for piece in line if piece.text] for line in lines]
    return [list(line) for is_full, group in groupby(lines, bool) if is_full for line in group]
