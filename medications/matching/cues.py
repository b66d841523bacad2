"""The small phrases that tell what is said of a thing: where each one stands in a sentence."""

from collections.abc import Container, Mapping
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from medications.matching.cue_phrases import State, first_words, word_set, words_of_cues

__all__ = ["Cue", "cues_in", "is_fear_of", "load", "word_set", "words_of_cues"]
_NOTHING: Mapping[int, tuple[int, str]] = {}
_FIRST = itemgetter(0)


class Cue(NamedTuple):
    """A cue of one kind over words ``first`` to ``last``."""

    first: int
    last: int
    kind: str


# Takes half the time that the class itself does.
_new_cue = partial(tuple.__new__, Cue)


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
    begun, words, farthest = first_words(), spelt[first:end], max(things, default=-1)
    beside = {place for thing in things for place in (thing - 1, thing)}
    found: list[Cue] = []
    # Most words that may begin a cue are followed by one with which none goes on.
    for place, state in [
        (place, state)
        for place, state, ahead in zip(range(first, end), map(begun.get, words), [*words[1:], ""], strict=False)
        if state is not None and (ahead in state.steps or state.kinds)
    ]:
        if place in hidden or place in beside:
            continue
        if place < farthest:
            longest = _longest([(state, place)], spelt, end, hidden, things)
        else:
            longest = _longest_from(state, place, spelt, end, hidden)
        for kind, last in longest.items():
            found.append(_new_cue((place, last, kind)))
    return sorted(found + _cues_beside(things, beside, spelt, first, end, hidden), key=_FIRST) if things else found


def _cues_beside(
    things: Mapping[int, tuple[int, str]], beside: set[int], spelt: list[str], first: int, end: int, hidden
) -> list[Cue]:
    """Return the cues that begin with a thing named or right before it."""
    begun, found = first_words(), []
    for place in beside:
        if place < first:
            continue
        state = begun.get(spelt[place])
        waiting = [(state, place)] if state is not None and place not in hidden else []
        if place in things:
            last, token = things[place]
            waiting += [(begun[token], last)] if token in begun else []
        if waiting:
            for kind, last in _longest(waiting, spelt, end, hidden, things).items():
                found.append(_new_cue((place, last, kind)))
    return found


def _longest_from(state: State, place: int, spelt: list[str], end: int, hidden: Container[int]) -> dict[str, int]:
    """Return the kinds of cue that begin with a state, each with the last word of its longest, where no thing is ahead."""
    longest = dict.fromkeys(state.kinds, place)
    for last in range(place + 1, end):
        onward = state.steps.get(spelt[last])
        if onward is None or last in hidden:
            break
        state = onward
        for kind in state.kinds:
            longest[kind] = last
    return longest


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
    onward = state.steps.get(spelt[place + 1]) if state and place + 1 < len(spelt) else None
    return onward is not None and "FEAR" in onward.kinds
