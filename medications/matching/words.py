"""The words of a text with their places, and what stands between them.

A text is cut at its spaces; what each piece holds is worked out once and remembered, so that a text costs little more
than looking its pieces up.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, chain, compress
from operator import attrgetter

from medications.matching.digits import letters_for_digits

_ASCII_WORD = re.compile(r"([a-z]+(?:'[a-z]+)*|[0-9]+)")
_ANY_WORD = re.compile(r"([^\W\d_]+(?:'+[^\W\d_]+)*|\d+)")
_ABBREVIATED = frozenset(("mg", "mgs", "mcg", "dr", "mr", "mrs", "approx", "vs", "st", "eg", "ie", "wk", "wks", "g"))
_PLAIN = frozenset(" \t\r'\"_#@~*`^<>[]{}\\$%")

SPACE, HYPHEN, SLASH, COMMA, STOP, QUESTION = range(6)


def words_in(flat: str) -> list[str]:
    """Return the words of a flat text without their places."""
    return _ANY_WORD.findall(flat)


def gap_kind(gap: str) -> int:
    """Return what a separator means for the words around it."""
    if gap == "" or gap == "'":
        return SPACE
    if "?" in gap:
        return QUESTION
    if "!" in gap or ";" in gap or "\n" in gap or "." in gap:
        return STOP
    rest = [char for char in gap if char not in _PLAIN]
    if not rest:
        return SPACE
    if rest == ["-"]:
        return HYPHEN
    return SLASH if all(char in "/+&=|" for char in rest) else COMMA


_SHARED: dict[tuple[int, ...], tuple[int, ...]] = {}
_MOST_SHARED = 1_000
_NO_KEYS: frozenset[str] = frozenset()


def _shared(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return numbers as a tuple, the same one each time: most pieces are alike but for their letters."""
    row = tuple(numbers)
    return _SHARED.setdefault(row, row) if len(_SHARED) < _MOST_SHARED else _SHARED.get(row, row)


class Piece:
    """What stands between two spaces: words, their places, the kinds of gap before, between and after them."""

    __slots__ = (
        "after",
        "asks",
        "awaits",
        "before",
        "breaks",
        "count",
        "ends",
        "hot",
        "keys",
        "known",
        "mark",
        "odd",
        "passes",
        "places",
        "seconds",
        "shut",
        "size",
        "sure",
        "words",
    )

    def __init__(self, text: str, vocabulary=None) -> None:
        if vocabulary is not None and not text.isalpha():
            text = letters_for_digits(text, vocabulary.drug_words)
        parts = (_ASCII_WORD if text.isascii() else _ANY_WORD).split(text)
        self.size, self.words = len(text), (text,) if len(parts) == 3 and parts[1] == text else tuple(parts[1::2])
        self.count = len(self.words)
        self.places = _shared(accumulate(map(len, parts)))
        kinds = [self._inner_kind(parts, place) for place in range(0, len(parts), 2)]
        if not self.words:
            kinds = [COMMA if kinds[0] == HYPHEN else kinds[0]]
        # A piece without a word has no gap of its own: its mark strengthens the gap it stands in.
        self.mark = SPACE if self.words else kinds[0]
        self.before, self.after = (bytes(kinds[:-1]), bytes(kinds[1:])) if self.words else (b"", b"")
        self.ends, self.asks = kinds[-1] >= STOP, kinds[-1] == QUESTION
        self.breaks = any(kind >= STOP for kind in kinds[:-1])
        # Almost no piece has a mark before its words or no word at all: the gaps of a text without one are quick to tell.
        self.odd = bool(self.mark) or any(self.before)
        self.known = tuple(vocabulary[word] for word in self.words) if vocabulary is not None else ()
        known = [word for word in self.known if word is not None]
        # Whether a name may start here, and whether the next sentence may tell what came of this one.
        self.hot, self.awaits = any(word.hot for word in known), False
        self.keys = frozenset(key for word in known for key in word.keys) or _NO_KEYS
        self.seconds = known[0].seconds if len(known) == 1 else frozenset().union(*(word.seconds for word in known))
        self.seconds = self.seconds or _NO_KEYS
        # Whether a name may start here whatever follows; most words that start one need the right word after them.
        self.sure = self.count > 1 or any(
            word.alone or word.opens or word.leads or word.valued or not word.seconds for word in known
        )
        # Whether a name ends here at the latest, and whether it may go on past this piece without a word of it.
        self.shut = kinds[-1] > HYPHEN
        self.passes = not self.shut and all(word is not None and (word.skipped or word.measure) for word in self.known)

    @staticmethod
    def _inner_kind(parts: list[str], place: int) -> int:
        gap = parts[place]
        if gap == "." and place > 0:
            ahead = parts[place + 1] if place + 1 < len(parts) else ""
            if parts[place - 1] in _ABBREVIATED or (parts[place - 1].isdecimal() and ahead.isdecimal()):
                return SPACE
        return gap_kind(gap)


