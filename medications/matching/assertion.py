"""What a post says of a thing it names: present, absent, feared, the reason for the drug, or in general."""

from medications.matching.denial import denied, denied_drug, had_since
from medications.matching.leaning import leaning
from medications.matching.outcomes import outcome
from medications.matching.reasons import drug_next, is_reason, no_more, not_helped, of_illness
from medications.matching.sentences import Named, Sentence, only_drugs_taken, sentences_of, spelt_plainly
from medications.matching.words import Words
from medications.matching.worry import asked_about, feared, hoped_away

# Most sentences hold few kinds of cue: the rules of the others are not tried.
_ON_DRUGS = frozenset(("NO", "NOT", "FEAR", "REFUSED", "DRUG_NO_AFTER"))
_DENYING = frozenset(("NO", "NOT", "NO_AFTER"))
_FEARING, _REASONING = (
    frozenset(("FEAR", "FEARED_AFTER")),
    frozenset(("REASON", "ILLNESS", "RETURN_AFTER", "BETTER_AFTER", "LED_TO", "NOT_WORKING")),
)
_GENERAL = frozenset(("GENERAL", "GENERAL_AFTER", "KIN"))
_OF_DRUG = frozenset(("it", "this", "that", "on", "infusion", "dose"))
_FORETELLING = frozenset(("FEAR", "FORETOLD", "GENERAL"))
_MAY, _OURSELVES = frozenset(("can", "may", "might", "could")), frozenset(("i", "we", "he", "she"))


def assess(words: Words, named: list[Named]) -> list[str]:
    """Return one assertion per thing named, in the same order."""
    spelt = spelt_plainly(words)
    if only_drugs_taken(named, spelt):
        return ["present"] * len(named)
    return [_assertion(sentence, thing) for sentence, thing in sentences_of(words, spelt, named)]


def _assertion(sentence: Sentence, thing: Named) -> str:
    said = _by_rule(sentence, thing)
    return leaning(sentence, thing, said) if thing.kind == "side_effect" else said


def _by_rule(sentence: Sentence, thing: Named) -> str:
    if thing.denied:
        return "absent"
    if thing.kind == "side_effect" and sentence.names_remedy(thing):
        return "other"
    cues, asked = sentence.cues.keys(), sentence.is_question
    if not cues and not asked and len(sentence.named) == 1 and not sentence.following:
        return "present"
    if thing.kind == "drug":
        return "present" if cues.isdisjoint(_ON_DRUGS) else _of_drug(sentence, thing)
    if "UNTIL_AFTER" in cues and had_since(sentence, thing):
        return "present"
    told = None if cues.isdisjoint(_FORETELLING) else outcome(sentence, thing)
    if told:
        return told
    if "HOPE" in cues and hoped_away(sentence, thing):
        return "feared"
    if (asked or not cues.isdisjoint(_DENYING)) and denied(sentence, thing):
        return "indication" if no_more(sentence, thing) or not_helped(sentence, thing) else "absent"
    if thing.kind == "test":
        return "present"
    if (not cues.isdisjoint(_FEARING) and feared(sentence, thing)) or (
        (asked or "ASK" in cues) and asked_about(sentence, thing)
    ):
        return "feared"
    if (
        of_illness(sentence, thing)
        or drug_next(sentence, thing)
        or (not cues.isdisjoint(_REASONING) and is_reason(sentence, thing))
    ):
        return "indication"
    return "other" if not cues.isdisjoint(_GENERAL) and _general(sentence, thing) else "present"


def _of_drug(sentence: Sentence, thing: Named) -> str:
    if denied_drug(sentence, thing):
        return "absent"
    fear = sentence.before("FEAR", thing)
    near = sentence.open_words(fear.last + 1, thing.first) if fear else []
    if (
        fear
        and len(near) <= 3
        and not sentence.between("STOP", fear.last + 1, thing.first)
        and not sentence.names_between(fear.last + 1, thing.first)
        and not sentence.begins_clause(thing)
    ):
        return (
            "feared"
            if set(near)
            <= {"of", "about", "to", "start", "starting", "take", "taking", "going", "on", "the", "try", "trying"}
            else "present"
        )
    return "present"


def _general(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is only spoken of in general, as what a drug can do, or what a parent had without one."""
    if "KIN" in sentence.cues and _of_kin(sentence):
        return True
    after = sentence.after("GENERAL_AFTER", thing)
    if (
        after
        and not sentence.between("OWN", sentence.first, thing.first)
        and len(sentence.open_words(thing.last + 1, after.first)) <= 6
    ):
        return True
    if sentence.spelt[thing.first - 1] in _MAY and sentence.spelt[thing.first - 2] not in _OURSELVES:
        return thing.first >= sentence.first + 2
    for cue in sentence.all_before("GENERAL", thing):
        own = any(
            one.first <= cue.first <= one.last or (cue.last < one.first and one.last < thing.first)
            for one in sentence.cues.get("OWN", ())
        )
        if (
            not own
            and sentence.spelt[thing.first - 1] != "my"
            and not sentence.between("TURN", cue.last + 1, thing.first)
        ):
            return True
    return False


def _of_kin(sentence: Sentence) -> bool:
    """Tell whether a sentence on one's family speaks of no drug ("my mum had osteoporosis")."""
    said = sentence.spelt[sentence.first : sentence.end]
    return all(one.kind != "drug" for one in sentence.named) and _OF_DRUG.isdisjoint(said)
