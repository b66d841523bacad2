"""What the words around an effect make likely to be said of it: weights learnt from sentences, added to what the rules say.

The rules know what a cue does where it reaches; they cannot know every cue. The weights (``leanings.txt``, made by
``tests/evaluation/learn_leanings.py``) say of each word near an effect how much it speaks for one assertion or another.
``signs`` says which words count as what; ``weighing`` adds their weights up.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from medications.matching.cues import word_set
from medications.matching.denial import denied_twice, had_since
from medications.matching.files import LISTS
from medications.matching.inflection import stem
from medications.matching.names import ASSERTIONS
from medications.matching.outcomes import outcome
from medications.matching.reasons import illness_signs
from medications.matching.sentences import Named, Sentence
from medications.matching.weighing import FAR, REACH, Weights, lifted, pack
from medications.matching.words import COMMA

_FILE = LISTS / "leanings.txt"
# "Present" is what the rules say where no cue is known, so it gives way sooner than what a cue says (in hundredths of log odds).
_DOUBTED, _TRUSTED = 50, 150
_IT, _GAVE = frozenset(("it", "this", "they")), frozenset(("gave", "gives", "caused", "causes", "brought", "brings"))
_KINDS = {"drug": "@drug", "condition": "@illness", "side_effect": "@effect", "test": "@test"}
_NO = frozenset(
    [
        "not",
        "never",
        "dont",
        "doesnt",
        "didnt",
        "havent",
        "hasnt",
        "hadnt",
        "wasnt",
        "isnt",
        "arent",
        "werent",
        "aint",
        "no",
        "without",
        "zero",
        "nil",
        "none",
        "neither",
        "nor",
    ]
)
_WE = frozenset(("i", "we", "he", "she", "they"))
# Places whose tokens are one each, though written with a space.
_SINGLE = frozenset(("is",))
_CLAUSE = frozenset(
    [
        ",",
        "but",
        "because",
        "so",
        "although",
        "though",
        "however",
        "until",
        "when",
        "since",
        "if",
        "while",
        "which",
        "then",
        "after",
        "before",
    ]
)


def token_of(word: str) -> str:
    """Return the token that stands for a word and its like."""
    if word in word_set("ILLNESSES"):
        return "@illness"
    return "$no" if word in _NO else "$we" if word in _WE else "#" if word.isdecimal() else stem(word)


def signs(sentence: Sentence, thing: Named, said: str) -> Iterator[tuple[str, Iterable]]:
    """Return the tokens around a thing by the place they stand in; ``said`` is what the rules say of it."""
    tokens, at = _tokens(sentence)
    place = at[thing.first]
    before, after = tokens[max(0, place - FAR) : place], tokens[place + 1 : place + 1 + FAR]
    sign = "s" if thing.slug in illness_signs() else "n"
    near, ahead = _clause(before[::-1]), _clause(after)
    yield "before", before
    yield "after", after
    yield "near", near
    yield "ahead", ahead
    yield "near " + sign, near
    yield "ahead " + sign, ahead
    for step in range(3):
        yield f"b{step}", before[-1 - step : len(before) - step] or ("<",)
        yield f"a{step}", after[step : step + 1] or (">",)
    two = ["<", *before][-REACH:]
    yield "pair before", pairwise(two)
    two = [*after[:REACH], ">"]
    yield "pair after", pairwise(two)
    yield "start", ((tokens[0], tokens[1] if len(tokens) > 1 else ">"),)
    yield "both", ((before[-1] if before else "<", after[0] if after else ">"),)
    yield "cue before " + sign, {kind for kind, cues in sentence.cues.items() if cues[0].last < thing.first}
    yield "cue after " + sign, {kind for kind, cues in sentence.cues.items() if cues[-1].first > thing.last}
    yield "rule", (said, said + sign, sign)
    yield "is", _state(sentence, before, after)


def _state(sentence: Sentence, before: list[str], after: list[str]) -> list[str]:
    state = ["asked" if sentence.is_question else "told"]
    state += ["drug before"] * ("@drug" in before) + ["drug after"] * ("@drug" in after)
    return state


def _clause(words: list[str]) -> list[str]:
    """Return the words up to the first that begins another clause, and that one."""
    for place, word in enumerate(words):
        if word in _CLAUSE:
            return words[: place + 1]
    return words


def _tokens(sentence: Sentence) -> tuple[list[str], dict[int, int]]:
    """Return a sentence as tokens, commas too, each thing named as one; and where the things stand among them."""
    starts = {one.first: one for one in sentence.named}
    tokens: list[str] = []
    at: dict[int, int] = {}
    place = sentence.first
    while place < sentence.end:
        if sentence.gaps[place] >= COMMA and place > sentence.first:
            tokens.append(",")
        one = starts.get(place)
        if one is not None:
            at[place] = len(tokens)
            tokens.append(_KINDS[one.kind])
            place = one.last + 1
        else:
            tokens.append(token_of(sentence.spelt[place]))
            place += 1
    return tokens, at


def learnt() -> dict[str, dict[object, int]]:
    """Return the learnt weights by place, packed."""
    weights: dict[str, dict[object, int]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            place, token, *numbers = line.split("\t")
            key = tuple(token.split(" ")) if " " in token and place not in _SINGLE else token
            weights.setdefault(place, {})[key] = pack(map(int, numbers))
    return weights


def kept_with_tokens(weights: dict[str, dict[object, int]]) -> Weights:
    """Return weights by place as they are added up fast."""
    return Weights(weights, token_of, _CLAUSE, _KINDS)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return kept_with_tokens(learnt())


def leaning(sentence: Sentence, thing: Named, said: str) -> str:
    """Return what is said of an effect, once the words around it are weighed with what the rules say."""
    if _is_plain(sentence, thing, said):
        return said
    scores = lifted(total(sentence, thing, said))
    best = max(scores)
    doubted = said == "present" and not (_said_had(sentence, thing) or _stopped_for(sentence, thing))
    doubt = _DOUBTED if doubted else _TRUSTED
    return ASSERTIONS[scores.index(best)] if best - scores[ASSERTIONS.index(said)] > doubt else said


def total(sentence: Sentence, thing: Named, said: str) -> int:
    """Return the weights of all signs around a thing, packed."""
    return _weights().total(sentence, thing, said, "s" if thing.slug in illness_signs() else "n")


def _said_had(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the words right before a thing say that one has it ("my biggest problem is insomnia")."""
    own = sentence.before("OWN", thing)
    return own is not None and own.last >= thing.first - 2


