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
    """Words of one length. A big number holds a byte for each of them, so one sum adds up the letters of all."""

    __slots__ = ("_counts", "_having", "_words")

    def __init__(self, words: list[str]) -> None:
        self._words = words
        letters = "".join(words).encode("ascii", "replace")
        self._counts = {letter: _counted(letters, letter, len(words)) for letter in ascii_lowercase}
        self._having = {letter: _at_least(count, 1) for letter, count in self._counts.items()}

    def sharing(self, letters: Counter[str], at_least: int) -> list[str]:
        """Return the words that hold so many of some letters, a letter that is asked for twice counted twice."""
        if at_least <= 0:
            return self._words
        if at_least >= _MOST:
            return []
        shared = sum(self._having.get(letter, 0) for letter in letters)
        for letter in letters.keys() & self._counts.keys():
            shared += sum(_at_least(self._counts[letter], n) for n in range(2, letters[letter] + 1))
        # Each byte is first made 0 or 1: to look for one byte takes a tenth of looking for a range of them.
        enough = shared.to_bytes(len(self._words), "little").translate(_REACHES[at_least])
        return [self._words[hit.start()] for hit in _ENOUGH.finditer(enough)]


def _counted(letters: bytes, letter: str, size: int) -> bytes:
    """Return a byte for each of so many words of one length, written one after the other: how often it holds a letter."""
    is_it = letters.translate(_IS[letter])
    length = len(letters) // size
    return sum(int.from_bytes(is_it[place::length], "little") for place in range(length)).to_bytes(size, "little")


def _at_least(counts: bytes, times: int) -> int:
    """Return a byte for each count, in one number: 1 where it is so high, else 0."""
    return int.from_bytes(counts.translate(_REACHES[min(times, _MOST)]), "little")


_MOST = 60  # letters; longer spellings are no word's
_IS = {letter: bytes(n == ord(letter) for n in range(256)) for letter in ascii_lowercase}
_REACHES = [bytes(n >= times for n in range(256)) for times in range(_MOST + 1)]
_ENOUGH = re.compile(b"\x01")
