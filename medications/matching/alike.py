"""Which of very many words lie a few plain edits from a spelling: those that share enough letters, looked at one by one."""

import re
from collections import Counter
from collections.abc import Iterable
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Alike:
    """Some folded words, to be asked for those near a spelling. Made once: a second for half a million words."""

    __slots__ = ("_lengths",)

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[int, list[str]] = {}
        for word in words:
            lengths.setdefault(len(word), []).append(word)
        self._lengths = {length: _SameLength(of_it) for length, of_it in lengths.items()}

    def near(self, word: str, edits: int) -> list[tuple[str, int]]:
        """Return (a word, its OSA distance) of the words at most so many plain edits away.

        An edit takes at most one letter of a word away, and a swap none: near words share the other letters.
        """
        # What no word here is counted by is taken to be shared.
        letters = Counter(letter for letter in word if letter in _IS)
        found: list[tuple[str, int]] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            if length in self._lengths:
                shared = max(len(word), length) - edits - (len(word) - letters.total())
                words = self._lengths[length].sharing(letters, shared)
                hits = process.extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
                found += [(name, int(apart)) for name, apart, _place in hits]
        return found


class _SameLength:
    """Words of one length. Numbers hold a bit for each of them, so what is worked out is worked out for all at once."""

    __slots__ = ("_once", "_twice", "_words")

    def __init__(self, words: list[str]) -> None:
        self._words = words
        letters = "".join(words).encode("ascii", "replace")
        held = {letter: _holding(letters, letter, len(words)) for letter in ascii_lowercase}
        self._once = {letter: once for letter, (once, _twice) in held.items()}
        self._twice = {letter: twice for letter, (_once, twice) in held.items()}

    def sharing(self, letters: Counter[str], at_least: int) -> list[str]:
        """Return the words that hold so many of some letters, a letter that is asked for twice counted twice.

        One that is asked for more often is taken to be held as often where it is held twice.
        """
        if at_least <= 0:
            return self._words
        wanted = [bits for letter, times in letters.items() for bits in self._having(letter, times)]
        lacking = len(wanted) - at_least
        if lacking < 0:
            return []
        # The words that lack none so far, at most one, at most two …
        near = [(1 << len(self._words)) - 1] * (lacking + 1)
        for bits in wanted:
            for more in range(lacking, 0, -1):
                near[more] = near[more] & bits | near[more - 1]
            near[0] &= bits
        if not near[-1]:
            return []
        return [self._words[bit.start()] for bit in _SET.finditer(f"{near[-1]:0{len(self._words)}b}")]

    def _having(self, letter: str, times: int) -> list[int]:
        return [self._once[letter]] + [self._twice[letter]] * (times - 1)


def _holding(letters: bytes, letter: str, size: int) -> tuple[int, int]:
    """Return which of so many words of one length, written one after the other, hold a letter once, and twice: a bit each."""
    is_it = letters.translate(_IS[letter])
    length, once, twice = len(letters) // size, 0, 0
    for place in range(length):
        here = int(is_it[place::length], 2)
        once, twice = once | here, twice | once & here
    return once, twice


_IS = {letter: bytes(ord("01"[n == ord(letter)]) for n in range(256)) for letter in ascii_lowercase}
_SET = re.compile("1")
