"""How far one spelling is from another, by the slips people make: sound, doubling, vowels, neighbouring keys.

A weighted optimal string alignment (edits and neighbouring swaps), on the letters or on the sounds, whichever is nearer.
"""

import re
from functools import lru_cache
from itertools import accumulate
from math import inf

from rapidfuzz.distance import OSA

_VOWELS = frozenset("aeiouy")
_ALIKE = {
    frozenset(pair) for pair in ("ck", "kq", "cq", "cs", "sz", "xz", "iy", "fv", "gj", "dt", "mn", "bp", "td", "xs")
}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "kw"),
    ("sch", "sk"),
    ("th", "t"),
    ("ae", "e"),
    ("oe", "e"),
    ("ea", "e"),
    ("ou", "o"),
    ("rh", "r"),
    ("ch", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("z", "s"),
)
_SOFT_C, _RUN, _MUTE_E = re.compile("c(?=[eiy])"), re.compile(r"(.)\1+"), re.compile(r"e$(?<=[^\n]{5})", re.MULTILINE)
_ALIKE_COST, _VOWEL_COST, _KEY_COST, _SWAP_COST, _DOUBLE_COST = 0.4, 0.5, 0.8, 0.7, 0.3
# A letter that neither sounds like the right one nor is near it on the keys is seldom a slip.
_STRANGE_COST = 1.15
_VOWEL_GAP, _MUTE_GAP, _GAP, _FIRST_EXTRA, SOUND_COST, _LETTER_SHARE = 0.7, 0.5, 0.9, 0.4, 0.2, 0.4

LEAST = _DOUBLE_COST  # no edit costs less
LEAST_HEARD = _ALIKE_COST  # nor of sounds: none of them is doubled


def _neighbour_keys() -> frozenset[str]:
    pairs = set()
    for row, keys in enumerate(_ROWS):
        for place, key in enumerate(keys):
            near = keys[place + 1 : place + 2]
            if row + 1 < len(_ROWS):
                near += _ROWS[row + 1][max(place - 1, 0) : place + 1]
            for other in near:
                pairs |= {key + other, other + key}
    return frozenset(pairs)


_KEYS = _neighbour_keys()


def _swap_table() -> dict[str, float]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    table = {}
    for a in letters:
        for b in letters:
            table[a + b] = (
                0.0
                if a == b
                else _ALIKE_COST
                if frozenset(a + b) in _ALIKE
                else _VOWEL_COST
                if a in _VOWELS and b in _VOWELS
                else _KEY_COST
                if a + b in _KEYS
                else _STRANGE_COST
            )
    return table


_REPLACED = _swap_table()


@lru_cache(maxsize=4_000)
def _gap_costs(word: str) -> tuple[float, ...]:
    """Return what leaving out each letter of a word costs."""
    costs = []
    for place, letter in enumerate(word):
        if place and word[place - 1] == letter:
            costs.append(_DOUBLE_COST)
        elif letter == "h" or (letter in "es" and place == len(word) - 1 and word[place - 1 :] != "ks"):
            # What an x at the end is heard as is no plural.
            costs.append(_MUTE_GAP)
        else:
            costs.append(_VOWEL_GAP if letter in _VOWELS else _GAP)
    if costs:
        costs[0] += _FIRST_EXTRA
    return tuple(costs)


def _aligned(a: str, b: str, limit: float) -> float:
    """Return the weighted alignment distance of two words, or something above ``limit`` if it is above it."""
    gone, added, replaced = _gap_costs(a), _gap_costs(b), _REPLACED
    before: list[float] = []
    row = [0.0, *accumulate(added)]
    least = 0.0
    for i, letter in enumerate(a):
        left, last = row[0] + gone[i], a[i - 1] if i else ""
        here, gap, least_before, least = [left], gone[i], least, left
        for j, other in enumerate(b):
            best = row[j]
            if letter != other:
                best += replaced.get(letter + other, _STRANGE_COST)
                if i == 0 and j == 0:
                    best += _FIRST_EXTRA
                elif other == last and letter == b[j - 1] and j:
                    swapped = before[j - 1] + _SWAP_COST + (_FIRST_EXTRA / 2 if i == 1 and j == 1 else 0)
                    if swapped < best:
                        best = swapped
            over = row[j + 1] + gap
            if over < best:
                best = over
            left += added[j]
            if best < left:
                left = best
            here.append(left)
            if left < least:
                least = left
        if least > limit and least_before > limit:
            return least
        before, row = row, here
    return row[-1]


@lru_cache(maxsize=4_000)
def sounds(word: str) -> str:
    """Return a rough spelling of how a word sounds."""
    return sounds_of(word)


def sounds_of(words: str) -> str:
    """Return how many words sound, one a line: together, for a hundred thousand of them take long one by one."""
    for letters, sound in _SOUNDS:
        if letters in words:
            words = words.replace(letters, sound)
    words = _SOFT_C.sub("s", words).replace("c", "k").replace("y", "i")
    return _MUTE_E.sub("", _RUN.sub(r"\1", words))


def distance(a: str, b: str, limit: float = inf) -> float:
    """Return how far two spellings are apart: 0 the same, about 1 for one plain wrong letter.

    What sounds alike is near, but never nearer than a share of what the letters say. Beyond ``limit`` what comes back
    is only known to be beyond it.
    """
    if a == b:
        return 0.0
    heard_a, heard_b = sounds(a), sounds(b)
    if limit < inf:
        # Counting the edits is a hundred times as fast as weighing them, and most rivals are ruled out by their number.
        least = LEAST * OSA.distance(a, b)
        if least > limit:
            heard_least = SOUND_COST + LEAST_HEARD * OSA.distance(heard_a, heard_b)
            least = min(least, max(heard_least, _LETTER_SHARE * least))
        if least > limit:
            return least
    heard = SOUND_COST + (0.0 if heard_a == heard_b else _aligned(heard_a, heard_b, limit - SOUND_COST))
    spelt = _aligned(a, b, limit if heard > limit else limit / _LETTER_SHARE)
    return min(spelt, max(heard, _LETTER_SHARE * spelt))
