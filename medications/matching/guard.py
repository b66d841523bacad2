"""What is not ours: other drugs' names, English words, given names; and the nearest of them to a spelling.

The data and their licences are described in ``medications/guard/README.md``.
"""

import gzip
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.matching.distance import distance
from medications.matching.files import GUARD
from medications.matching.rivals import EDIT_COST, STAGES, TINY, Rivals

_LONG = 8
_A_SLIP = (0, 1)
_REMEMBERED = 1_500
# The sorts of names that are listed with an ingredient, the best known first.
LISTED = ("another drug", "another medicine", "a substance")


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the English words, and the common ones among them: those with a star in the file."""
    lines = gzip.decompress((GUARD / "english_words.txt.gz").read_bytes()).decode("utf-8").split()
    common = [word[:-1] for word in lines if word[-1] == "*"]
    return frozenset([*common, *(word for word in lines if word[-1] != "*")]), frozenset(common)


def _english() -> frozenset[str]:
    return _words()[0]


def _common() -> frozenset[str]:
    return _words()[1]


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset((GUARD / "given_names.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def _drugs() -> dict[str, str]:
    """Return other drugs' names with their ingredient ('' where the name is the ingredient itself)."""
    return _named("more_drug_names.txt") | _named("drug_names.txt")


@lru_cache(maxsize=1)
def _products() -> dict[str, str]:
    """Return names of drugs that those lists lack, little known among them."""
    return _named("fda_names.txt.gz")


@lru_cache(maxsize=1)
def _substances() -> dict[str, str]:
    """Return names of substances that hardly anybody takes, with what they are."""
    return _named("substances.txt.gz")


def _named(file: str) -> dict[str, str]:
    packed = (GUARD / file).read_bytes()
    text = (gzip.decompress(packed) if file.endswith(".gz") else packed).decode("utf-8")
    return dict(_pair(line) for line in text.splitlines() if line and line[0] != "#")


def _pair(line: str) -> tuple[str, str]:
    name, _, ingredient = line.partition("\t")
    return name, intern(ingredient)  # many names share one


def _longer(words: Iterable[str]) -> Rivals:
    return Rivals(sorted(word for word in words if len(word) >= 4))


