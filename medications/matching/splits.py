"""Names written in pieces ("cell sept", "hydroxy chloroquine", "aza-thioprine")."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from medications.matching.distance import sounds
from medications.matching.phrases import KnownWord, Match, matches_at
from medications.matching.settling import dose_beside
from medications.matching.words import HYPHEN, Piece, Words

_MOST_PIECES = 3
# Shorter names are not read in pieces: "meth to" is no "metho". A wrong spelling in pieces must be longer still.
_SHORTEST, _SHORTEST_WRONG = 6, 7


class _Join(NamedTuple):
    """Words ``first`` to ``last`` of a text, written together, and what the vocabulary knows of that."""

    first: int
    last: int
    word: str
    known: KnownWord


def split_names(vocabulary, words: Words, first: int) -> list[Match]:
    """Return the drugs that a word and the next one or two, written together, are a spelling of: the nearest join's."""
    found: list[tuple[int, Match]] = []
    for join in _joins(vocabulary, words, first):
        for match in matches_at(Words([Piece(join.word, vocabulary)]), 0):
            form = match.endings[0].form.replace(" ", "")
            if match.endings[0].name.kind == "drug" and _likely(vocabulary, words, join, form):
                note = f"{join.known.note or 'exact name'}, written in {join.last - first + 1} pieces"
                found.append((OSA.distance(join.word, form), Match(first, join.last, match.endings, note)))
    nearest = min((far for far, _ in found), default=0)
    return [match for far, match in found if far == nearest]


def _joins(vocabulary, words: Words, first: int) -> Iterator[_Join]:
    joined = words.words[first].replace("'", "")
    for last in range(first + 1, min(first + _MOST_PIECES, len(words.words))):
        if words.gaps[last] > HYPHEN or not words.words[last].isalpha():
            return
        joined += words.words[last]
        known = vocabulary[joined]
        least = _SHORTEST_WRONG if known is not None and known.note else _SHORTEST
        if known is not None and known.nodes and not known.head and len(joined) >= least:
            yield _Join(first, last, joined, known)


def _likely(vocabulary, words: Words, join: _Join, form: str) -> bool:
    """Tell whether the pieces are no names or words of their own.

    An exact name goes before a name that is a piece of it ("methyl prednisolone"). Everyday words ("deltas since",
    "cell kept") are a name only where a dose stands beside them.
    """
    pieces = words.words[join.first : join.last + 1]
    if join.known.note and any(_names_drug(vocabulary, words, place) for place in range(join.first, join.last + 1)):
        return False
    if _everyday(vocabulary.guard, pieces, heard=not join.known.note or sounds(join.word) == sounds(form)):
        return dose_beside(words, join.first, join.last, bare=False) is not None
    return True


def _names_drug(vocabulary, words: Words, place: int) -> bool:
    """Tell whether one piece is a name of a drug, or a spelling of one, by itself."""
    word, known = words.words[place], words.known[place]
    if f"={word}" in vocabulary.tree_keys:
        return len(word) > 4 and word in vocabulary.drug_words
    return known is not None and any(key[1:] in vocabulary.drug_words for key in known.keys)


def _everyday(guard, pieces: list[str], *, heard: bool) -> bool:
    """Tell whether every piece is a word: a common one where the pieces sound as a name does, else any word or name."""
    if heard:
        return all(map(guard.is_common, pieces))
    return all(len(piece) < 3 or guard.is_word(piece) or guard.is_given_name(piece) for piece in pieces)
