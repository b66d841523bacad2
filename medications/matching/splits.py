"""Names written in pieces ("cell sept", "hydroxy chloroquine", "aza-thioprine")."""

from medications.matching.phrases import Match, matches_at
from medications.matching.words import HYPHEN, Piece, Words

_MOST_PIECES = 3


def split_names(vocabulary, words: Words, first: int) -> list[Match]:
    """Return the drugs that a word and the next one or two, written together, are a spelling of."""
    found: list[Match] = []
    joined = words.words[first].replace("'", "")
    for last in range(first + 1, min(first + _MOST_PIECES, len(words.words))):
        if words.gaps[last] > HYPHEN or not words.words[last].isalpha():
            break
        joined += words.words[last]
        known = vocabulary[joined]
        if known is None or not known.nodes or known.head or not _likely(vocabulary, words, first, last, known):
            continue
        for match in matches_at(Words([Piece(joined, vocabulary)]), 0):
            if match.endings[0].name.kind == "drug":
                note = f"{known.note or 'exact name'}, written in {last - first + 1} pieces"
                found.append(Match(first, last, match.endings, note))
    return found


def _likely(vocabulary, words: Words, first: int, last: int, known) -> bool:
    """Tell whether the pieces are no names of their own: two English words are joined only to an exact name.

    An exact name goes before a name that is a piece of it ("methyl prednisolone").
    """
    pieces = [words.words[place] for place in range(first, last + 1)]
    if known.note and any(
        f"={piece}" in vocabulary.tree_keys and len(piece) > 4 and piece in vocabulary.drug_words for piece in pieces
    ):
        return False
    plain = sum(vocabulary.guard.is_word(piece) for piece in pieces if len(piece) > 2)
    return plain < len(pieces) or not known.note or len(min(pieces, key=len)) > 2
