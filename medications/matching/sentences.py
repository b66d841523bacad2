"""A sentence of a post with the things it names and the cues around them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from medications.matching.cues import Cue, cues_in, word_set, words_of_cues
from medications.matching.words import COMMA, QUESTION, SLASH, STOP, Words

_FURTHEST, _REPLY = 60, 8
_OR = ("or", "nor")
_STOP = b"\1"
_STOPS = bytes(kind >= STOP for kind in range(256))  # what a text's gaps are as marks of where sentences end
_TOKENS = {"drug": "@drug", "condition": "@illness"}
_OF_DRUGS = ("NO", "NOT", "FEAR", "REFUSED", "DRUG_NO_AFTER")


class Named(NamedTuple):
    """A thing named: words ``first`` to ``last``; ``denied`` when a "not" stands between them."""

    first: int
    last: int
    kind: str
    slug: str
    denied: bool = False


# Takes half the time that the class itself does.
new_named = partial(tuple.__new__, Named)


@dataclass(slots=True)
class Sentence:
    """Words ``first`` to before ``end`` of a text, with what they name and their cues by kind."""

    spelt: list[str]
    gaps: bytearray
    first: int
    end: int
    named: list[Named] = field(default_factory=list)
    cues: dict[str, list[Cue]] = field(default_factory=dict)
    hidden: Collection[int] = ()  # the words of all that the text names, and those that are no part of a cue
    covered: Collection[int] = ()
    following: Named | None = None
    tokens: tuple | None = None  # what ``weighing`` reads in it, once
    is_question: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_question = self.gaps[self.end] == QUESTION

    def read_cues(self) -> None:
        """Find the cues, once all things named are known; a name's own words are no cues."""
        said = self.spelt[self.first : self.end]
        if only_drugs_taken(self.named, said):
            return
        things = _illnesses(said, self.first)
        for first, last, kind, *_ in self.named:
            if kind in _TOKENS:
                things[first] = (last, _TOKENS[kind])
        for cue in cues_in(self.spelt, self.first, self.end, self.covered, things):
            self.cues.setdefault(cue.kind, []).append(cue)

    def reply(self) -> list[Cue]:
        """Return the cues with which the next sentence begins ("I was scared of it. It never came.")."""
        end = min(self.end + _REPLY, len(self.spelt))
        stop = next((place for place in range(self.end + 1, end) if self.gaps[place] >= STOP), end)
        return cues_in(self.spelt, self.end, stop, self.hidden)

    def before(self, kind: str, thing: Named) -> Cue | None:
        """Return the nearest cue of a kind that ends before a thing."""
        return (
            next((cue for cue in reversed(self.cues[kind]) if cue.last < thing.first), None)
            if kind in self.cues
            else None
        )

    def all_before(self, kind: str, thing: Named) -> list[Cue]:
        """Return the cues of a kind that end before a thing, the nearest first."""
        return [cue for cue in reversed(self.cues[kind]) if cue.last < thing.first] if kind in self.cues else []

    def after(self, kind: str, thing: Named) -> Cue | None:
        """Return the first cue of a kind that starts after a thing."""
        return next((cue for cue in self.cues[kind] if cue.first > thing.last), None) if kind in self.cues else None

    def between(self, kind: str, start: int, end: int) -> bool:
        """Tell whether a cue of a kind lies wholly in words ``start`` to before ``end``."""
        return kind in self.cues and any(start <= cue.first and cue.last < end for cue in self.cues[kind])

    def said_had(self, start: int, thing: Named) -> bool:
        """Tell whether the writer says, from word ``start`` up to a thing, that they have or had it."""
        return self.between("OWN", start, thing.first)

    def clause_start(self, thing: Named) -> int:
        """Return where the clause of a thing begins: after the last "but", "because" and the like before it."""
        stop = self.before("STOP", thing)
        return stop.last + 1 if stop else self.first

    def open_words(self, start: int, end: int) -> list[str]:
        """Return the words from ``start`` to before ``end`` that name nothing."""
        return [self.spelt[place] for place in range(start, end) if place not in self.hidden]

    def runs_on(self, start: int, thing: Named) -> bool:
        """Tell whether a list runs from ``start`` to a thing: after each comma only names and small words.

        Before an "or" an item no name covers may stand too ("no diarrhoea, cramps, or vomiting").
        """
        commas = [place for place in range(start, thing.first + 1) if self.gaps[place] in (COMMA, SLASH)]
        if not commas:
            return True
        if commas[-1] == thing.first and self.begins_clause(thing):
            return False
        small = word_set("LIST")
        if self.spelt[commas[-1]] in _OR or self.spelt[thing.last + 1 : thing.last + 2] in (["or"], ["nor"]):
            small = small | word_set("HAVING")  # "no rash, bad headaches, or the dreaded hair loss"
        strange = [word for word in self.open_words(commas[0], thing.first) if word not in small]
        return not strange or (
            self.spelt[thing.first - 1] in _OR
            and len(strange) <= len(commas)
            and word_set("PREDICATE").isdisjoint(strange)
        )

    def begins_clause(self, thing: Named) -> bool:
        """Tell whether a thing is what the next words speak of ("azathioprine made me sick"), and no item of a list."""
        ahead = self.spelt[thing.last + 1 : min(thing.last + 3, self.end)]
        return (
            ahead[:1] != []
            and self.gaps[thing.last + 1] < COMMA
            and ahead[0] in word_set("PREDICATE")
            and ahead[1:] != ["not"]
            and ahead[1:] != ["never"]
            and not any(cue.first == thing.last + 1 for cue in self.cues.get("NO_AFTER", ()))
        )

    def looks_so_only(self, cue: Cue) -> bool:
        """Tell whether a cue begins within a phrase that only looks like one ("I wish it didn't")."""
        return any(one.first <= cue.first <= one.last for one in self.cues.get("PSEUDO", ()))

    def names_remedy(self, thing: Named) -> bool:
        """Tell whether a thing is only part of the name of what is taken against it ("nausea pills", "a shingles jab")."""
        ahead = thing.last + 1
        return ahead < self.end and self.spelt[ahead] in word_set("REMEDIES")

    def names_between(self, start: int, end: int) -> bool:
        """Tell whether something that is no drug is named in words ``start`` to before ``end``."""
        return any(one.kind != "drug" and start <= one.first < end for one in self.named)

    def commas(self, start: int, end: int) -> int:
        """Count the commas before words ``start`` to ``end``, ``end`` included."""
        return sum(self.gaps[place] == COMMA for place in range(start, end + 1))


