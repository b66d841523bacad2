"""What is looked for by letters and by sounds is what a look at every name finds."""

import random

import pytest
from rapidfuzz.distance import OSA

from medications.matching import guard
from medications.matching.distance import distance, sounds, sounds_of
from medications.matching.guard import Guard
from medications.matching.heard import Heard
from medications.matching.rivals import EDIT_COST
from tests.medications.matching.test_alike import slipped

MARGINS = {"another drug": 0.05, "a common English word": 0.1}


HEARD_ALIKE = (
    ("ph", "f"),
    ("c", "k"),
    ("k", "ck"),
    ("s", "z"),
    ("i", "y"),
    ("a", "aa"),
    ("l", "ll"),
    ("e", "ea"),
    ("x", "ks"),
)


@pytest.fixture(scope="module")
def names():
    """Return one in twenty of the drugs' names that ship."""
    return sorted(guard._drugs())[::20]


def misheard(chance, word):
    """Return a word with some slips that are hardly heard, and now and then one that is."""
    for _ in range(chance.randint(1, 4)):
        word = word.replace(*chance.choice(HEARD_ALIKE), 1)
    return slipped(chance, word) if chance.random() < 0.2 else word


def test_sounds_of_many_words_are_those_of_each(names):
    words = [*names, "ccece", "phthou", "xxe", "aee", "eee", "naïve", "y", "quaee"]
    assert sounds_of("\n".join(words)).split("\n") == [sounds.__wrapped__(word) for word in words]


def test_names_one_sound_away_are_those_that_a_look_at_every_name_finds(names):
    heard, chance, found = Heard([*names, "naïve"]), random.Random(3), 0
    for word in [misheard(chance, chance.choice(names)) for _ in range(20)] + ["naive", "e"]:
        near = [name for name in [*names, "naïve"] if OSA.distance(sounds(word), sounds(name)) <= 1]
        assert heard.near(word) == near, word
        found += len(near)
    assert found > 10


@pytest.mark.parametrize("than", [0.9, 1.5, 1.79, 1.84, 1.95, 2.1, 2.4])
def test_nearest_rival_is_the_one_that_a_look_at_every_name_finds(names, than, monkeypatch):
    common = ["insulting", "penicillins", "oxalate", "aspirations", "cortisones", "zinc", "tablets"]
    monkeypatch.setattr(guard, "_rivals", lambda _sort: guard._longer(common))
    chance, found, far = random.Random(int(than * 100)), 0, 0
    keeper = Guard(frozenset(["imuran"]), dict.fromkeys(names, ""))
    lists = {"another drug": names, "a common English word": common}
    for word in [misheard(chance, chance.choice(names + common)) for _ in range(60)]:
        nearest = _nearest_of_all(word, than, lists)
        assert keeper.nearest(word, than, MARGINS, ()) == nearest, word
        found += nearest is not None
        far += nearest is not None and OSA.distance(word, nearest[0]) > 2
    assert found > 15
    assert far or than < 1.3


@pytest.mark.parametrize(("spelling", "far"), [("rottepal", 1.9), ("rotteppal", 2.2)])
def test_rival_two_sounds_away_is_found_where_it_is_near_enough(spelling, far):
    keeper = Guard(frozenset(), {"rodebal": ""})
    name, sort, found = keeper.nearest(spelling, far, {"another drug": 0.01}, ())
    assert (name, sort, round(found, 6)) == ("rodebal", "another drug", far)
    assert keeper.nearest(spelling, far, {"another drug": -0.01}, ()) is None


def _nearest_of_all(word, than, lists):
    near = [
        (distance(word, name) + EDIT_COST * apart, place, apart, name, sort)
        for place, (sort, names) in enumerate(lists.items())
        for name in names
        if len(name) > 3 and (apart := OSA.distance(word, name)) <= 4
        and distance(word, name) <= than + MARGINS[sort] - EDIT_COST * apart
    ]  # fmt: skip
    far, _place, _apart, name, sort = min(near, default=(0, 0, 0, None, None))
    return name and (name, sort, far)
