"""The phrases of ``cues.txt``, read into an automaton: from a state each word leads to one state, whatever the choices.

A phrase of many choices stands for millions of wordings; only its parts are kept, and what they share is kept once.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from medications.matching.files import LISTS

_FILE = LISTS / "cues.txt"
_WORD_SETS = frozenset(
    (
        "HAVING",
        "RELIEF",
        "BLOCKED",
        "TAKING",
        "LIST",
        "BETTERING",
        "GIVEN",
        "SMALL",
        "PREDICATE",
        "QUITTING",
        "SWITCHING",
        "REMEDY",
        "REMEDIES",
        "FINITE",
        "AWAITING",
        "LEADING",
        "ILLNESSES",
    )
)
_PART = re.compile(r"\(([^)]*)\)(\?)?|(\S+)")


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    lines = (line for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {head: rest for head, _, rest in (line.partition(":") for line in lines)}


@cache
def word_set(kind: str) -> frozenset[str]:
    """Return a set of single words, such as those of ``TAKING`` a drug, or of a class such as ``$BE``."""
    return frozenset(_lines()[kind].split())


def _parts(phrase: str) -> list[tuple[list[list[str]], bool]]:
    """Return the parts of a phrase: the choices of each, as words, and whether it may be left out."""
    return [
        ([choice.split("_") for choice in choices.split("/")] if choices else [[word]], bool(optional))
        for choices, optional, word in _PART.findall(phrase)
    ]


@cache
def words_of_cues(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return words of every cue of some kinds, one of which stands in each: without them a sentence holds no such cue."""
    found: set[str] = set()
    for phrase in (phrase for kind in kinds for phrase in _lines()[kind].split("|")):
        needed = [[_longest(choice) for choice in choices] for choices, optional in _parts(phrase) if not optional]
        words = max(needed, key=lambda one: min(map(len, one)))
        found.update(*(word_set(word) if word[0] == "$" else (word,) for word in words))
    return frozenset(found)


def _longest(words: list[str]) -> str:
    """Return the longest word of a choice, a plain one if it has any."""
    return max(words, key=lambda word: (word[0] not in "$@", len(word)))


class State:
    """Where some words of phrases lead: the kinds of those that end here, and where each next word leads."""

    __slots__ = ("kinds", "steps")

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        self.steps: dict[str, State] = {}


class _Branch:
    """What may follow at one place of one phrase: each word (a class written ``$SO``) leads to some branches."""

    __slots__ = ("ends", "steps")

    def __init__(self, ends: str = "") -> None:
        self.ends = ends
        self.steps: dict[str, list[_Branch]] = {}


def _branches(phrase: str, ends: list[_Branch]) -> list[_Branch]:
    """Return where a phrase begins, put together from its end."""
    ahead = ends
    for choices, optional in reversed(_parts(phrase)):
        branch = _Branch()
        for words in choices:
            onward = ahead
            for word in reversed(words[1:]):
                inner = _Branch()
                inner.steps[word] = onward
                onward = [inner]
            branch.steps.setdefault(words[0], []).extend(onward)
        ahead = [branch, *ahead] if optional else [branch]
    return ahead


@lru_cache(maxsize=1)
def first_words() -> dict[str, State]:
    """Return where each word leads with which a cue may begin."""
    return read((kind, phrases) for kind, phrases in _lines().items() if kind not in _WORD_SETS and kind[0] != "$")


def read(lines: Iterable[tuple[str, str]]) -> dict[str, State]:
    """Return where each first word leads of the phrases of some kinds, as lines of (kind, phrases between bars)."""
    begun: list[_Branch] = []
    for kind, phrases in lines:
        end = [_Branch(kind)]
        for phrase in phrases.split("|"):
            begun += _branches(phrase, end)
    return _state(begun, {}).steps


def _state(branches: Iterable[_Branch], known: dict[frozenset[_Branch], State]) -> State:
    """Return the state of standing at some branches at once."""
    at = frozenset(branches)
    if at not in known:
        known[at] = state = State(tuple(sorted({branch.ends for branch in at if branch.ends})))
        ahead: dict[str, list[_Branch]] = {}
        for branch in at:
            for word, onward in branch.steps.items():
                for one in word_set(word) if word[0] == "$" else (word,):
                    ahead.setdefault(one, []).extend(onward)
        state.steps = {word: _state(onward, known) for word, onward in ahead.items()}
    return known[at]
