"""What a post says of a thing it names: present, absent, feared, the reason for the drug, or in general."""

from functools import lru_cache
from pathlib import Path

from medications.matching.cues import Cue, cues_in
from medications.matching.denial import denied, denied_drug
from medications.matching.sentences import Named, Sentence, sentences_of
from medications.matching.words import QUESTION, Words

_FILE = Path(__file__).with_name("illness_signs.txt")
# Most sentences hold few kinds of cue: the rules of the others are not tried.
_ON_DRUGS, _DENYING = frozenset(("NO", "NOT", "FEAR")), frozenset(("NO", "NOT", "NO_AFTER"))
_FEARING, _REASONING = frozenset(("FEAR", "FEARED_AFTER")), frozenset(("REASON", "ILLNESS", "BETTER_AFTER"))
_GENERAL = frozenset(("GENERAL", "GENERAL_AFTER"))
_TURNS = frozenset(("but", "although", "though", "however", "until", "instead", "luckily", "thankfully", "already"))
_BETTERING = frozenset("is are was has have had been all completely much so really finally almost nearly totally pretty just now also both slowly "
                       "definitely got a lot bit the that and it very quite getting starting to even seems seemed be being gradually mostly "
                       "too then totally i its bits loads way far".split())
_OWNED = frozenset(("my", "these", "this", "such"))
_SMALL = frozenset("my the a an her his our their some of all this that these severe bad awful horrible terrible constant chronic "
                   "really very is are was were has have and or ongoing any both mild swollen active bit much about "
                   "lupus with daily regular persistent nasty extreme crippling existing usual original".split())


@lru_cache(maxsize=1)
def illness_signs() -> frozenset[str]:
    """Return the effects that are as a rule the illness itself, when a post says that they got better."""
    lines = _FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def assess(words: Words, named: list[Named]) -> list[str]:
    """Return one assertion per thing named, in the same order."""
    return [_assertion(sentence, thing) for sentence, thing in sentences_of(words, named)]


def _assertion(sentence: Sentence, thing: Named) -> str:
    if thing.denied:
        return "absent"
    cues, asked = sentence.cues.keys(), sentence.is_question
    if not cues and not asked:
        return "present"
    if thing.kind == "drug":
        return "present" if cues.isdisjoint(_ON_DRUGS) else _of_drug(sentence, thing)
    if (asked or not cues.isdisjoint(_DENYING)) and denied(sentence, thing):
        return "absent"
    if thing.kind == "test":
        return "present"
    if not cues.isdisjoint(_FEARING) and _feared(sentence, thing) or (asked or "ASK" in cues) and _asked(sentence, thing):
        return "feared"
    if not cues.isdisjoint(_REASONING) and _is_reason(sentence, thing):
        return "indication"
    return "other" if not cues.isdisjoint(_GENERAL) and _general(sentence, thing) else "present"


def _of_drug(sentence: Sentence, thing: Named) -> str:
    if denied_drug(sentence, thing):
        return "absent"
    fear = sentence.before("FEAR", thing)
    near = fear and sentence.open_words(fear.last + 1, thing.first)
    if fear and len(near) <= 3 and not sentence.between("STOP", fear.last + 1, thing.first):
        return "feared" if set(near) <= {"of", "about", "to", "start", "starting", "take", "taking", "going", "on", "the", "try", "trying"} else "present"
    return "present"


