"""What the words around an effect add to the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.matching import assertion, leaning, weighing
from medications.matching.names import ASSERTIONS
from tests.medications.matching.small_lexicon import found, said

_WORDS = [
    *("i", "we", "my", "the", "nausea", "headache", "tired", "imuran", "lupus", "not", "no", "but", ",", "?", "never"),
    *("scared", "of", "had", "because", "told", "joint", "pain", "5", "zebra", "and"),
]
_LEARNT = leaning.learnt()
_WHOLE = st.lists(st.integers(-60_000, 60_000), min_size=len(ASSERTIONS), max_size=len(ASSERTIONS))


@given(_WHOLE, _WHOLE)
def test_packed_weights_add_up(one, other):
    total = leaning.pack(one) + leaning.pack(other)
    assert weighing.unpack(total) == [a + b for a, b in zip(one, other, strict=True)]


def test_weights_speak_only_where_the_rules_know_no_cue_or_are_far_outweighed(monkeypatch):
    monkeypatch.setattr(
        leaning, "_weights", lambda: leaning.kept_with_tokens({"b0": {"zebra": leaning.pack([0, 0, 150, 0, 0])}})
    )
    assert said("zebra nausea")["nausea"] == "feared"
    assert said("no zebra nausea")["nausea"] == "absent"


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=70))
def test_weights_added_up_fast_are_those_of_the_signs(words):
    weighed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assertion, "leaning", lambda *asked: weighed.append(asked) or asked[2])
        found(" ".join(words))
    for sentence, thing, rule in weighed:
        by_sign = sum(
            _LEARNT.get(place, {}).get(token, 0)
            for place, tokens in leaning.signs(sentence, thing, rule)
            for token in tokens
        )
        assert leaning.total(sentence, thing, rule) == by_sign


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


def test_every_learnt_sign_is_one_that_is_read():
    places = {"is": {"told", "asked", "drug before", "drug after"}, "start": tuple, "both": tuple, "pair before": tuple}
    learnt = leaning.learnt()
    assert learnt["is"].keys() <= places.pop("is")
    for place, kind in places.items():
        assert {type(token) for token in learnt[place]} == {kind}
