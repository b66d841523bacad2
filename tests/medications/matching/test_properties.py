"""What holds of every text: offsets slice, the answer is the same twice, nothing raises, time is linear."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.medications.matching.small_lexicon import lexicon

WORDS = st.sampled_from(
    [
        "no",
        "imuran",
        "Cytoxan",
        "hair",
        "falling",
        "out",
        "nausea",
        "not",
        "only",
        ",",
        ".",
        "?",
        "\n",
        "but",
        "pred",
        "40mg",
        "can't",
        "sleep",
        "’",
        "\u0301",
        "cell",
        "cept",
        "white",
        "count",
        "low",
        "worried",
        "about",
        "🙂",
        "\x00",
        "for",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=20).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_mentions_slice_the_text_in_order_without_overlap(text):
    end = 0
    for mention in lexicon().find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.assertion in ("present", "absent", "feared", "indication", "other")
        assert mention.reason
        end = mention.end


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_same_text_same_answer(text):
    assert lexicon().find(text) == lexicon().find(text)
    lexicon().explain(text)
    lexicon().resolve(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "no ",
        "imuran ",
        "hair loss, ",
        "not not ",
        "\u0301",
        "🙂",
        "'",
        "a'",
        ". ",
        "?\n",
        "low low low ",
        "\u202e",
        "\x00",
        "white count ",
        "is it ",
        "cell ",
        "-",
        " ",
        "for for ",
    ],
)
def test_time_grows_with_length_only(piece):
    long = piece * (1_000_000 // len(piece))
    lexicon().find(long[:1000])
    started = time.perf_counter()
    lexicon().find(long)
    assert time.perf_counter() - started < 20