class Guard:
    """Everything a spelling could mean instead, less the names the lexicon itself holds."""

    __slots__ = ("_drugs", "_listed", "_ours", "_rivals", "_starts")

    def __init__(self, ours: frozenset[str], drugs: dict[str, str] | None = None) -> None:
        self._ours = ours
        lists = (_drugs(), _products(), _substances()) if drugs is None else (drugs, {}, {})
        self._listed = {
            sort: {name: of for name, of in names.items() if not self._is_ours(name, of)}
            for sort, names in zip(LISTED, lists, strict=True)
        }
        self._drugs = self._listed["another drug"]
        # Shared by all guards over the lists that ship: a name of ours in them is passed over when it is met.
        own = {} if drugs is None else {sort: _longer(names) for sort, names in self._listed.items()}
        self._rivals = {sort: own.get(sort) for sort in LISTED}
        self._starts: dict[str, list[str]] = {}

    def _is_ours(self, name: str, of: str) -> bool:
        """Tell whether a name is ours or that of an ingredient of ours, also as a salt ("methotrexate sodium")."""
        ours = self._ours
        return name in ours or of in ours or of.partition(" ")[0] in ours or (name[-1] == "s" and name[:-1] in ours)

    def is_word(self, word: str) -> bool:
        """Tell whether a word is English."""
        return word in _english()

    def is_common(self, word: str) -> bool:
        """Tell whether a word is a common English word, or shorter than the list's words."""
        return len(word) < 3 or word in _common()

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word is a given name; the list also holds many family names."""
        return word in _given()

    def looks_foreign(self, word: str) -> bool:
        """Tell whether a word is no inflected English word either."""
        return not any(
            word.endswith(end) and word[: -len(end)] in _english() for end in ("s", "es", "ed", "ing", "ly", "er")
        )

    def claim(self, word: str) -> str | None:
        """Return what else a word exactly is (one of ``LISTED``, 'an English word', 'a given name'), or None."""
        if word in self._drugs:
            return "another drug"
        if word in _english():
            return "an English word"
        listed = next((sort for sort in LISTED[1:] if word in self._listed[sort]), None)
        return listed or ("a given name" if word in _given() else None)

    def other_drug(self, word: str) -> str | None:
        """Return the ingredient (or else the name) of a drug that is not ours."""
        listed = next((self._listed[sort] for sort in LISTED[:2] if word in self._listed[sort]), None)
        return None if listed is None else listed[word] or word

    def is_a_slip_from(self, sorts: Iterable[str], word: str) -> bool:
        """Tell whether a name of some sorts is at most one plain edit away."""
        return any(self._near(sort, word, _A_SLIP, 1.0) for sort in sorts)

    def near_drug(self, word: str, start: str) -> str | None:
        """Return another drug that a word is, or is one plain edit away from when both begin with ``start``."""
        if word in self._drugs:
            return word
        if len(word) < _LONG:
            return None
        hits = process.extract(word, self._beginning(start), scorer=OSA.distance, score_cutoff=1, limit=None)
        return min((hit[0] for hit in hits), default=None)

    def _beginning(self, start: str) -> list[str]:
        """Return the other drugs that begin so; remembered, for the forms asked about are few."""
        if start not in self._starts:
            if len(self._starts) >= _REMEMBERED:
                self._starts.clear()
            self._starts[start] = [name for name in self._drugs if name.startswith(start)]
        return self._starts[start]

    def nearest(
        self, word: str, than: float, margins: Mapping[str, float], known: Container[str]
    ) -> tuple[str, str, float] | None:
        """Return what else a spelling could be, as (name, sort, distance), the nearest; None if all are too far.

        A rival counts up to ``than`` and the margin of its sort; a ``known`` word is none. Both ``than`` and what is
        returned weigh the plain edits too: of two that sound as near, the one of fewer slips is meant.
        """
        best: tuple[float, int, int, str] | None = None
        for stage in STAGES:
            for order, (sort, margin) in enumerate(margins.items()):
                within = than + margin if best is None else min(than + margin, best[0])
                for name, apart in self._near(sort, word, stage, within):
                    # Beyond the limit it is no distance: added up again it could come out as near enough by a rounding.
                    limit = than + margin - EDIT_COST * apart
                    far = distance(
                        word, name, limit if best is None else min(limit, best[0] - EDIT_COST * apart + TINY)
                    )
                    one = (far + EDIT_COST * apart, order, apart, name)
                    if far <= limit and (best is None or one < best) and name not in self._ours and name not in known:
                        best = one
        return best and (best[3], tuple(margins)[best[1]], best[0])

    def _near(self, sort: str, word: str, stage: tuple[int, int], within: float) -> list[tuple[str, int]]:
        """Return (name, plain edits) of the names of a sort that may be so near to a word, those of fewest edits first."""
        names = self._rivals.get(sort) or _rivals(sort)
        near = names.near(word, stage, within)
        if near and sort in self._listed:
            near = [pair for pair in near if pair[0] in self._listed[sort]]
        return sorted(near, key=itemgetter(1, 0))


_WORDS_OF: dict[str, Callable[[], Iterable[str]]] = {
    "another drug": _drugs,
    "another medicine": _products,
    "a substance": _substances,
    "a common English word": _common,
    "an English word": lambda: _english() - _common(),  # of the common ones the wider margin has been asked before
    "a given name": _given,
}


@cache
def _rivals(sort: str) -> Rivals:
    return _longer(_WORDS_OF[sort]())


def load() -> None:
    """Read all lists, so that nobody who asks waits for them."""
    for sort in _WORDS_OF:
        _rivals(sort)
