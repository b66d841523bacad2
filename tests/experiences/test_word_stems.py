import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiences.word_stems import code, places_of, stem, stems, stems_with_places


@pytest.mark.parametrize(
    "words",
    [
        ["rash", "rashes"],
        ["tablet", "tablets"],
        ["switch", "switches", "switched", "switching"],
        ["taper", "tapered", "tapering"],
        ["stop", "stops", "stopped", "stopping"],
        ["move", "moved", "moving", "moves"],
        ["worry", "worries", "worried"],
        ["dose", "doses", "dosing"],
    ],
)
def test_inflections_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("pair", [("rash", "rush"), ("loss", "lost"), ("50mg", "5mg"), ("red", "ring")])
def test_other_words_do_not(pair):
    assert stem(pair[0]) != stem(pair[1])


def test_words_that_say_little_and_single_letters_are_left_out():
    assert stems("It is the doctor’s word: a rash, b") == ["doctor", "word", "rash"]


def test_places_are_those_of_the_text_as_written():
    text = "Crème: straße, ﬁne"
    assert [(one, text[start:end]) for one, start, end in stems_with_places(text)] == [
        ("crem", "Crème"), ("strass", "straße"), ("fin", "ﬁne"),
    ]  # fmt: skip
    assert stems(text) == ["crem", "strass", "fin"]


def test_a_code_is_eight_letters_that_tell_no_word():
    assert {len(code(word)) for word in ("rash", "straße", "x" * 40)} == {8}
    assert code("rash").isalnum()
    assert code("rash").isascii()
    assert "rash" not in code("rash")


@given(st.text(alphabet="aB9 '`’-_.é", max_size=30))
def test_the_quick_way_for_plain_texts_is_the_slow_way(text):
    assert [one for one, _start, _end in stems_with_places(text)] == stems(text)
    assert stems_with_places(text + " é") == stems_with_places(text)


@given(st.text(alphabet="aBiyesdng9 '`’-_.é", max_size=30), st.sets(st.integers(0, 9)))
def test_the_places_of_some_words_are_theirs_among_all_places(text, some):
    words = stems_with_places(text)
    wanted = {words[n][0] for n in some if n < len(words)} | {"zzz"}
    assert places_of(text, wanted) == [(start, end) for one, start, end in words if one in wanted]
