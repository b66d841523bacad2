"""A form a curator refused never links to that thing again, in whatever spelling, and everything else still does."""

import pytest

from medications.matching import Lexicon
from tests.medications.matching.small_lexicon import known_names


def lexicon(*refused):
    return Lexicon.build(known_names(), refused=refused)


def slugs(known, text):
    return [one.slug for one in known.find(text)]


@pytest.mark.parametrize(
    "text", ["immuran helped", "IMMURAN helped", "my immuran's colour", "50mg immuran", "immuran50 helped"]
)
def test_refused_spelling_links_nowhere_in_any_case_or_glued(text):
    assert slugs(lexicon(), text) == ["azathioprine"]
    assert slugs(lexicon(("immuran", "drug", "azathioprine")), text) == []


def test_other_spellings_and_names_still_link():
    known = lexicon(("immuran", "drug", "azathioprine"))
    assert slugs(known, "Imuran, imurran and azathioprine") == ["azathioprine"] * 3


@pytest.mark.parametrize("text", ["cell sept was fine", "cell-sept was fine"])
def test_refused_form_in_pieces_is_refused_however_it_is_joined(text):
    assert slugs(lexicon(), text) == ["mycophenolate-mofetil"]
    assert slugs(lexicon(("cell sept", "drug", "mycophenolate-mofetil")), text) == []


def test_refusal_against_one_thing_leaves_the_words_to_others():
    assert slugs(lexicon(("joint pain", "side_effect", "arthralgia")), "joint pain and headache") == ["headache"]
    assert slugs(lexicon(("joint pain", "side_effect", "headache")), "joint pain") == ["arthralgia"]
    assert slugs(lexicon(("high blood pressure", "side_effect", "hypertension")), "high blood pressure") == [
        "blood-pressure"
    ]


def test_refused_form_is_explained_and_resolves_to_nothing():
    known = lexicon(("immuran", "drug", "azathioprine"))
    (near,) = known.explain("on immuran")
    assert (near.text, near.slug) == ("immuran", None)
    assert "a curator decided" in near.reason
    assert known.resolve("immuran").slug is None
    assert known.resolve("imuran").slug == "azathioprine"