def _feared(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is feared, and not said to be had after all."""
    after = sentence.after("FEARED_AFTER", thing)
    if after and len(sentence.open_words(thing.last + 1, after.first)) <= 3 and not sentence.between("STOP", thing.last + 1, after.first):
        return not _said_had(sentence, sentence.first, thing)
    for fear in sentence.all_before("FEAR", thing):
        if not _fear_ends(sentence, fear.last + 1, thing) and not _said_had(sentence, fear.last + 1, thing):
            return True
    return False


def _fear_ends(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether a fear is over before a thing: a turn ("but"), a help ("for"), or its ground ("because I have")."""
    if sentence.between("REASON", start, thing.first) and thing.slug in illness_signs():
        return True
    between = sentence.spelt[start:thing.first]
    if _TURNS.intersection(between):
        return True
    return "because" in between and between[between.index("because") + 1:][:1] not in (["of"], ["it"], ["they"])


def _said_had(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether the writer says in between that they have or had the thing."""
    return sentence.between("OWN", start, thing.first)


def _asked(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is only asked about."""
    opener = _question_opener(sentence, thing)
    if opener is None:
        return sentence.is_question and not _own(sentence, sentence.first, thing) and not _answered_yes(sentence) \
            and sentence.spelt[sentence.first] not in ("why", "how") and not _asked_after(sentence, thing)
    if sentence.between("OWN", opener.last + 1, thing.first) or sentence.spelt[thing.first - 1] in ("this", "these"):
        return False
    if sentence.spelt[opener.first] in ("is", "are", "why") and sentence.spelt[thing.first - 1] == "my":
        return False
    return not sentence.between("STOP", opener.last + 1, thing.first)


def _question_opener(sentence: Sentence, thing: Named) -> Cue | None:
    """Return the cue that opens a question about a thing; one word ("is", "does") only where a clause begins."""
    for cue in sentence.all_before("ASK", thing):
        begins = cue.first == sentence.first or sentence.gaps[cue.first] >= 2 \
            or sentence.spelt[cue.first - 1] in ("but", "so", "and", "also", "just", "ok", "hi", "all", "please", "question")
        if cue.last > cue.first and (sentence.is_question or begins or sentence.spelt[cue.first] in ("anyone", "wondering", "wonder", "curious", "asked", "ask")):
            return cue
        if cue.last == cue.first and (begins and sentence.is_question or sentence.spelt[cue.first] in ("anyone", "anybody")):
            return cue
    return None


def _asked_after(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the question comes only after the thing was said ("hair falling out, anyone else?")."""
    after = sentence.after("ASK", thing)
    return after is not None and _own(sentence, sentence.first, thing)


def _own(sentence: Sentence, start: int, thing: Named) -> bool:
    return sentence.between("OWN", start, thing.first) or thing.first > sentence.first and sentence.spelt[thing.first - 1] in _OWNED \
        or sentence.spelt[thing.first] in _OWNED


def _answered_yes(sentence: Sentence) -> bool:
    """Tell whether a short question is answered yes ("Hair loss? Yes, lots.")."""
    if sentence.gaps[sentence.end] != QUESTION or len(sentence.open_words(sentence.first, sentence.end)) > 3:
        return False
    answer = cues_in(sentence.spelt, sentence.end, min(sentence.end + 2, len(sentence.spelt)), frozenset())
    return any(cue.kind == "YES_AFTER" and cue.first == sentence.end for cue in answer)


def _is_reason(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is the illness, what the drug is for, or what it made better."""
    if thing.kind == "condition":
        return any(_reason_reaches(sentence, reason, thing) for reason in sentence.all_before("REASON", thing))
    illness = sentence.before("ILLNESS", thing)
    if illness and not sentence.between("STOP", illness.last + 1, thing.first) and not _said_had(sentence, illness.last + 1, thing):
        return True
    if _illness_after(sentence, thing) or _got_better(sentence, thing):
        return True
    return any(_reason_reaches(sentence, reason, thing) for reason in sentence.all_before("REASON", thing))


def _reason_reaches(sentence: Sentence, reason: Cue, thing: Named) -> bool:
    between = sentence.open_words(reason.last + 1, thing.first)
    strange = sum(word not in _SMALL for word in between)
    # "For arthritis and fatigue": what stands before the "and" may be a thing no name covers.
    if strange > (2 if between[-1:] in (["and"], ["or"]) else 0) or sentence.between("OWN", reason.last + 1, thing.first):
        return False
    bare_for = reason.first == reason.last and sentence.spelt[reason.first] == "for"
    if thing.kind == "condition" or thing.slug in illness_signs():
        return True
    return bare_for and any(one.kind == "drug" and one.last < reason.first for one in sentence.named)


def _illness_after(sentence: Sentence, thing: Named) -> bool:
    after = sentence.after("ILLNESS", thing)
    return after is not None and not sentence.between("STOP", thing.last + 1, after.first) \
        and len(sentence.open_words(thing.last + 1, after.first)) <= 5 and sentence.spelt[after.first] not in ("my", "symptoms", "flare")


def _got_better(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness is said to have got better, and not a side effect to have passed."""
    if thing.slug not in illness_signs():
        return False
    after = sentence.after("BETTER_AFTER", thing)
    if after is None or not _BETTERING.issuperset(sentence.open_words(thing.last + 1, after.first)) or sentence.commas(thing.last + 1, after.first) > 1:
        return False
    return not sentence.cues.get("PASSED")


def _general(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is only spoken of in general, as what a drug can do."""
    after = sentence.after("GENERAL_AFTER", thing)
    if after and not sentence.between("OWN", sentence.first, thing.first) and len(sentence.open_words(thing.last + 1, after.first)) <= 6:
        return True
    for cue in sentence.all_before("GENERAL", thing):
        own = any(one.first <= cue.first <= one.last or cue.last < one.first and one.last < thing.first for one in sentence.cues.get("OWN", ()))
        if not own and sentence.spelt[thing.first - 1] != "my" \
                and not sentence.between("TURN", cue.last + 1, thing.first):
            return True
    return False
