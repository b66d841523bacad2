"""Knows what a query speaks of: what it names, in which spelling, what it asks, and whether it compares or switches."""

import re
from dataclasses import dataclass, field

from experiences import asked_words
from medications import asking, lexicon
from medications.matching import fold

_SPELLED_NEAR = re.compile(r"spelling|written in \d pieces")
_COMPARES = frozenset(["vs", "v", "versus", "or", "better", "worse", "than", "compare", "compared", "comparing", "comparison", "difference", "differences", "differ", "different", "against", "between", "stronger", "safer"])  # fmt: skip
_SWITCHES = frozenset(["switch", "switched", "switching", "switches", "swap", "swapped", "swapping", "change", "changed", "changing", "move", "moved", "moving", "replace", "replaced", "replacing", "transition", "transitioning"])  # fmt: skip
_TOGETHER = frozenset(
    ["with", "and", "together", "plus", "combine", "combined", "combining", "both", "mix", "mixing", "alongside"]
)
_SIDE_EFFECTS = frozenset(
    [
        "side",
        "effect",
        "effects",
        "affect",
        "affects",
        "sideeffects",
        "of",
        "on",
        "the",
        "what",
        "are",
        "from",
        "with",
        "common",
    ]
)
_DOSE = re.compile(
    r"\bhow (?:much|many)\b(?! (?:does|do|is it|weight|hair|water))|\bdos(?:e|es|age|ages|ing)\b|\b(?:mg|mgs|mcg)\b.*\b(?:should|can|safe|enough|too much)\b|\b(?:should|can) i (?:double|halve|skip|increase|reduce|cut)\b"
    r"|\bhow (?:do|should|can|to) (?:i |we |you )?(?:taper|wean)\b|\btaper\w* .*\d|\btaper(?:ing)? (?:schedule|plan|off|down)\b|\bwean(?:ing)? (?:schedule|plan|off)\b|\b(?:reduce|increase|cut|lower|raise|double|halve) (?:my |the )?\w* ?(?:dose|dosage|mg|pills|tablets)\b"
    r"|\b\d{1,4}(?:\.\d)? ?(?:mgs?|mcg|g)? ?(?:or|vs|versus) ?\d{1,4}(?:\.\d)? ?(?:mgs?|mcg|g)\b"  # one of two amounts
)
_OVERDOSE = re.compile(
    r"\boverdos\w*|\btook (?:too (?:much|many)|double|twice|two doses|extra)\b|\btoo many (?:pills|tablets)\b"
)
_LONGEST_GRAM, _FEW = 3, 3
_MOST_WORDS = 12


@dataclass(slots=True)
class Reading:
    """What one query speaks of. `named` are (kind, slug) in the order of the text; `unsure` may mean any of theirs.

    `typed` are the words that named each, `respelt` those of them that were read in another spelling.
    """

    query: str
    asked: asked_words.Asked
    named: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)
    unsure: list = field(default_factory=list)
    respelt: dict = field(default_factory=dict)
    other_drugs: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    drug_words: dict = field(default_factory=dict)
    rest: str = ""
    is_whole: bool = False
    compares: bool = False
    switches: bool = False
    together: bool = False
    asks_effects: bool = False
    asks_dose: bool = False
    took_too_much: bool = False

    def slugs(self, kind):
        return [slug for kind_of_it, slug in self.named if kind_of_it == kind]


def read(query):
    """Return what a query speaks of; never fails. What stands in quotes is read in no other spelling."""
    known, asked = lexicon.current(), asked_words.read(query)
    found = Reading(query=query, asked=asked)
    text = asked.text
    whole = known.resolve(text)
    if whole.candidates:
        found.unsure, found.is_whole = list(whole.candidates), True
    elif whole.slug and not (asked.quoted and _SPELLED_NEAR.search(_how(known, text, whole))):
        _name(found, whole.kind, whole.slug, text, _how(known, text, whole))
        found.is_whole = True
    elif whole.other_drug:
        found.other_drugs = [(text, whole.other_drug)]
    if not found.is_whole:
        _read_parts(found, known, text)
    without_drugs = _without(text, found)
    words = set(fold(text).split())
    found.questions = asking.current().asked_in(without_drugs) if len(without_drugs) < 200 else []
    found.compares, found.switches = bool(words & _COMPARES), bool(words & _SWITCHES)
    found.together = bool(words & _TOGETHER)
    left = set(fold(without_drugs).split())
    found.asks_effects = bool(left) and left <= _SIDE_EFFECTS
    plain = " ".join(text.lower().split())
    found.asks_dose, found.took_too_much = bool(_DOSE.search(plain)), bool(_OVERDOSE.search(plain))
    return found


def _how(known, text, whole):
    """Return how a whole query was read, also where a word of it is spelt in another way."""
    return "; ".join([whole.how, *(one.reason for one in known.find(text) if one.slug == whole.slug)])


def _name(found, kind, slug, typed, how):
    if (kind, slug) not in found.typed:
        found.named.append((kind, slug))
        found.typed[kind, slug] = " ".join(typed.split())
    if kind == "drug":
        found.drug_words.setdefault(slug, []).append(typed)
    if _SPELLED_NEAR.search(how):
        found.respelt.setdefault((kind, slug), " ".join(typed.split()))


def _read_parts(found, known, text):
    """Read the names that stand among other words, then what the words left over may mean by themselves."""
    rest = text
    mentions = known.find(text)
    for one in mentions:
        if found.asked.quoted and _SPELLED_NEAR.search(one.reason):
            continue
        _name(found, one.kind, one.slug, one.text, one.reason)
    for one in reversed(mentions):
        rest = f"{rest[: one.start]} \n {rest[one.end :]}"
    found.rest = rest
    for run in rest.split("\n"):
        _read_leftovers(found, known, run.split()[:_MOST_WORDS])


def _read_leftovers(found, known, words):
    """Resolve runs of words, the longest first: names that stand for several things, and drugs that are not ours."""
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_GRAM, len(words) - place), 0, -1):
            typed = " ".join(words[place : place + size])
            one = known.resolve(typed)
            drugs = [pair for pair in one.candidates if pair[0] == "drug"]
            if drugs:
                found.unsure += [pair for pair in drugs if pair not in found.unsure]
            elif one.candidates and len(one.candidates) <= _FEW:
                for kind, slug in one.candidates:
                    _name(found, kind, slug, typed, one.how)
            elif one.slug:
                _name(found, one.kind, one.slug, typed, one.how)
            elif one.other_drug and size == 1:
                found.other_drugs.append((typed, one.other_drug))
            else:
                continue
            place += size
            break
        else:
            place += 1


def _without(text, found):
    """Return a text without the names of drugs in it: what is asked of them."""
    for typed in (typed for words in found.drug_words.values() for typed in words):
        text = text.replace(typed, " ")
    return text
