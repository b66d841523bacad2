"""Which known word a wrong spelling stands for, unless it is nearer to something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.matching.distance import distance, sounds
from medications.matching.guard import LISTED, Guard
from medications.matching.rivals import EDIT_COST

# A rival that is not this much farther than ours is enough to leave the spelling alone.
_MARGINS = {
    "another drug": 0.05,
    "another medicine": 0.05,
    "a common English word": 0.1,
    "a substance": -0.3,
    "an English word": -0.3,
    "a given name": -0.5,
}
_DRUGS_ONLY = {"another drug": 0.0, "another medicine": 0.0}
# What may be meant rather than a word of an effect, a test or an illness: no little known medicine.
WELL_KNOWN = {sort: margin for sort, margin in _MARGINS.items() if sort not in LISTED[1:]}
# One slip from another drug is enough in a long word, though the slip is a rarer one than from ours.
_ONE_SLIP_AWAY = {"another drug": 0.75, "another medicine": 0.75}
_FAR = 2.5
# One slip in a long word is read wherever it is, also in the first letter.
_LONG, _ONE_SLIP = 8, 1.35
# Names of ours this few edits apart are told by the letters only one of them has: the l of prednisolone.
_SISTERS = 2
_MARGIN_OF_OURS = 0.4
_TIGHT_EXTRA = 0.1
# Of a short brand that nobody is known to misspell, one other vowel or letter makes another name as easily as a slip.
_SHORT, _PLAIN_SLIP = 5, 0.45
# One slip that is not heard, with its edit.
_SAME_SOUND = 0.51
_LONG_RUN = 3
# Stems of international names: what many drugs end in tells nothing of which drug it is.
_SHARED_ENDINGS = (
    "ximab",
    "zumab",
    "lumab",
    "tumab",
    "umab",
    "mab",
    "limus",
    "sporin",
    "tinib",
    "trexate",
    "flunomide",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a spelling was read as: ``word`` None when it was left alone, ``why`` in plain words."""

    word: str | None
    why: str


