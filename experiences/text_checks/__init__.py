"""What a text says that its author is warned of and a moderator sees: identifying details, a crisis, advice to others."""

from dataclasses import dataclass, field

from experiences.text_checks import advice, crisis, identifying
from experiences.text_checks.spans import Span
from medications.matching.folding import flatten

__all__ = ["Span", "TextCheck", "check", "speaks_of_a_crisis"]


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What the checks found in a text; spans are code points of it, in order.

    ``reasons`` are the words that speak of a crisis, each of type *suicide*, *overdose* or *emergency*.
    """

    identifying: list[Span] = field(default_factory=list)
    reasons: list[Span] = field(default_factory=list)
    advice: list[Span] = field(default_factory=list)

    @property
    def crisis(self) -> bool:
        """Whether the text speaks of suicide, an overdose or an emergency now."""
        return bool(self.reasons)


def check(text: str) -> TextCheck:
    """Return what identifies a person in a text, speaks of a crisis now, or advises others; in time linear in its length."""
    flat = flatten(text)
    return TextCheck(identifying.find(flat, _with_capitals(text, flat)), crisis.find(flat), advice.find(flat))


def speaks_of_a_crisis(text: str) -> bool:
    """Return `check(text).crisis` alone, in half the time."""
    return bool(crisis.find(flatten(text)))


def _with_capitals(text: str, flat: str) -> str:
    """Return the folded text with the capitals of the text, as many code points long."""
    if flat == text:
        return flat
    return "".join(
        plain.upper() if char.isupper() and plain.isascii() else plain for char, plain in zip(text, flat, strict=True)
    )
