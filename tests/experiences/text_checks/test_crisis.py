"""A crisis is one that is now, told by whoever tells it; what was, what may be and what is only said so is none."""

import pytest

from experiences.text_checks import check

LONG = (
    "I was put on Imuran in 2019 and it took three months to help. My bloods were fine and I had no trouble with it. "
    * 6
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I want to kill myself tonight.", "suicide"),
        ("My daughter just took all her pills.", "overdose"),
        ("I can't breathe and my throat is closing.", "emergency"),
    ],
)
def test_a_crisis_gives_its_words_and_their_kind(text, kind):
    found = check(text)
    assert found.crisis
    assert kind in {reason.type for reason in found.reasons}


@pytest.mark.parametrize(
    "text",
    [
        "I was suicidal on prednisone in 2009, recovered.",
        "It can cause suicidal thoughts, says the leaflet.",
        "This rash is killing me.",
        "I ended up in the ER last year with chest pain.",
        "What do I do if I take an overdose?",
    ],
)
def test_history_leaflets_figures_of_speech_and_questions_are_no_crisis(text):
    assert not check(text).crisis


def test_what_was_and_is_again_is_a_crisis():
    assert check("I was suicidal on prednisone in 2009. Tonight it is back and I feel the same.").crisis


def test_one_sentence_of_a_long_post_is_enough():
    assert not check(LONG).crisis
    assert check(f"{LONG}I want to end my life. {LONG}").crisis


def test_two_sorts_of_sign_speak_together_and_one_alone_does_not():
    assert check("I have bought a rope. Tell my kids I love them.").crisis
    assert not check("Tell my kids I love them when you see them on Sunday.").crisis