class SpellingBook:
    """The words whose misspellings are read: names of drugs (``strict``) or words of effects, tests, conditions."""

    __slots__ = ("_guard", "_lengths", "_margins", "_meanings", "_seldom", "_share", "_shortest", "_sisters", "_tight")

    def __init__(
        self,
        words: Mapping[str, frozenset[str]],
        guard: Guard,
        *,
        share: float,
        shortest: int,
        tight: frozenset[str] = frozenset(),
        apart: frozenset[str] = frozenset(),
        margins: Mapping[str, float] = _MARGINS,
    ) -> None:
        """``words`` gives each word the things it names: words of one thing are no rivals of each other.

        ``tight`` are nicknames and known misspellings among them: their own misspellings must be nearer, so that a
        wrong spelling does not draw others after it. ``apart`` are those of which two that are alike must be told apart
        by every letter. ``margins`` are the sorts of rivals, and how far beyond ours they count.
        """
        self._meanings = {word: things for word, things in words.items() if len(word) >= shortest}
        self._guard, self._share, self._shortest, self._tight = guard, share, shortest, tight
        self._margins = margins
        self._sisters = _sisters(self._meanings, apart)
        self._seldom = _seldom(self._meanings, apart, tight)
        # Words under their letters and under their sounds, by length: ([what is compared], [the words]).
        self._lengths: dict[int, tuple[list[str], list[str]]] = {}
        for word in sorted(self._meanings):
            for form in {word, sounds(word)}:
                forms, words_of = self._lengths.setdefault(len(form), ([], []))
                forms.append(form)
                words_of.append(word)

    def read(self, spelt: str) -> Reading | None:
        """Return what a spelling that nothing claims stands for; None when no known word is anywhere near."""
        word = _short_runs(spelt)
        near = self._near(word)
        if not near:
            return None
        far, known = next((one for one in near if self._is_near(word, *one)), near[0])
        if not self._is_near(word, far, known):
            return Reading(None, f"too far from “{known}” (distance {far:.1f})")
        claim = self._guard.claim(word)
        if claim in self._margins:
            return Reading(None, f"is {claim}, though near “{known}” (distance {far:.1f})")
        for other_far, other in near:
            if other_far < far + _MARGIN_OF_OURS and self._meanings[known].isdisjoint(self._meanings[other]):
                return Reading(None, f"as near to “{other}” as to “{known}”")
        sister = self._sister(word, known)
        if sister:
            return Reading(None, f"has a letter of “{sister}” that “{known}” has not")
        ours = far + EDIT_COST * OSA.distance(word, known)
        rival = self._rival(word, known, ours)
        if rival:
            return Reading(
                None, f"nearer to “{rival[0]}”, {rival[1]} (distance {rival[2]:.1f}), than to “{known}” ({ours:.1f})"
            )
        return Reading(known, f"spelling at distance {far:.1f} from “{known}”")

    def _rival(self, word: str, known: str, ours: float) -> tuple[str, str, float] | None:
        """Return what a spelling could be rather than ``known``, as (name, sort, distance)."""
        extra = _TIGHT_EXTRA * (known in self._tight)
        rival = self._guard.nearest(word, ours + extra, self._margins, self._meanings)
        if rival is None and known in self._tight and ours > _SAME_SOUND:
            rival = self._nearer_to_the_name(word, known)
            if rival and len(word) <= _LONG and OSA.distance(word, rival[0]) > 1:
                rival = None
        if rival is None and len(word) >= _LONG and self._guard.is_a_slip_from(_ONE_SLIP_AWAY, word):
            rival = self._guard.nearest(word, ours, _ONE_SLIP_AWAY, self._meanings)
            if rival and OSA.distance(word, rival[0]) > 1:
                rival = None
        return rival

    def _nearer_to_the_name(self, word: str, known: str) -> tuple[str, str, float] | None:
        """Return a drug that a spelling is nearer to than to the name whose misspelling ``known`` is."""
        names = [name for name in self._meanings if self._names_same(name, known)]
        own = min((distance(word, name) + EDIT_COST * OSA.distance(word, name) for name in names), default=_FAR)
        return self._guard.nearest(word, own, _DRUGS_ONLY, self._meanings) if own < _FAR else None

    def _names_same(self, name: str, known: str) -> bool:
        return name not in self._tight and not self._meanings[name].isdisjoint(self._meanings[known])

    def _sister(self, word: str, known: str) -> str | None:
        """Return another drug's name, little different from the one meant, that has a letter of the word as only it does."""
        return next((other for letters, other in self._sisters.get(known, ()) if not letters.isdisjoint(word)), None)

    def _is_near(self, word: str, far: float, known: str) -> bool:
        if known in self._seldom and far > _PLAIN_SLIP:
            return False
        if far <= self._bound(known):
            return True
        return far <= _ONE_SLIP and len(known) >= _LONG and known not in self._tight and OSA.distance(word, known) == 1

    def _bound(self, known: str) -> float:
        """Return how far a spelling of a word may be: a share of its length, without an ending many drugs share."""
        if known in self._tight:
            return self._share / 2 * len(known)
        ending = next((ending for ending in _SHARED_ENDINGS if known.endswith(ending)), "")
        return max(self._share * (len(known) - len(ending)), min(1.0, self._share * len(known)))

    def _near(self, word: str) -> list[tuple[float, str]]:
        """Return known words a little beyond the bound and nearer, nearest first; of those that are near, no far rivals."""
        if len(word) < self._shortest - 1:
            return []
        found: set[str] = set()
        edits = max(1, min(4, int(self._share * len(word)) + 1))
        for form in {word, sounds(word)}:
            for length in range(len(form) - edits, len(form) + edits + 1):
                forms, words = self._lengths.get(length, ((), ()))
                hits = (
                    process.extract(form, forms, scorer=OSA.distance, score_cutoff=edits, limit=None) if forms else ()
                )
                found.update(words[hit[2]] for hit in hits)
        near, limit = [], inf
        for known in sorted(found, key=lambda one: OSA.distance(word, one)):
            far = distance(word, known, limit)
            if far <= limit:
                near.append((far, known))
                if self._is_near(word, far, known):
                    limit = min(limit, far + _MARGIN_OF_OURS)
        return sorted(near)


def _sisters(words: Mapping[str, frozenset[str]], apart: frozenset[str]) -> dict[str, list[tuple[frozenset[str], str]]]:
    """Return for a word the names of other things a few edits away, with the letters that only they have."""
    names = sorted(name for name in apart if len(name) >= _LONG and name in words)
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for name in names:
        for other in names:
            letters = frozenset(other) - frozenset(name)
            if letters and OSA.distance(name, other) <= _SISTERS and words[name].isdisjoint(words[other]):
                for word, things in words.items():
                    if not things.isdisjoint(words[name]) and OSA.distance(word, name) <= _SISTERS + 1:
                        found.setdefault(word, []).append((letters, other))
    return found


def _seldom(words: Mapping[str, frozenset[str]], apart: frozenset[str], tight: frozenset[str]) -> frozenset[str]:
    """Return the short names among ``apart`` of which no misspelling is known."""
    names = (name for name in apart if len(name) <= _SHORT and name in words)
    return frozenset(
        name
        for name in names
        if not any(
            OSA.distance(name, one) <= _SISTERS and not words[name].isdisjoint(words[one])
            for one in tight.intersection(words)
        )
    )


def _short_runs(word: str) -> str:
    """Return a word with every run of one letter cut to two ("prednisoneeee")."""
    out: list[str] = []
    for letter in word:
        if len(out) >= _LONG_RUN - 1 and out[-1] == out[-2] == letter:
            continue
        out.append(letter)
    return "".join(out)
