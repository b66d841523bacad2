"""Which of very many words are heard as a spelling is, but for one sound: every such sound is looked up."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from medications.matching.distance import sounds, sounds_of

_SLOTS = 8  # bytes for each word: most of what is looked up is not there, and one look tells so


def _number(heard: str) -> int:
    """Return a number of 32 bits for some sounds, the same in every process."""
    return crc32(heard.encode())


class Heard:
    """Some folded words under what they sound like, as numbers: a tenth of the room that the sounds would take."""

    __slots__ = ("_filled", "_keys", "_letters", "_places", "_words")

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        heard = sounds_of("\n".join(words)).split("\n")
        keys = list(map(_number, heard))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._places, self._keys = array("I", order), array("I", (keys[place] for place in order))
        self._letters = "".join(sorted(set().union(*heard)))
        filled = bytearray(_SLOTS * len(words) + 1)
        for key in keys:
            filled[key % len(filled)] = 1
        self._filled = bytes(filled)

    def near(self, word: str) -> list[str]:
        """Return the words whose sounds are at most one plain edit from those of a word, and seldom one besides."""
        filled, size = self._filled, len(self._filled)
        found: set[int] = set()
        for key in _one_sound_away(sounds(word), self._letters):
            if filled[key % size]:
                found.update(self._at(key))
        return [self._words[place] for place in sorted(found)]

    def _at(self, key: int) -> array:
        first = last = bisect_left(self._keys, key)
        while last < len(self._keys) and self._keys[last] == key:
            last += 1
        return self._places[first:last]


@lru_cache(maxsize=16)
def _one_sound_away(heard: str, letters: str) -> list[int]:
    """Return the numbers of all that is at most one plain edit, or one swap, from some sounds."""
    halves = [(heard[:place], heard[place:]) for place in range(len(heard) + 1)]
    near = {heard}
    near.update(before + after[1:] for before, after in halves)
    near.update(before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1)
    near.update(before + letter + after[gone:] for before, after in halves for letter in letters for gone in (0, 1))
    return list(map(_number, near))