def _stopped_for(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing may be what a drug was stopped for ("stopping Imuran for joint pain")."""
    reason = sentence.before("REASON", thing)
    return reason is not None and not word_set("QUITTING").isdisjoint(sentence.spelt[sentence.first : reason.first])


def _is_plain(sentence: Sentence, thing: Named, said: str) -> bool:
    """Tell whether a rule is so sure that the other words do not count."""
    if _from_drug(sentence, thing) and said == "present":
        return True
    cues = sentence.cues
    if cues and (_lasts(sentence, thing) or outcome(sentence, thing) == said):
        return True
    if said == "feared" and thing.first == 0 and thing.last + 1 == len(sentence.spelt):
        return True  # "moon face?" and nothing else
    if said == "present" and ("NO" in cues or "NOT" in cues):
        return ("UNTIL_AFTER" in cues and had_since(sentence, thing)) or denied_twice(sentence, thing)
    return (thing.denied and said == "absent") or (said == "other" and sentence.names_remedy(thing))


def _from_drug(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the words right after a thing say that a drug gave it ("the rash it gave me took weeks to go")."""
    giver, verb = thing.last + 1, thing.last + 2
    if verb >= sentence.end or sentence.spelt[verb] not in _GAVE:
        return False
    return sentence.spelt[giver] in _IT or any(one.kind == "drug" and one.first == giver for one in sentence.named)


def _lasts(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the words right after a thing say that it goes on ("the itching just won't stop")."""
    after = sentence.after("PSEUDO", thing) if "PSEUDO" in sentence.cues else None
    return after is not None and after.first <= thing.last + 2
