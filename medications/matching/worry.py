"""Whether a thing named is only feared or asked about, and not said to be had."""

from medications.matching.cues import Cue, cues_in, word_set
from medications.matching.reasons import illness_signs
from medications.matching.sentences import Named, Sentence
from medications.matching.words import COMMA, QUESTION, SLASH

_TURNS = frozenset(("but", "although", "though", "however", "until", "instead", "luckily", "thankfully", "already"))
_OPENERS = frozenset(("is", "are", "does", "can", "will"))
_OTHERS = frozenset(("anyone", "anybody", "any", "who", "else"))
_BEFORE_CLAUSES = frozenset(("but", "so", "and", "also", "just", "ok", "hi", "all", "please", "question"))
_ASKING = frozenset(("anyone", "wondering", "wonder", "curious", "asked", "ask"))
_CLAIMING = frozenset(
    ("cause", "causes", "lead", "give", "make", "get", "be", "include", "happen", "affect", "not", "i")
)
_OWNED = frozenset(("my", "these", "this", "such"))


def feared(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is feared, and not said to be had after all."""
    after = sentence.after("FEARED_AFTER", thing)
    if (
        after
        and len(sentence.open_words(thing.last + 1, after.first)) <= (3 if after.last > after.first else 0)
        and not sentence.between("STOP", thing.last + 1, after.first)
    ):
        # "My main hesitation is the lymphoma risk": a risk is none that is had.
        return after.last == after.first or not sentence.said_had(sentence.clause_start(thing), thing)
    for fear in sentence.all_before("FEAR", thing):
        if sentence.looks_so_only(fear):
            continue
        if not _fear_ends(sentence, fear.last + 1, thing) and not sentence.said_had(fear.last + 1, thing):
            return True
    return False


def hoped_away(sentence: Sentence, thing: Named) -> bool:
    """Tell whether one only hopes not to have a thing ("hope there is no nausea", "praying the nausea stays away")."""
    hope = sentence.before("HOPE", thing)
    if hope is None or sentence.between("STOP", hope.last + 1, thing.first) or sentence.looks_so_only(hope):
        return False
    away = sentence.after("NO_AFTER", thing)
    if any(cue.first == thing.last + 1 for cue in sentence.cues.get("NOT", ())):
        return True  # "I hope the nausea isn't too bad"
    return any(hope.last < cue.first for kind in ("NO", "NOT") for cue in sentence.all_before(kind, thing)) or (
        away is not None and away.last > away.first and not sentence.open_words(thing.last + 1, away.first)
    )


def _fear_ends(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether a fear is over before a thing: a turn ("but"), a help ("for"), or its ground ("because I have")."""
    if sentence.between("REASON", start, thing.first) and thing.slug in illness_signs():
        return True
    between = sentence.spelt[start : thing.first]
    if _TURNS.intersection(between):
        return True
    return "because" in between and between[between.index("because") + 1 :][:1] not in (["of"], ["it"], ["they"])


def asked_about(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is only asked about."""
    opener = _question_opener(sentence, thing)
    if opener is None:
        return (
            sentence.is_question
            and not _own(sentence, sentence.first, thing)
            and not _answered_yes(sentence)
            and sentence.spelt[sentence.first] not in ("why", "how")
            and not _asked_after(sentence, thing)
        )
    if _told_in_asking(sentence, opener, thing) or sentence.spelt[thing.first - 1] in ("this", "these"):
        return False
    if (
        sentence.spelt[opener.first] in ("is", "are", "why", "could", "can", "might")
        and sentence.spelt[thing.first - 1] == "my"
    ):
        return False
    return not sentence.between("STOP", opener.last + 1, thing.first)


def _told_in_asking(sentence: Sentence, opener: Cue, thing: Named) -> bool:
    """Tell whether a question says that the thing is had; "does it make anyone else itch" does not."""
    return any(
        opener.first <= own.first and own.last < thing.first
        for own in sentence.cues.get("OWN", ())
        if own.first <= opener.last or sentence.spelt[own.first] not in _OTHERS
    )


def _question_opener(sentence: Sentence, thing: Named) -> Cue | None:
    """Return the cue that opens a question about a thing; in "does it make anyone else itch" that is the "does it"."""
    openers = [cue for cue in sentence.all_before("ASK", thing) if _asks(sentence, cue)]
    if sentence.is_question and openers and sentence.spelt[openers[0].first] in _OTHERS:
        return next((cue for cue in openers if sentence.spelt[cue.first] not in _OTHERS), openers[0])
    return openers[0] if openers else None


def _asks(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue asks; one word ("is", "does") only where a clause begins."""
    first = sentence.spelt[cue.first]
    if cue.first > sentence.first and sentence.spelt[cue.first - 1] == "if":
        return False
    begins = (
        cue.first == sentence.first
        or sentence.gaps[cue.first] >= SLASH
        or sentence.spelt[cue.first - 1] in _BEFORE_CLAUSES
    )
    if cue.last > cue.first:
        return sentence.is_question or begins or first in _ASKING
    return (begins and (sentence.is_question or _opens_question(sentence, cue))) or first in ("anyone", "anybody")


def _opens_question(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a first word asks, though no question mark ends the sentence ("is diabetes a risk with this")."""
    ahead = sentence.spelt[cue.last + 1 : cue.last + 2]
    return cue.first == sentence.first and sentence.spelt[cue.first] in _OPENERS and _CLAIMING.isdisjoint(ahead)


def _asked_after(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the question comes only after the thing was said ("hair falling out, anyone else?")."""
    after = sentence.after("ASK", thing)
    if after is None:
        return False
    if _own(sentence, sentence.first, thing):
        return True
    # "Mouth sores are back, is it the lupus?": what comes before the question is told.
    told = sentence.spelt[sentence.first : after.first]
    if sentence.gaps[after.first] < COMMA:
        return False
    return sentence.spelt[after.first + 1 : after.first + 2] in (["that"], ["this"], ["these"]) or not (
        word_set("PREDICATE") | _OWNED
    ).isdisjoint(told)


def _own(sentence: Sentence, start: int, thing: Named) -> bool:
    return (
        sentence.between("OWN", start, thing.first)
        or (thing.first > sentence.first and sentence.spelt[thing.first - 1] in _OWNED)
        or sentence.spelt[thing.first] in _OWNED
    )


def _answered_yes(sentence: Sentence) -> bool:
    """Tell whether a short question is answered yes ("Hair loss? Yes, lots.")."""
    if sentence.gaps[sentence.end] != QUESTION or len(sentence.open_words(sentence.first, sentence.end)) > 3:
        return False
    answer = cues_in(sentence.spelt, sentence.end, min(sentence.end + 2, len(sentence.spelt)), frozenset())
    return any(cue.kind == "YES_AFTER" and cue.first == sentence.end for cue in answer)
