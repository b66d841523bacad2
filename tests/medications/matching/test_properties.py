"""What holds of every text: offsets slice, the answer is the same twice, nothing raises, time is linear."""

import sys
from functools import partial
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process

from medications.matching import Lexicon, guard, spelling
from medications.matching import lexicon as lexicon_module
from medications.matching.short_forms import short_forms
from medications.matching.words import Pieces
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
    st.text(max_size=300),
    st.text(st.characters(categories=("Mn", "Cc", "Cf", "Zs", "So", "Lo", "Nd")), max_size=120),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=20).map("".join),
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
def test_looking_only_where_a_name_may_start_finds_all_that_looking_everywhere_does(text):
    with patch.object(lexicon_module, "starts", lambda hot, _pieces, _room: list(hot)):
        everywhere = lexicon().find(text)
    assert lexicon().find(text) == everywhere


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_same_text_same_answer(text):
    assert lexicon().find(text) == lexicon().find(text)
    lexicon().explain(text)
    lexicon().resolve(text)


def test_megabyte_of_anything_is_read_and_its_mentions_slice():
    piece = (
        "🙂 e\u0301\u200d no \u202enausea\x00, and a long walk by the sea with the dog 👩‍👩‍👧 " + "ה" * 40 + " Imuran. "
    )
    text = piece * (1_000_000 // len(piece))
    mentions = lexicon().find(text)
    assert len(mentions) == 2 * text.count(piece)
    assert all(text[one.start : one.end] == one.text for one in mentions)


@pytest.mark.parametrize(
    "name", ["Imuran", "cell cept", "mycophenolate mofetil", "aza thio prine", "hair was falling out"]
)
def test_name_is_found_wherever_it_stands_in_a_sentence_without_end(name):
    for before in range(130):
        text = "cell " + "word " * before + name
        assert [(one.start, one.text) for one in lexicon().find(text)] == [(5 * before + 5, name)]


def test_text_of_more_words_than_are_remembered_keeps_its_first_mention():
    with patch.object(lexicon_module, "Pieces", partial(Pieces, remembered=50)):
        small = Lexicon(lexicon()._vocabulary)
    text = "Imuran and cell cept. " + " ".join(f"w{place}x" for place in range(120)) + ". Cytoxan."
    assert [one.text for one in small.find(text)] == ["Imuran", "cell cept", "Cytoxan"]


class Compared:
    """rapidfuzz's ``process``, which counts the names it is asked to look through."""

    def __init__(self) -> None:
        self.names = 0

    def extract(self, word, names, **how):
        self.names += len(names)
        return process.extract(word, names, **how)


@pytest.fixture
def compared(monkeypatch):
    counter = Compared()
    for module in (guard, spelling):
        monkeypatch.setattr(module, "process", counter)
    return counter


def calls(work, compared) -> int:
    """Return how many Python calls some work makes and names it looks through: a measure that no busy machine changes."""
    made, compared.names = 0, 0

    def count(_frame, event, _argument):
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made + compared.names


REPEATED = [
    "a ",
    "no ",
    "imuran ",
    "hair loss, ",
    "not not ",
    "́",
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
    "scared of ",
    "nausea, ",
    "no nausea or ",
    "nausea but it never ",
    "cell cell cell ",
    "cell-cept-",
    "mg mg mg ",
    "50 mg ",
    "7 ",
    "imuran 7 ",
    "pred 5 ",
    "aza thio ",
    "hydroxy zine ",
    "ten dress fit ",
    "imuran",
    "imuran/",
    "methyl ",
    "cyclo sporin ",
]


@pytest.mark.parametrize(
    "piece", [*REPEATED, *(f"{form} " for form in short_forms()), *(f"{form}-" for form in short_forms())]
)
def test_work_grows_with_length_only(piece, compared):
    text = piece * (6_000 // len(piece))
    lexicon().find(text)  # what a word is is worked out once
    once, twice = (calls(lambda times=times: lexicon().find(text * times), compared) for times in (1, 2))
    assert twice <= 2.2 * once + 2_000
    assert twice <= 150 * len(text)
