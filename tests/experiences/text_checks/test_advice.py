"""Advice is what a writer tells a reader to do with medicines, in the writer's own name."""

import pytest

from experiences.text_checks import check


def advised(text):
    return [text[span.start : span.end] for span in check(text).advice]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Just stop it, honestly.", "stop it"),
        ("Hi! You should take 20 mg a day.", "You should take 20 mg"),
        ("I can sell you my leftover Plaquenil.", "sell you my leftover Plaquenil"),
        ("Don't bother with the blood tests.", "Don't bother with the blood tests"),
    ],
)
def test_advice_is_marked_where_it_stands(text, words):
    assert any(words in one for one in advised(text))


@pytest.mark.parametrize(
    "text",
    [
        "My doctor told me to stop it.",
        "I stopped it and took 20 mg.",
        "Ask your doctor before you stop it.",
        "Never stop it without asking.",
        "Should I stop it?",
    ],
)
def test_anothers_words_own_doings_and_questions_are_no_advice(text):
    assert advised(text) == []


def test_neighbouring_pieces_of_advice_are_one():
    assert len(advised("Halve it, skip the evening dose and take 5 mg.")) == 1
