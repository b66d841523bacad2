"""The lexicon: known names in, mentions out; the one matcher behind posts, pages and search."""

from collections.abc import Callable, Iterable
from itertools import compress
from operator import itemgetter

from medications.matching.assertion import assess
from medications.matching.cues import is_fear_of, word_set
from medications.matching.folding import flatten
from medications.matching.looked_at import sentences_with, starts
from medications.matching.names import Explanation, FoundMention, KnownName, Resolution, UnknownName, new_mention
from medications.matching.phrases import (
    ROOM,
    Ending,
    Match,
    denied_within,
    goes_on,
    matches_at,
    new_match,
    precedence,
)
from medications.matching.readings import reading_at
from medications.matching.resolution import resolve
from medications.matching.sentences import Named, new_named
from medications.matching.settling import is_drug, is_open, meanings_of, others_named, settle
from medications.matching.splits import split_names
from medications.matching.unknown import unknown_names
from medications.matching.vocabulary import Vocabulary
from medications.matching.words import IS_HOT, Pieces, Words

_FIRST = itemgetter(0)


class Lexicon:
    """All known names, built once and never changed; safe to share between threads."""

    __slots__ = ("_pieces", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces = Pieces(vocabulary, word_set("AWAITING"))

    @classmethod
    def build(cls, names: Iterable[KnownName], *, refused: Iterable[tuple[str, str, str]] = ()) -> "Lexicon":
        """Return the lexicon of some known names; ``refused`` are (form, kind, slug) that never link."""
        return cls(Vocabulary(names, refused=refused))

    def find(self, text: str, *, thread_drugs: frozenset[str] = frozenset()) -> list[FoundMention]:
        """Return the mentions in a text, sorted, without overlap; offsets in code points.

        ``thread_drugs`` are slugs named elsewhere in the thread: they may settle an ambiguous short form.
        """
        words = self._read(text)
        if words is None:
            return []
        chosen = self._chosen(words, thread_drugs)
        if not chosen:
            return []
        said = assess(words, [_named(words, match, ending) for match, ending in chosen])
        return [
            _mention(text, words, match, ending, assertion)
            for (match, ending), assertion in zip(chosen, said, strict=True)
        ]

    def names_in(self, text: str, *, thread_drugs: frozenset[str] = frozenset()) -> list[tuple[int, int, str, str]]:
        """Return what a text names as (start, end, kind, slug), without asking what it says of it."""
        words = self._read(text)
        if words is None:
            return []
        return [
            (*_span(words, match), ending.name.kind, ending.name.slug)
            for match, ending in self._chosen(words, thread_drugs)
        ]

    def others_meant(self, text: str, elsewhere: Callable[[], Iterable[str]]) -> frozenset[str]:
        """Return the slugs of drugs we do not know that a short form in a text may mean, where its thread names one.

        ``elsewhere`` returns the other texts of the thread; it is only called when the text holds such a form.
        """
        words = self._read(text)
        if words is None:
            return frozenset()
        forms = {words.words[match.last]: match for match in self._short_forms(words)}
        if not forms:
            return frozenset()
        texts = (Words([self._pieces[piece] for piece in flatten(one).split(" ")]) for one in elsewhere())
        return others_named(forms, texts, self._vocabulary.guard)

    def holds_short_form(self, text: str) -> bool:
        """Tell whether a text holds a form that may mean several drugs: what else its thread names may settle it."""
        words = self._read(text)
        return words is not None and bool(self._short_forms(words))

    def _short_forms(self, words: Words) -> list[Match]:
        """Return the forms that may mean several drugs."""
        return [match for match in self._matches(words) if is_open(match) and is_drug(match)]

    def explain(self, text: str, *, thread_drugs: frozenset[str] = frozenset()) -> list[Explanation]:
        """Return what linked and why, and what came near and why it did not, in order of place."""
        linked = [
            Explanation(m.start, m.end, m.text, m.slug, m.kind, m.reason)
            for m in self.find(text, thread_drugs=thread_drugs)
        ]
        taken = {place for one in linked for place in range(one.start, one.end)}
        words = Words([self._pieces[piece] for piece in flatten(text).split(" ")])
        near = [
            (words.span(place, place), known.left_alone)
            for place, known in enumerate(words.known)
            if known and known.left_alone
        ]
        for match in self._found(words):
            for ending in self._vocabulary.refusals.against(words, match):
                near.append((_span(words, match), f"a curator decided that this never means {ending.name.slug}"))
        for match in self._matches(words):
            if is_open(match):
                near.append((_span(words, match), f"may mean several things ({', '.join(meanings_of(match))})"))
        linked += [
            Explanation(start, end, text[start:end], None, None, why)
            for (start, end), why in near
            if start not in taken
        ]
        return sorted(linked, key=lambda one: (one.start, one.end))

    def resolve(self, query: str) -> Resolution:
        """Return what one name, typed in a URL or a search box, means."""
        return resolve(self._vocabulary, query)

    def unknown_names(self, texts: Iterable[str], *, at_least: int = 2) -> list[UnknownName]:
        """Return drug-like words that nothing claims, most frequent first."""
        return unknown_names(self._vocabulary, texts, at_least=at_least)

    def _read(self, text: str) -> Words | None:
        """Return the words of the sentences of a text in which a name may stand; None when there are none."""
        spelt = flatten(text).split(" ")
        pieces = list(map(self._pieces.__getitem__, spelt))
        places = starts(compress(range(len(pieces)), map(IS_HOT, pieces)), pieces, ROOM)
        return Words(pieces, sentences_with(places, pieces), places) if places else None

    def _chosen(self, words: Words, thread_drugs: frozenset[str]) -> list[tuple[Match, Ending]]:
        """Return the matches that link, each with its one meaning."""
        settled = settle(self._matches(words), words, thread_drugs, self._vocabulary.guard)
        return [pair for pair in settled if not _names_nothing(words.words, pair[0])]

    def _matches(self, words: Words) -> list[Match]:
        """Return the longest matches without overlap, in order of place."""
        found = self._found(words)
        if self._vocabulary.refusals:
            found = self._vocabulary.refusals.without(words, found)
        return _longest(found) if len(found) > 1 else found

    def _found(self, words: Words) -> list[Match]:
        """Return every way names match, also those a curator refused."""
        found: list[Match] = []
        known, end = words.known, len(words.known) - 1
        for place in words.hot_words():
            word = known[place]
            for back in word.leads:
                if place >= back and known[place - back]:
                    found += matches_at(words, place - back)
            # Most words that may start a name are followed by one that cannot go on with it.
            if word.seconds and place < end and goes_on(words, place):
                found += matches_at(words, place)
            else:
                for meanings in word.alone:
                    found.append(new_match((place, place, meanings, "")))
            if word.opens:
                found += split_names(self._vocabulary, words, place)
            if word.valued and place < end:
                found += self._read_out(words, place)
        return found

    def _read_out(self, words: Words, place: int) -> list[Match]:
        """Return the effect that a value names ("WBC was 2.8")."""
        reading = reading_at(words, place)
        ending = self._vocabulary.effects.get(reading.slug) if reading else None
        return [Match(place, reading.last, (ending,), reading.reason)] if reading and ending else []


def _names_nothing(spelt: list[str], match: Match) -> bool:
    """Tell whether a match begins a phrase of fear, or is what something is taken against ("anti-sickness tablets")."""
    first = match.first
    if first > 0 and spelt[first - 1] == "anti" and match.endings[0].name.kind == "side_effect":
        return True
    return first == match.last and is_fear_of(spelt, first)


def _named(words: Words, match: Match, ending: Ending) -> Named:
    name, first, last = ending.name, match.first, match.last
    denied = first != last and denied_within(words, match, ending)
    return new_named((first, last, name.kind, name.slug, denied))


def _longest(found: list[Match]) -> list[Match]:
    """Return matches without overlap, in order of place; where some overlap, those of more and of nearer words."""
    found.sort(key=_FIRST)
    kept: list[Match] = []
    rivals, end = [found[0]], found[0].last
    for match in found[1:]:
        first, last, *_ = match
        if first > end:
            kept += rivals if len(rivals) == 1 else _best(rivals)
            rivals, end = [match], last
        else:
            rivals.append(match)
            end = max(end, last)
    return kept + (rivals if len(rivals) == 1 else _best(rivals))


def _best(rivals: list[Match]) -> list[Match]:
    """Return which of some matches side by side are kept, in order of place."""
    taken: set[int] = set()
    kept = []
    for match in sorted(rivals, key=precedence):
        places = range(match.first, match.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(match)
    return sorted(kept, key=_FIRST)


def _span(words: Words, match: Match) -> tuple[int, int]:
    start, end = words.span(match.first, match.last)
    if match.joined:
        return start, end
    return start + words.known[match.first].head, end - words.known[match.last].tail


def _mention(text: str, words: Words, match: Match, ending: Ending, assertion: str) -> FoundMention:
    start, end = _span(words, match)
    name, reason = ending.name, match.joined or _reason(words, match, ending)
    return new_mention((start, end, text[start:end], name.kind, name.slug, assertion, reason))


def _reason(words: Words, match: Match, ending: Ending) -> str:
    if match.first == match.last:
        note = words.known[match.first].note
    else:
        read = words.known[match.first : match.last + 1]
        note = "; ".join([known.note for known in read if known is not None and known.note])
    if note:
        return note
    if ending.rank == 3:
        return f"known misspelling “{ending.name.surface}”" if ending.name.is_misspelling else "exact name"
    return f"form of the name “{ending.name.surface}”" if ending.size == 1 else f"the words of “{ending.name.surface}”"
