"""The small phrases that tell what is said of a thing: where each one stands in a sentence."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("cues.txt")
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
    )
)
_PART = re.compile(r"\(([^)]*)\)(\?)?|(\S+)")
_NOTHING: Mapping[int, tuple[int, str]] = {}


class Cue(NamedTuple):
    """A cue of one kind over words ``first`` to ``last``."""

    first: int
    last: int
    kind: str


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    lines = (line for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {head: rest for head, _, rest in (line.partition(":") for line in lines)}


@cache
def word_set(kind: str) -> frozenset[str]:
    """Return a set of single words, such as those of ``TAKING`` a drug, or of a class such as ``$BE``."""
    return frozenset(_lines()[kind].split())


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    """Return the classes each word belongs to ("was" to ``$BE``): a phrase may name a class in place of a word."""
    classes: dict[str, tuple[str, ...]] = {}
    for head in _lines():
        if head.startswith("$"):
            for word in word_set(head):
                classes[word] = (*classes.get(word, ()), head)
    return classes


def _phrases(line: str) -> Iterator[list[str]]:
    """Return every phrase of a line as words, its choices written out."""
    for phrase in line.split("|"):
        parts = [
            ([choice.replace("_", " ") for choice in choices.split("/")] + [""] * bool(optional)) if choices else [word]
            for choices, optional, word in _PART.findall(phrase)
        ]
        for chosen in product(*parts):
            yield " ".join(chosen).split()


@cache
def words_of_cues(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return words of every cue of some kinds, one of which stands in each: without them a sentence holds no such cue."""
    found: set[str] = set()
    for phrase in (phrase for kind in kinds for phrase in _phrases(_lines()[kind])):
        plain = [word for word in phrase if word[0] not in "$@"]
        found |= {max(plain, key=len)} if plain else word_set(next(word for word in phrase if word[0] == "$"))
    return frozenset(found)


@lru_cache(maxsize=1)
def _tree() -> dict:
    """Return the cue phrases as a tree of words; the kinds of a phrase that ends at a branch stand under ''."""
    root: dict = {}
    for kind, rest in _lines().items():
        if kind not in _WORD_SETS and kind[0] != "$":
            for phrase in _phrases(rest):
                branch = root
                for word in phrase:
                    branch = branch.setdefault(word, {})
                kinds = branch.setdefault("", [])
                if kind not in kinds:
                    kinds.append(kind)
    return root


@lru_cache(maxsize=1)
def _starts() -> dict[str, tuple[dict, ...]]:
    """Return, of every word that may begin a cue, its branches of the tree: its own and those of its classes."""
    tree = _tree()
    words = {word for word in tree if word[0] != "$"} | {
        word for head in tree if head[0] == "$" for word in word_set(head)
    }
    return {word: tuple(_branches(tree, word)) for word in words}


def load() -> None:
    """Read all cues, so that nobody who asks waits for them."""
    _starts()


def _branches(branch: dict, word: str) -> list[dict]:
    """Return where a word leads from a branch, as itself and as one of its classes."""
    found = [branch[word]] if word in branch else []
    return found + [branch[head] for head in _classes().get(word, ()) if head in branch]


def cues_in(
    spelt: list[str],
    first: int,
    end: int,
    hidden: frozenset[int],
    things: Mapping[int, tuple[int, str]] = _NOTHING,
) -> list[Cue]:
    """Return the cues among words ``first`` to before ``end``; the longest of each kind at each word.

    ``hidden`` are words of mentions, which are no cues; ``things`` tells of each first word of a drug or an illness named
    its last word and "@drug" or "@illness", which may be part of a cue ("before imuran", "my crohns gave me").
    """
    starts = _starts()
    found: list[Cue] = []
    for place in range(first, end):
        thing = things.get(place) if things else None
        branches = starts.get(spelt[place], ()) if place not in hidden else ()
        if thing:
            waiting = [(branch, thing[0]) for branch in starts.get(thing[1], ())] + [
                (branch, place) for branch in branches
            ]
        elif branches:
            waiting = [(branch, place) for branch in branches]
        else:
            continue
        found += [Cue(place, last, kind) for kind, last in _longest(waiting, spelt, end, hidden, things).items()]
    return found


def _longest(waiting: list, spelt: list[str], end: int, hidden: frozenset[int], things) -> dict[str, int]:
    """Return the kinds of cue that begin on some branches of the tree, each with the last word of its longest."""
    longest: dict[str, int] = {}
    while waiting:
        branch, last = waiting.pop()
        for kind in branch.get("", ()):
            longest[kind] = max(last, longest.get(kind, 0))
        ahead = last + 1
        if ahead >= end or (len(branch) == 1 and "" in branch):
            continue
        if ahead in things and things[ahead][1] in branch:
            waiting.append((branch[things[ahead][1]], things[ahead][0]))
        if ahead not in hidden:
            waiting += [(onward, ahead) for onward in _branches(branch, spelt[ahead])]
    return longest


def is_fear_of(spelt: list[str], first: int, last: int) -> bool:
    """Tell whether a one-word name begins a phrase of fear ("anxious about ..."), and so names no effect."""
    if first != last or last + 1 >= len(spelt):
        return False
    onward = (branch.get(spelt[last + 1], {}) for branch in _starts().get(spelt[first], ()))
    return any("FEAR" in branch.get("", ()) for branch in onward)
