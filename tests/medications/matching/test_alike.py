"""What is looked up by shared letters is what a look at every word finds."""

import random

import pytest
from rapidfuzz.distance import OSA

from medications.matching.alike import Alike
from medications.matching.distance import distance

LETTERS = "aaabeelnnopqrsstuz"


def some_words(chance, n):
    return {"".join(chance.choices(LETTERS, k=chance.randint(4, 11))) for _ in range(n)}


def slipped(chance, word):
    """Return a word with a few slips in it: a letter gone, added, replaced, or two swapped."""
    letters = list(word)
    for _ in range(chance.randint(0, 4)):
        place, new = chance.randrange(len(letters)), chance.choice(LETTERS + "é9")
        letters[place : place + 2] = chance.choice(
            (
                letters[place + 1 : place + 2],
                [new, *letters[place : place + 2]],
                [new],
                letters[place : place + 2][::-1],
            )
        )
        letters = letters or ["a"]
    return "".join(letters)


@pytest.mark.parametrize("edits", [1, 2, 3, 4])
def test_words_within_some_edits_are_those_that_a_look_at_every_word_finds(edits):
    chance = random.Random(edits)
    words = some_words(chance, 1_500) | {"naïve", "aaaaaaaa"}
    alike, found = Alike(words), 0
    for word in [slipped(chance, chance.choice(sorted(words))) for _ in range(60)] + ["aaaaaaa", "naive", "q" * 80, ""]:
        near = {one: apart for one in words if (apart := OSA.distance(word, one)) <= edits}
        assert dict(alike.near(word, edits)) == near, word
        found += len(near)
    assert found >= 30 * edits


def test_limit_changes_no_distance_below_it():
    chance = random.Random(5)
    pairs = [(word, slipped(chance, word)) for word in sorted(some_words(chance, 300))]
    for a, b in pairs:
        for limit in (0.3, 0.7, 1.0, 1.6, 2.4):
            far, plain = distance(a, b, limit), distance(a, b)
            assert far == plain if plain <= limit else far > limit, (a, b, limit)
