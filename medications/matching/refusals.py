"""Which forms of words a curator has refused as names of which things."""

from collections.abc import Iterable

from medications.matching.phrases import Ending, Match, name_words
from medications.matching.words import Words


class Refusals:
    """(form, kind, slug): this form, in whatever capitals and with whatever between its words, never means that."""

    __slots__ = ("_refused",)

    def __init__(self, refused: Iterable[tuple[str, str, str]] = ()) -> None:
        self._refused = frozenset((" ".join(name_words(form)), kind, slug) for form, kind, slug in refused)

    def __bool__(self) -> bool:
        return bool(self._refused)

    def without(self, words: Words, matches: Iterable[Match]) -> list[Match]:
        """Return the matches with the meanings that are left to them; those without any are left out."""
        left = []
        for match in matches:
            against = self.against(words, match)
            endings = tuple(ending for ending in match.endings if ending not in against)
            if endings:
                left.append(match._replace(endings=endings) if against else match)
        return left

    def against(self, words: Words, match: Match) -> list[Ending]:
        """Return the meanings of a match that were refused."""
        form = _form(words, match)
        return [one for one in match.endings if (form, one.name.kind, one.name.slug) in self._refused]


def _form(words: Words, match: Match) -> str:
    """Return what stands in the text for a match, without what is glued to its ends (a dose, a possessive)."""
    said = words.words[match.first : match.last + 1]
    if not match.joined:
        first, last = words.known[match.first], words.known[match.last]
        said[-1] = said[-1][: len(said[-1]) - last.tail]
        said[0] = said[0][first.head :]
    return " ".join(word.replace("'", "") for word in said)
