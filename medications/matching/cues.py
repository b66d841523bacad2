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
        "FINITE",
    )
)
_PART = re.compile(r"\(([^)]*)\)(\?)?|(\S+)")
_DRUG = "@drug"

_NO_DRUGS: Mapping[int, int] = {}


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
    """Return a set of single words, such as those of ``TAKING`` a drug."""
    return frozenset(_lines()[kind].split())


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
    """Return, of every cue of some kinds, its longest word: without one of them a sentence holds no such cue."""
    return frozenset(max(phrase, key=len) for kind in kinds for phrase in _phrases(_lines()[kind]))


@lru_cache(maxsize=1)
def _tree() -> dict:
    """Return the cue phrases as a tree of words; the kinds of a phrase that ends at a branch stand under ''."""
    root: dict = {}
    for kind, rest in _lines().items():
        if kind not in _WORD_SETS:
            for phrase in _phrases(rest):
                branch = root
                for word in phrase:
                    branch = branch.setdefault(word, {})
                kinds = branch.setdefault("", [])
                if kind not in kinds:
                    kinds.append(kind)
    return root


def cues_in(
    spelt: list[str], first: int, end: int, hidden: frozenset[int], drugs: Mapping[int, int] = _NO_DRUGS
) -> list[Cue]:
    """Return the cues among words ``first`` to before ``end``; the longest of each kind at each word.

    ``hidden`` are words of mentions, which are no cues; ``drugs`` tells of each first word of a drug named its last,
    which may be part of a cue ("before imuran").
    """
    tree = _tree()
    found: list[Cue] = []
    for place in range(first, end):
        branch = tree.get(_DRUG if place in drugs else spelt[place])
        if branch is not None and (place not in hidden or place in drugs):
            longest: dict[str, int] = {}
            last = drugs.get(place, place)
            while branch is not None:
                for kind in branch.get("", ()):
                    longest[kind] = last
                last += 1
                if last in drugs:
                    branch, last = branch.get(_DRUG), drugs[last]
                else:
                    branch = branch.get(spelt[last]) if last < end and last not in hidden else None
            found += [Cue(place, last, kind) for kind, last in longest.items()]
    return found


def is_fear_of(spelt: list[str], first: int, last: int) -> bool:
    """Tell whether a one-word name begins a phrase of fear ("anxious about ..."), and so names no effect."""
    branch = _tree().get(spelt[first]) if first == last and last + 1 < len(spelt) else None
    return branch is not None and "FEAR" in branch.get(spelt[last + 1], {}).get("", ())
