"""Adding the learnt weights around an effect fast: each token carries its own, so that a sentence is weighed in a few sums.

``leaning.signs`` says what is weighed, one sign at a time; a test holds that both come to the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, compress, pairwise, repeat
from operator import attrgetter
from struct import Struct

from medications.matching.names import ASSERTIONS
from medications.matching.sentences import Named, Sentence
from medications.matching.words import COMMA

REACH, FAR = 6, 25
_EDGE = 3  # how many tokens for its start and its end stand around those of a sentence
_BITS = 32
_HALF, _NUMBERS = 1 << (_BITS - 1), Struct(f"<{len(ASSERTIONS)}I")
_SHIFTS = tuple(_BITS * place for place in range(len(ASSERTIONS)))
_LIFT = sum(_HALF << shift for shift in _SHIFTS)
SIGNS = ("n", "s")
_REMEMBERED, _LONGEST = 4_000, 40


def pack(weights: Iterable[int]) -> int:
    """Return whole numbers, one per assertion, as one number; packed numbers can be added."""
    return sum(weight << shift for weight, shift in zip(weights, _SHIFTS, strict=True))


def unpack(packed: int) -> list[int]:
    """Return the numbers of a packed one."""
    return [number - _HALF for number in lifted(packed)]


def lifted(packed: int) -> tuple[int, ...]:
    """Return the numbers of a packed one, each the same amount above what it is: enough to compare them."""
    return _NUMBERS.unpack((packed + _LIFT).to_bytes(_NUMBERS.size, "little"))


_PLACES = ("before", "after", "b0", "b1", "b2", "a0", "a1", "a2")


class Token:
    """A word near effects with its weights: packed, by the place it stands in.

    ``near`` and ``ahead`` in the same clause, by sign; these hold the weights of ``before`` and ``after`` too.
    """

    __slots__ = (*_PLACES, "ahead_n", "ahead_s", "ends_clause", "near_n", "near_s")
    before: int
    after: int
    b0: int
    b1: int
    b2: int
    a0: int
    a1: int
    a2: int
    near_n: int
    near_s: int
    ahead_n: int
    ahead_s: int
    ends_clause: bool

    def __init__(self, word: str, weights: Mapping[str, Mapping[object, int]], *, ends_clause: bool) -> None:
        def weight(place: str) -> int:
            return weights.get(place, {}).get(word, 0)

        self.ends_clause = ends_clause
        for place in _PLACES:
            setattr(self, place, weight(place))
        for side in ("near", "ahead"):
            for sign in SIGNS:
                anyhow = self.before if side == "near" else self.after
                setattr(self, f"{side}_{sign}", anyhow + weight(side) + weight(f"{side} {sign}"))


_BEFORE, _AFTER, _ENDS_CLAUSE = attrgetter("before"), attrgetter("after"), attrgetter("ends_clause")
_NEAR = {sign: attrgetter(f"near_{sign}") for sign in SIGNS}
_AHEAD = {sign: attrgetter(f"ahead_{sign}") for sign in SIGNS}


class _Tokens(dict):
    """Word to its token, remembered within a bound; ``named`` are the tokens that have weights, by their names."""

    def __init__(self, named: dict[str, Token], name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._named, self._name_of, self._other = named, name_of, Token("", {}, ends_clause=False)

    def __missing__(self, word: str) -> Token:
        if len(self) >= _REMEMBERED:
            self.clear()
        token = self._named.get(self._name_of(word), self._other)
        if len(word) <= _LONGEST:
            self[word] = token
        return token


def _commas(sentence: Sentence) -> list[int]:
    """Return the words of a sentence before which a comma stands, but for the first word and those within names."""
    gaps = sentence.gaps[sentence.first + 1 : sentence.end]
    if not gaps or max(gaps) < COMMA:
        return []
    inner = {place for one in sentence.named for place in range(one.first + 1, one.last + 1)}
    return [place for place, gap in enumerate(gaps, sentence.first + 1) if gap >= COMMA and place not in inner]


class Weights:
    """The weights by place and sign, kept with the tokens; ``name_of`` a word is its token's name.

    ``clause`` are the tokens that begin another clause, ``kinds`` the tokens of things named.
    """

    def __init__(
        self,
        weights: Mapping[str, Mapping[object, int]],
        name_of: Callable[[str], str],
        clause: frozenset[str],
        kinds: Mapping[str, str],
    ) -> None:
        keys = chain.from_iterable(weights.values())
        words = {word for key in keys for word in (key if isinstance(key, tuple) else (key,))}
        words |= {"<", ">", ",", *kinds.values(), *clause}
        self.tokens = {word: Token(word, weights, ends_clause=word in clause) for word in words}
        self._of_word = _Tokens(self.tokens, name_of)
        self._of_kind = {kind: self.tokens[word] for kind, word in kinds.items()}
        self._comma = self.tokens[","]
        self._end, self._drug = self.tokens[">"], self.tokens["@drug"]
        self._starts, self._ends = [self.tokens["<"]] * _EDGE, [self._end] * _EDGE
        self._first, self._both, self._before, self._after = (
            {
                (self.tokens[key[0]], self.tokens[key[1]]): weight
                for key, weight in weights.get(place, {}).items()
                if isinstance(key, tuple)
            }
            for place in ("start", "both", "pair before", "pair after")
        )
        self._cues = {
            (side, sign): weights.get(f"cue {side} {sign}", {}) for side in ("before", "after") for sign in SIGNS
        }
        self._told, self._asked, self._drug_before, self._drug_after = (
            weights.get("is", {}).get(state, 0) for state in ("told", "asked", "drug before", "drug after")
        )
        rule = weights.get("rule", {})
        self._rule = {
            (said, sign): rule.get(said, 0) + rule.get(said + sign, 0) + rule.get(sign, 0)
            for said in ASSERTIONS
            for sign in SIGNS
        }

    def total(self, sentence: Sentence, thing: Named, said: str, sign: str) -> int:
        """Return all weights around a thing, added up; ``said`` is what the rules say of it, ``sign`` one of ``SIGNS``."""
        if sentence.tokens is None:
            sentence.tokens = self._read(sentence)
        tokens, at, ends, whole = sentence.tokens
        place = at[thing.first]
        least, most = max(0, place - FAR), place + 1 + FAR
        turn = bisect_left(ends, place)
        first = max(least, ends[turn - 1]) if turn else least
        last = min(most, ends[turn] + 1) if turn < len(ends) else most
        one, other = tokens[place - 1], tokens[place + 1]
        return (
            (sum(map(_BEFORE, tokens[least:first])) if first > least else 0)
            + sum(map(_NEAR[sign], tokens[first:place]))
            + sum(map(_AHEAD[sign], tokens[place + 1 : last]))
            + (sum(map(_AFTER, tokens[last:most])) if last < most else 0)
            + (one.b0 + tokens[place - 2].b1 + tokens[place - 3].b2)
            + (other.a0 + tokens[place + 2].a1 + tokens[place + 3].a2)
            + self._pairs(tokens, place)
            + self._both.get((one, other), 0)
            + self._rule[said, sign]
            + whole
            + (self._of_drugs(tokens[least:place], tokens[place + 1 : most]) if self._drug in tokens else 0)
            + (self._of_cues(sentence, thing, sign) if sentence.cues else 0)
        )

    def _read(self, sentence: Sentence) -> tuple[list[Token], dict[int, int], list[int], int]:
        """Return a sentence as tokens, where the things named stand among them, where those that end a clause do, its weight.

        Before and after its own tokens stand those for its edges, which have no weights but as what is beside a thing.
        """
        start, commas = sentence.first - _EDGE, _commas(sentence)
        tokens = [*self._starts, *map(self._of_word.__getitem__, sentence.spelt[sentence.first : sentence.end])]
        for comma in reversed(commas):
            tokens.insert(comma - start, self._comma)
        at: dict[int, int] = {}
        for first, last, kind, *_ in sentence.named:
            at[first] = place = first - start + bisect_right(commas, first)
            tokens[place : place + last - first + 1] = (self._of_kind[kind],)
            start += last - first
        tokens += self._ends
        whole = self._asked if sentence.is_question else self._told
        whole += self._first.get((tokens[_EDGE], tokens[_EDGE + 1]), 0)
        return tokens, at, list(compress(range(len(tokens)), map(_ENDS_CLAUSE, tokens))), whole

    def _pairs(self, tokens: list[Token], place: int) -> int:
        """Return the weights of tokens side by side."""
        before = tokens[max(place - REACH, _EDGE - 1) : place]
        after = tokens[place + 1 : min(place + 1 + REACH, len(tokens) - _EDGE)]
        after.append(self._end)
        return sum(map(self._before.get, pairwise(before), repeat(0))) + sum(
            map(self._after.get, pairwise(after), repeat(0))
        )

    def _of_drugs(self, before: list[Token], after: list[Token]) -> int:
        """Return the weights of drugs named near a thing."""
        return self._drug_before * (self._drug in before) + self._drug_after * (self._drug in after)

    def _of_cues(self, sentence: Sentence, thing: Named, sign: str) -> int:
        before, after = self._cues["before", sign], self._cues["after", sign]
        weight = 0
        for kind, cues in sentence.cues.items():
            if cues[0].last < thing.first:
                weight += before.get(kind, 0)
            if cues[-1].first > thing.last:
                weight += after.get(kind, 0)
        return weight
