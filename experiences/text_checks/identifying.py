"""What in a text identifies a person."""

from collections.abc import Iterator

from experiences.text_checks import addresses, contacts, dates, people, places, records
from experiences.text_checks.spans import Span, settled


def find(flat: str, cased: str) -> list[Span]:
    """Return the identifying details of a text, given folded and with its capitals; none overlap."""
    return settled(_found(flat, cased))


def _found(flat: str, cased: str) -> Iterator[Span]:
    """Yield every detail, the surest kind first: where two overlap, the first stays."""
    reached = list(contacts.find(flat))
    yield from (span for span in reached if span.type in ("email", "link"))
    yield from addresses.find(cased)
    yield from records.find(flat)
    yield from dates.find(flat, cased)
    yield from (span for span in reached if span.type in ("phone", "handle"))
    yield from places.find(flat, cased)
    yield from people.find(flat, cased)
