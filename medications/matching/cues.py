"""The small phrases that tell what is said of a thing: where each one stands in a sentence."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from medications.matching.cue_phrases import State, first_words, word_set, words_of_cues

__all__ = ["Cue", "cues_in", "is_fear_of", "load", "word_set", "words_of_cues"]
_NOTHING: Mapping[int, tuple[int, str]] = {}


class Cue(NamedTuple):
    """A cue of one kind over words ``first`` to ``last``."""

    first: int
    last: int
    kind: str


def load() -> None:
    """Read all cues, so that nobody who asks waits for them."""
    first_words()


def cues_in(
    spelt: list[str],
    first: int,
    end: int,
    hidden: Container[int],
    things: Mapping[int, tuple[int, str]] = _NOTHING,
) -> list[Cue]:
    """Return the cues among words ``first`` to before ``end``; the longest of each kind at each word.

    ``hidden`` are words of mentions, which are no cues; ``things`` tells of each first word of a drug or an illness named
    its last word and "@drug" or "@illness", which may be part of a cue ("before imuran", "my crohns gave me").
    """
    begun, words = first_words(), spelt[first:end]
    beside = {place for thing in things for place in (thing - 1, thing)}
    found: list[Cue] = []
    # Most words that may begin a cue are followed by one with which none goes on.
    for place, state, ahead in zip(range(first, end), map(begun.get, words), [*words[1:], ""], strict=False):
        if beside and place in beside:
            waiting = _begun_at(place, state, begun, hidden, things)
        elif state is None or place in hidden:
            continue
        elif ahead not in state.steps:
            if state.kinds:
                found += [Cue(place, place, kind) for kind in state.kinds]
            continue
        else:
            waiting = [(state, place)]
        found += [Cue(place, last, kind) for kind, last in _longest(waiting, spelt, end, hidden, things).items()]
    return found


def _begun_at(place: int, state: State | None, begun: dict[str, State], hidden: Container[int], things):
    """Return where a word beside or in a thing named leads, and the thing: each with its last word."""
    waiting = [(state, place)] if state is not None and place not in hidden else []
    if place in things:
        last, token = things[place]
        waiting += [(begun[token], last)] if token in begun else []
    return waiting


def _longest(
    waiting: list[tuple[State, int]], spelt: list[str], end: int, hidden: Container[int], things
) -> dict[str, int]:
    """Return the kinds of cue that begin with some states, each with the last word of its longest.

    A waiting state is where the words up to a last one lead; a thing named may be read as its own words or as one.
    """
    longest: dict[str, int] = {}
    while waiting:
        state, last = waiting.pop()
        while True:
            for kind in state.kinds:
                longest[kind] = max(last, longest.get(kind, 0))
            last += 1
            if last >= end or not state.steps:
                break
            if last in things and things[last][1] in state.steps:
                waiting.append((state.steps[things[last][1]], things[last][0]))
            onward = state.steps.get(spelt[last])
            if onward is None or last in hidden:
                break
            state = onward
    return longest


def is_fear_of(spelt: list[str], place: int) -> bool:
    """Tell whether a name of one word begins a phrase of fear ("anxious about ..."), and so names no effect."""
    state = first_words().get(spelt[place])
    onward = state and place + 1 < len(spelt) and state.steps.get(spelt[place + 1])
    return bool(onward) and "FEAR" in onward.kinds
