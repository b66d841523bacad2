"""Known names as a tree of words: exact words for drugs, stems and families with room between them for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import permutations
from sys import intern
from typing import NamedTuple

from medications.matching.folding import fold
from medications.matching.inflection import forms, group, stem
from medications.matching.names import KnownName
from medications.matching.short_forms import short_forms
from medications.matching.words import HYPHEN, Words, words_in

ROOM = 5


@dataclass(frozen=True, slots=True)
class Ending:
    """A known name that ends at a node; ``rank`` prefers exact words, then the curator's own order.

    ``size`` counts its words, ``form`` is the name folded; one that ``is_open`` needs the text to say what it means.
    """

    name: KnownName
    size: int
    rank: int
    form: str
    is_open: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        is_short = self.name.kind == "drug" and self.form in short_forms()
        object.__setattr__(self, "is_open", self.name.ambiguous or is_short)


LOOSE, MEASURED = 1, 2
_NO_STEPS: dict[str, "Node"] = {}


class Node:
    """A step in the tree; ``loose`` lets small words stand before the next step, ``MEASURED`` words like "count", too.

    ``meanings`` are the endings of the names that end here; once the tree is sealed, one for each different meaning.
    There are so many that each slot counts.
    """

    __slots__ = ("loose", "meanings", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, Node] = _NO_STEPS
        self.meanings: tuple[Ending, ...] = ()
        self.loose = 0

    def step(self, key: str) -> "Node":
        """Return the node a key leads to, a new one if there was none."""
        if key not in self.steps:
            if not self.steps:
                self.steps = {}  # most nodes are the last of their name: they share the empty one
            self.steps[key] = Node()
        return self.steps[key]


@dataclass(frozen=True, slots=True)
class KnownWord:
    """What the vocabulary knows of one word of a text: its keys in the tree, and how it was read if misspelt.

    ``nodes`` are the first steps it takes in the tree; ``head`` and ``tail`` count letters at its ends that do not
    belong to the name (glued units, a possessive); ``opens`` says that it may be the first piece of a name in pieces;
    ``left_alone`` says why a spelling near to a name was not read as it; ``skipped`` and ``measure`` words may stand
    between the words of a name; ``leads`` counts the small words before it in names such as "the runs"; ``hot`` words are
    those a match is looked for at, what they mean ``alone``, if they are a name by themselves; ``seconds`` are the keys its nodes go on with; after a ``valued`` word a value may say
    something ("WBC was 2.8").
    """

    keys: tuple[str, ...]
    nodes: tuple[Node, ...] = ()
    note: str = ""
    head: int = 0
    tail: int = 0
    opens: bool = False
    left_alone: str = ""
    skipped: bool = False
    measure: bool = False
    hot: bool = False
    leads: tuple[int, ...] = ()
    alone: tuple[tuple[Ending, ...], ...] = ()
    seconds: frozenset[str] = frozenset()
    valued: bool = False


class Match(NamedTuple):
    """Words ``first`` to ``last`` say what some known names say; ``endings`` has one entry per different meaning.

    ``joined`` says how, when the words were read as the pieces of one name.
    """

    first: int
    last: int
    endings: tuple[Ending, ...]
    joined: str = ""

    @property
    def weight(self) -> int:
        """How many words of a name were found: what decides between matches that overlap."""
        return self.last - self.first + 1 if self.joined else self.endings[0].size


# Takes half the time that the class itself does.
new_match = partial(tuple.__new__, Match)


def precedence(match: Match) -> tuple[int, int, int, int]:
    """Return what decides between matches that overlap: those of more words of a name and of nearer words come first."""
    return -match.weight, -match.endings[0].rank, match.last - match.first, match.first


def name_words(surface: str) -> list[str]:
    """Return the words of a name, split as texts are: letters and digits apart."""
    return words_in(fold(surface))


def add_name(root: Node, name: KnownName, drug_words: frozenset[str] = frozenset()) -> None:
    """Write one known name into the tree, in every form that means the same.

    An effect's name that holds a drug's ("prednisone face") is found only as written: in "off prednisone my face" it is none.
    """
    words, form = name_words(name.surface), fold(name.surface)
    form = name.surface if form == name.surface else form  # one string, not two alike
    if not words:
        return
    _add(root, _keys("=", words), (Ending(name, len(words), 3, form),))
    if name.kind == "drug" or (name.kind == "side_effect" and not drug_words.isdisjoint(words)):
        return
    if len(words) == 1:
        inflected = (Ending(name, 1, 2, form),)
        for word in forms(words[0]) if len(words[0]) > 3 else {words[0], words[0] + "s"}:
            _add(root, _keys("=", [word]), inflected)
        return
    _add_phrase(root, name, words, form)


def _add_phrase(root: Node, name: KnownName, words: list[str], form: str) -> None:
    """Write a name of several words as stems, in its own order and, where that says the same, in others.

    What ends in many places is one object there: most of what the tree takes up would be copies.
    """
    small = group("DROPPED")
    content = [stem(word) for word in words if word not in small]
    if len(content) < 2 or not any(_telling(word) for word in content):
        return
    measured = ("low" in content or "high" in content) and "feel" not in content
    room = MEASURED if measured else LOOSE
    _add(root, _keys("~", content), (Ending(name, len(content), 1, form),), room)
    if len(content) <= 3 and group("FIXED").isdisjoint(words) and group("SKIPPED").isdisjoint(content):
        turned = (Ending(name, len(content), 0, form),)
        for order in permutations(content):
            if list(order) != content:
                _add(root, _keys("~", order), turned, room)
    bare = [word for word in content if word not in group("MEASURE")]
    if measured and any(_telling(word) for word in bare) and 2 <= len(bare) < len(content):
        shortened = (Ending(name, len(bare), 0, form),)
        for order in permutations(bare):
            _add(root, _keys("~", order), shortened, MEASURED)


def _keys(sign: str, words: Sequence[str]) -> list[str]:
    """Return words as keys of the tree: each is there once, however many names hold it."""
    return [intern(sign + word) for word in words]


def _telling(word: str) -> bool:
    """Tell whether a word says what a phrase is about; "up at 3am" and "so low" have none, and are found only as written."""
    return (
        len(word) > 1
        and word.isalpha()
        and word not in ("low", "high")
        and word not in group("FIXED") | group("SKIPPED")
    )


def _add(root: Node, keys: list[str], ends: tuple[Ending], room: int = 0) -> None:
    node = root
    for key in keys:
        node = node.step(key)
        node.loose = max(node.loose, room)
    if not node.meanings:
        node.meanings = ends
    elif all(kept.name != ends[0].name for kept in node.meanings):
        node.meanings += ends


def seal(root: Node) -> frozenset[str]:
    """Settle the meanings of every node of a finished tree; return all keys in it."""
    keys: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node.meanings = _meanings(node.meanings)
        keys.update(node.steps)
        waiting.extend(node.steps.values())
    return frozenset(keys)


def _meanings(endings: tuple[Ending, ...]) -> tuple[Ending, ...]:
    """Return one ending per meaning, the best ranked first; a plain name outranks an ambiguous one."""
    if len(endings) < 2:
        return endings
    best: dict[tuple[str, str], Ending] = {}
    for ending in sorted(
        endings, key=lambda e: (e.name.ambiguous and e.rank < 3, -e.rank, e.name.ambiguous, not e.name.own)
    ):
        best.setdefault((ending.name.kind, ending.name.slug), ending)
    return tuple(best.values())


def goes_on(words: Words, first: int) -> bool:
    """Tell whether a second word of a name may follow a word: quick to ask, and most often it does not."""
    known, gaps, seconds = words.known, words.gaps, words.known[first].seconds
    for ahead in range(first + 1, len(known)):
        word = known[ahead]
        if word is None or gaps[ahead] > HYPHEN or ahead > first + ROOM + 1:
            return False
        if not seconds.isdisjoint(word.keys):
            return True
        if not (word.skipped or word.measure):
            return False
    return False


def matches_at(words: Words, first: int) -> list[Match]:
    """Return every way names match from one word on."""
    known, gaps, end = words.known, words.gaps, len(words.words)
    found: list[Match] = []
    waiting = [(node, first, 0) for node in known[first].nodes]
    while waiting:
        node, place, room = waiting.pop()
        if room == 0 and node.meanings:
            found.append(new_match((first, place, node.meanings, "")))
        steps, ahead = node.steps, place + 1
        if not steps or ahead == end or gaps[ahead] > HYPHEN:
            continue
        word = known[ahead]
        if word is None:
            continue
        for key in word.keys:
            if key in steps and (room == 0 or key[0] == "~"):
                waiting.append((steps[key], ahead, 0))
        if node.loose and room < ROOM and (word.skipped or (node.loose == MEASURED and word.measure)):
            waiting.append((node, ahead, room + 1))
    return found


def denied_within(words: Words, match: Match, ending: Ending) -> bool:
    """Tell whether a "not" stands inside a name that has none ("my hair did not fall out")."""
    if match.last == match.first or ending.rank == 3:
        return False
    inner = {word.replace("'", "") for word in words.words[match.first : match.last + 1]} & group("INNER_NOT")
    # A name that denies something itself ("don't sleep") is no denial of it when it says "didn't".
    return bool(inner) and group("INNER_NOT").isdisjoint(name_words(ending.name.surface))
