"""The words of a text with their places, and what stands between them."""

import re
from itertools import accumulate

_ASCII_WORD = re.compile(r"([a-z]+(?:'[a-z]+)*|[0-9]+)")
_ANY_WORD = re.compile(r"([^\W\d_]+(?:'+[^\W\d_]+)*|\d+)")

SPACE, HYPHEN, COMMA, SLASH, STOP, QUESTION = range(6)


class _GapKinds(dict):
    """Separator to what it means; only short separators are remembered, so the memo stays bounded."""

    def __missing__(self, gap: str) -> int:
        kind = _gap_kind(gap)
        if len(gap) <= 3 and len(self) < 5000:
            self[gap] = kind
        return kind


def _gap_kind(gap: str) -> int:
    if "?" in gap:
        return QUESTION
    if (
        "!" in gap
        or ";" in gap
        or "\n" in gap
        or ". " in gap
        or ".." in gap
        or ".)" in gap
        or (gap.endswith(".") and len(gap) > 1)
    ):
        return STOP
    if (
        "," in gap
        or "(" in gap
        or ")" in gap
        or ":" in gap
        or " - " in gap
        or "--" in gap
        or "," in gap
        or '"' in gap
        or "*" in gap
    ):
        return COMMA
    if "/" in gap or "+" in gap or "&" in gap or "=" in gap or "|" in gap:
        return SLASH
    if gap == ".":
        return STOP
    if gap.strip() == "-":
        return HYPHEN
    return SPACE if not gap.strip(" \t\r'_#@~-") else COMMA


_GAPS = _GapKinds()


class Words:
    """Words of one flat text: ``words[i]`` stands at ``starts[i]:ends[i]``, after a gap of kind ``gaps[i]``."""

    __slots__ = ("_gaps", "_parts", "_places", "words")

    def __init__(self, flat: str) -> None:
        pattern = _ASCII_WORD if flat.isascii() else _ANY_WORD
        self._parts = pattern.split(flat)
        self.words = self._parts[1::2]
        self._places: list[int] | None = None
        self._gaps: list[int] | None = None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words ``first`` to ``last`` (inclusive) stand in the text."""
        if self._places is None:
            self._places = list(accumulate(map(len, self._parts)))
        return self._places[2 * first], self._places[2 * last + 1]

    @property
    def gaps(self) -> list[int]:
        """The kind of what stands before each word, and after the last one; worked out on first need."""
        if self._gaps is None:
            self._gaps = [_GAPS[gap] for gap in self._parts[::2]]
        return self._gaps
