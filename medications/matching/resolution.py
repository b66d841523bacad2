"""What one name, typed in a URL or a search box, means."""

from medications.matching.folding import flatten, fold
from medications.matching.names import Resolution
from medications.matching.phrases import Match, matches_at
from medications.matching.short_forms import short_forms
from medications.matching.splits import split_names
from medications.matching.words import Piece, Words


def resolve(vocabulary, query: str) -> Resolution:
    """Return the one meaning of a whole query, its candidates when it may mean several things, or nothing."""
    folded = fold(query[:200])
    match = _whole_match(vocabulary, folded)
    if match is None:
        other = vocabulary.guard.other_drug(folded.replace(" ", "")) or vocabulary.guard.other_drug(folded)
        how = f"the name of another drug, {other}" if other else "no known name"
        return Resolution(None, None, (), how, other)
    return _meaning(match, folded)


def _meaning(match: Match, folded: str) -> Resolution:
    meanings = {(ending.name.kind, ending.name.slug): ending for ending in match.endings}
    first = match.endings[0]
    open_form = first.name.kind == "drug" and folded in short_forms()
    plain = [ending for ending in match.endings if not ending.name.ambiguous]
    if (len(plain) == 1 and not open_form) or (len(meanings) == 1 and not first.name.ambiguous and not open_form):
        return Resolution(plain[0].name.kind, plain[0].name.slug, (), match.joined or _how(plain[0]))
    return Resolution(None, None, tuple(meanings), "may mean more than one thing")


def _how(ending) -> str:
    if ending.rank < 3:
        return f"the words of “{ending.name.surface}”"
    return f"known misspelling “{ending.name.surface}”" if ending.name.is_misspelling else "exact name"


def _whole_match(vocabulary, folded: str) -> Match | None:
    """Return the match that covers every word of a query, exact words first."""
    words = Words([Piece(piece, vocabulary) for piece in flatten(folded).split(" ")])
    if not words.words:
        return None
    found = _all_matches(vocabulary, words)
    if not found and len(words.words) > 1:
        words = Words([Piece("".join(words.words), vocabulary)])
        found = _all_matches(vocabulary, words)
    return max(found, key=lambda m: (m.endings[0].rank, m.weight), default=None)


def _all_matches(vocabulary, words: Words) -> list[Match]:
    found = (matches_at(words, 0) if words.known[0] else []) + split_names(vocabulary, words, 0)
    return vocabulary.refusals.without(words, [match for match in found if match.last == len(words.words) - 1])
