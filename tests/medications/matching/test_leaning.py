"""What the words around an effect add to the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.matching import leaning
from medications.matching.names import ASSERTIONS
from tests.medications.matching.small_lexicon import said

_WHOLE = st.lists(st.integers(-60_000, 60_000), min_size=len(ASSERTIONS), max_size=len(ASSERTIONS))


@given(_WHOLE, _WHOLE)
def test_packed_weights_add_up(one, other):
    total = leaning.pack(one) + leaning.pack(other)
    assert leaning.unpack(total) == [a + b for a, b in zip(one, other, strict=True)]


def test_weights_speak_only_where_the_rules_know_no_cue_or_are_far_outweighed(monkeypatch):
    monkeypatch.setattr(leaning, "_weights", lambda: {"b0": {"zebra": leaning.pack([0, 0, 150, 0, 0])}})
    assert said("zebra nausea")["nausea"] == "feared"
    assert said("no zebra nausea")["nausea"] == "absent"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I was dreading the nausea. It never came.", "absent"),
        ("I was told to expect nausea. Sure enough, it did.", "present"),
        ("I was dreading the nausea. Never again.", "feared"),
    ],
)
def test_a_fear_is_settled_by_the_next_sentence(text, told):
    assert said(text)["nausea"] == told


def test_a_question_word_at_the_end_of_a_text_is_no_fault():
    assert said("I had nausea, does")["nausea"]