class Pieces(dict):
    """Piece of a flat text to what it holds, remembered within a bound. ``awaited`` words wait for the next sentence.

    When half the bound is full, what was looked up since the last time stays one more time; the rest is forgotten.
    """

    def __init__(
        self, vocabulary, awaited: frozenset[str] = frozenset(), *, remembered: int = 12_000, longest: int = 40
    ) -> None:
        super().__init__()
        self._vocabulary, self._awaited, self._half, self._longest = vocabulary, awaited, remembered // 2, longest
        self._before: dict[str, Piece] = {}

    def __missing__(self, text: str) -> Piece:
        if len(self) >= self._half:
            self._before = dict(self)
            self.clear()
        piece = self._before.pop(text, None)
        if piece is None:
            piece = Piece(text, self._vocabulary)
            piece.awaits = not self._awaited.isdisjoint(piece.words)
        if len(text) <= self._longest:
            self[text] = piece
        return piece


_SIZE, _WORDS, _KNOWN = attrgetter("size"), attrgetter("words"), attrgetter("known")
_ODD, _AFTER, IS_HOT = attrgetter("odd"), attrgetter("after"), attrgetter("hot")


class Words:
    """Words of one flat text: ``words[i]`` after a gap of kind ``gaps[i]``; ``gaps`` has one more, after the last.

    ``kept`` are the stretches of pieces that are looked at, in order; between two of them a sentence ends. ``hot`` are the
    pieces at which a name may start, where that is known.
    """

    __slots__ = ("_hot", "_kept", "_pieces", "_seen", "_start", "_totals", "gaps", "known", "words")

    def __init__(
        self, pieces: list[Piece], kept: list[tuple[int, int]] | None = None, hot: list[int] | None = None
    ) -> None:
        self._seen = self._start = 0  # the piece asked for last, and where it starts: the next is mostly one after it
        self._hot, self._pieces = hot, pieces
        looked_at: list[Piece] = []
        self._kept: list[int] = []
        for first, end in [(0, len(pieces))] if kept is None else kept:
            looked_at += pieces[first:end]
            self._kept += range(first, end)
        words = list(map(_WORDS, looked_at))
        self.words: list[str] = list(chain.from_iterable(words))
        self.known = list(chain.from_iterable(map(_KNOWN, looked_at)))
        self._totals = list(accumulate(map(len, words)))
        self.gaps = self._all_gaps(looked_at)
        if kept is not None:
            self._end_sentences(kept)

    @classmethod
    def of(cls, flat: str) -> "Words":
        """Return the words of a text about which nothing is known."""
        return cls([Piece(text) for text in flat.split(" ")])

    def _end_sentences(self, kept: list[tuple[int, int]]) -> None:
        """Mark that a sentence ends between two stretches."""
        end = 0
        for first, beyond in kept[:-1]:
            end += beyond - first
            at = self._totals[end - 1]
            self.gaps[at] = max(self.gaps[at], STOP)

    def _all_gaps(self, looked_at: list[Piece]) -> bytearray:
        """Return the kind of gap before each word, and after the last; the stronger of the two sides counts."""
        gaps = bytearray(1)
        gaps += b"".join(map(_AFTER, looked_at))
        for place in compress(range(len(looked_at)), map(_ODD, looked_at)):
            piece, end = looked_at[place], self._totals[place]
            gaps[end] = max(gaps[end], piece.mark)
            for inner, before in enumerate(piece.before):
                gaps[end - piece.count + inner] = max(gaps[end - piece.count + inner], before)
        return gaps

    def hot_words(self) -> list[int]:
        """Return the places of the words where a name may start or a name's beginning is behind."""
        hot = compress(range(len(self._pieces)), map(IS_HOT, self._pieces)) if self._hot is None else self._hot
        found: list[int] = []
        for piece in hot:
            end = self._totals[bisect_left(self._kept, piece)]
            count = self._pieces[piece].count
            found += (end - 1,) if count == 1 else self._hot_among(range(end - count, end))
        return found

    def _hot_among(self, places: range) -> list[int]:
        return [place for place in places if (word := self.known[place]) is not None and word.hot]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words ``first`` to ``last`` (inclusive) stand in the text."""
        start, end = self._place(first)
        return start, end if first == last else self._place(last)[1]

    def in_one_piece(self, word: int) -> bool:
        """Tell whether no space stands between a word and the next ("2.8", "170/100")."""
        return bisect_right(self._totals, word) == bisect_right(self._totals, word + 1)

    def _place(self, word: int) -> tuple[int, int]:
        kept = bisect_right(self._totals, word)
        place = self._kept[kept]
        if place < self._seen:
            self._seen = self._start = 0
        self._start += sum(map(_SIZE, self._pieces[self._seen : place])) + place - self._seen
        self._seen = place
        piece, start = self._pieces[place], self._start
        inner = 2 * (word - self._totals[kept] + piece.count)
        return start + piece.places[inner], start + piece.places[inner + 1]
