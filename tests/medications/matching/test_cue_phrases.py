"""How the phrases of cues are read: choices, parts left out, classes of words, and phrases of very many wordings."""

import pytest

from medications.matching.cue_phrases import State, first_words, read

_STEPS = read([("A", "(a/b_c)? d (e)? | $NEG (really)? f"), ("B", "d e | b d")])


def _kinds(words: str) -> tuple[str, ...]:
    first, *more = words.split()
    state = _STEPS.get(first)
    for word in more:
        state = state and state.steps.get(word)
    return state.kinds if state else ()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("d", ("A",)),
        ("a d", ("A",)),
        ("b c d", ("A",)),
        ("b d", ("B",)),
        ("d e", ("A", "B")),
        ("a d e", ("A",)),
        ("never really f", ("A",)),
        ("dont f", ("A",)),
        ("a", ()),
        ("b c", ()),
        ("c d", ()),
        ("really f", ()),
        ("d e e", ()),
    ],
)
def test_words_lead_to_the_kinds_of_the_phrases_they_are(words, kinds):
    assert _kinds(words) == kinds


def test_a_phrase_of_very_many_wordings_takes_no_more_room_than_its_parts():
    choices = " ".join(f"({'/'.join(f'w{part}x{one}' for one in range(20))})" for part in range(12))
    assert _size(read([("A", choices)])) <= 12


def test_all_cues_are_few_states():
    assert 1_000 < _size(first_words()) < 10_000


def _size(steps: dict[str, State]) -> int:
    seen: set[int] = set()
    waiting = list(steps.values())
    while waiting:
        state = waiting.pop()
        if id(state) not in seen:
            seen.add(id(state))
            waiting += state.steps.values()
    return len(seen)