def only_drugs_taken(named: list[Named], spelt: list[str]) -> bool:
    """Tell whether nothing but drugs is named, and no word is there that could deny or fear one."""
    for one in named:
        if one.kind != "drug":
            return False
    return words_of_cues(_OF_DRUGS).isdisjoint(spelt)


def _illnesses(said: list[str], first: int) -> dict[int, tuple[int, str]]:
    """Return the illnesses among words from ``first`` on by a name of one word, whether or not they have a page."""
    illnesses = word_set("ILLNESSES")
    if illnesses.isdisjoint(said):
        return {}
    return {place: (place, "@illness") for place, word in enumerate(said, first) if word in illnesses}


def spelt_plainly(words: Words) -> list[str]:
    """Return the words of a text without their apostrophes, as cues are written."""
    return [word.replace("'", "") if "'" in word else word for word in words.words]


def sentences_of(words: Words, spelt: list[str], named: list[Named]) -> list[tuple[Sentence, Named]]:
    """Return each thing named with its sentence, cues read; ``spelt`` are the words without apostrophes."""
    found: list[tuple[Sentence, Named]] = []
    gaps, stops, sentence = words.gaps, words.gaps.translate(_STOPS), None
    hidden = _words_of(named)
    # The illness is part of cues such as "lupus gives me"; a drug's or an effect's own words are not.
    others = [one for one in named if one.kind != "condition"]
    covered = hidden if len(others) == len(named) else _words_of(others)
    for thing in named:
        if sentence is None or thing.first >= sentence.end:
            if sentence is not None:
                sentence.following = thing
                sentence.read_cues()
            sentence = Sentence(spelt, gaps, *_bounds(stops, thing), hidden=hidden, covered=covered)
        sentence.named.append(thing)
        found.append((sentence, thing))
    if sentence is not None:
        sentence.read_cues()
    return found


def _words_of(named: list[Named]) -> set[int]:
    return {place for one in named for place in range(one.first, one.last + 1)}


def _bounds(stops: bytearray, thing: Named) -> tuple[int, int]:
    """Return where the sentence of a thing begins and ends; ``stops`` mark the words before which one does."""
    first = stops.rfind(_STOP, 0, thing.first + 1)
    most = min(len(stops) - 1, thing.last + _FURTHEST)
    end = stops.find(_STOP, thing.last + 1, most)
    return max(first, thing.first - _FURTHEST, 0), most if end < 0 else end
