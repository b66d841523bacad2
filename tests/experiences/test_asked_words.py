import pytest

from experiences.asked_words import MOST_WORDS, read


@pytest.mark.parametrize(
    ("query", "words", "without"),
    [
        ("hair loss", [("hair",), ("loss",)], []),
        ('"moon face" pills', [("moon", "fac"), ("pill",)], []),
        ("“side effects” −rash", [("sid", "effect")], [("rash",)]),
        ('rash -"moon face"', [("rash",)], [("moon", "fac")]),
        ("cell-cept", [("cell",), ("cept",)], []),
        ("-rash", [("rash",)], []),
        ("- rash", [("rash",)], []),
        ("rash -cell-cept", [("rash",)], [("cell", "cept")]),
        ('an open " quote', [("open",), ("quot",)], []),
        ('"" -"" the', [], []),
        ("rash AND (NOT hair* OR ':&|!", [("rash",), ("hair",)], []),
        ("rash rashes", [("rash",)], []),
        ("💊 \u202e", [], []),
    ],
)
def test_a_query_is_words_phrases_and_what_to_leave_out(query, words, without):
    asked = read(query)
    assert (list(asked.words), list(asked.without)) == (words, without)


def test_what_is_quoted_stands_apart_from_plain_text():
    asked = read('imuran "Hair Loss" -rash')
    assert (asked.plain, asked.quoted, asked.text) == ("imuran", ("Hair Loss",), "imuran Hair Loss")


def test_only_so_many_words_are_asked_for():
    assert len(read(" ".join(f"word{n}" for n in range(99))).words) == MOST_WORDS
