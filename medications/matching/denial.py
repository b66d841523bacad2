"""Whether a thing named is denied: "no hair loss, weight gain or moon face", "nausea: none", "never took it"."""

from medications.matching.cues import Cue, cues_in, word_set
from medications.matching.doubled import denied_again
from medications.matching.sentences import Named, Sentence
from medications.matching.words import COMMA, QUESTION

_FAR = 9
_OPEN_ENDED = frozenset(
    ("wasnt", "isnt", "werent", "arent", "had", "have", "havent", "get", "got", "never", "not", "no", "nothing")
)
_HAD = frozenset(
    ("have", "had", "having", "get", "got", "gotten", "experience", "experienced", "notice", "noticed", "suffer")
)
_IN_MY_LIFE = frozenset(
    ("in", "all", "my", "whole", "entire", "life", "at", "ever", "once", "really", "or", "anything", "any")
)
_NEAR = 5
# Words that may stand between a thing and what denies it ("hair loss, well, that has never happened").
_BESIDE = frozenset(
    (
        *("or", "and", "i", "was", "is", "has", "have", "been", "so", "far"),
        *("really", "side", "the", "from", "it", "thats", "something", "are", "were", "as"),
        *("well", "thankfully", "luckily", "thing", "things", "part", "bit", "one", "goes", "that"),
        *("your", "worry", "fear", "concern", "for", "us", "me", "they", "said", "though"),
        *("honestly", "personally", "effect"),
    )
)
# After "it isn't the nausea" these begin what is said of it ("... that bothers me"): it is weighed, not denied.
_WEIGHED = frozenset(("that", "i", "im", "which", "so"))
_OF_IT = frozenset(("it", "them", "any", "one", "that", "either", "none", "neither"))
_WHO = frozenset(("i", "we", "he", "she", "they"))
_LATER = frozenset(("until", "till", "til", "right", "straight", "immediately", "overnight"))
_RELATIVE = frozenset(("they", "that", "everyone", "everybody", "people", "i", "we", "you", "which"))
_GOING = frozenset(("back", "again", "off", "away", "down"))
_CLOSING = frozenset(
    (
        *("yet", "so", "at", "thankfully", "luckily", "though", "and", "but", "myself", "personally"),
        *("any", "once", "with", "on", "from", "since", "to", "in", "thank", "touch"),
        *("it", "them", "that", "either", "or", "ever", "until", "till", "really", "a"),
        *("because", "as", "thanks", "despite", "throughout", "even", "while", "when"),
    )
)


def denied(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sentence says that a thing is not had."""
    if "EXCEPT" in sentence.cues and _excepted(sentence, thing):
        return False
    cues = _negations(sentence, thing)
    if cues and denied_again(sentence, cues[0]):
        return False
    return _after(sentence, thing) or any(_reaches(sentence, cue, thing) for cue in cues)


def _excepted(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is what was had after all ("apart from tiredness no problems")."""
    return any(
        sentence.runs_on(cue.last + 1, thing)
        and not any(sentence.between(kind, cue.last + 1, thing.first) for kind in ("NO", "NOT"))
        and len(sentence.open_words(cue.last + 1, thing.first)) <= 4
        for cue in sentence.all_before("EXCEPT", thing)[:1]
    )


def had_since(sentence: Sentence, thing: Named) -> bool:
    """Tell whether all that is denied is that it was had earlier ("never had headaches before imuran")."""
    after = sentence.after("UNTIL_AFTER", thing)
    return (
        after is not None
        and not _none_till_now(sentence, thing, after)
        and sentence.spelt[thing.last + 1] not in ("or", "nor")
        and (
            len(sentence.open_words(thing.last + 1, after.first)) <= 2
            or _IN_MY_LIFE.issuperset(sentence.open_words(thing.last + 1, after.first))
        )
        and not sentence.commas(thing.last + 1, after.first)
        and not sentence.between("NO_AFTER", thing.last + 1, after.first)
        and (sentence.spelt[after.first] != "before" or after.last + 1 < sentence.end)
        and any(_reaches(sentence, cue, thing) for cue in _negations(sentence, thing))
    )


def _none_till_now(sentence: Sentence, thing: Named, after: Cue) -> bool:
    """Tell whether "no cataract till now" says that there is none yet; what was "never had until now" is had."""
    now = sentence.spelt[after.last] == "now" or sentence.spelt[after.last + 1 : after.last + 2] in (["now"], ["today"])
    return (
        now
        and sentence.spelt[after.first] in ("till", "til", "until", "up")
        and any(cue.kind == "NO" and _reaches(sentence, cue, thing) for cue in _negations(sentence, thing))
    )


def denied_twice(sentence: Sentence, thing: Named) -> bool:
    """Tell whether it is denied that a thing is not had ("I'm never free of nausea")."""
    cues = _negations(sentence, thing)
    return bool(cues) and denied_again(sentence, cues[0])


def denied_drug(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sentence says that a drug is not taken, and never was."""
    after = sentence.after("DRUG_NO_AFTER", thing)
    if after and after.first == thing.last + 1:
        return True
    for cue in [*_negations(sentence, thing), *sentence.all_before("REFUSED", thing)]:
        between = sentence.open_words(cue.last + 1, thing.first)
        if (
            not sentence.runs_on(cue.last + 1, thing)
            or sentence.commas(cue.last + 1, thing.first) > 3
            or sentence.names_between(cue.last + 1, thing.first)
            or _about_another(sentence, cue, between)
        ):
            continue
        allowed = word_set("TAKING") | word_set("LIST")
        if all(word in allowed for word in between) and len(between) <= _FAR and not _no_longer(sentence, cue, thing):
            return cue.kind in ("NOT", "REFUSED") or (len(between) <= 3 and not set(between) & {"more", "on", "to"})
    return False


def _about_another(sentence: Sentence, cue: Cue, between: list[str]) -> bool:
    """Tell whether it is not the taking that is denied: "without it", "that is the lupus, not the imuran"."""
    return sentence.spelt[cue.first] == "without" or (
        sentence.spelt[cue.last] == "not" and between in (["the"], ["my"], ["from"], ["from", "the"])
    )


def _no_longer(sentence: Sentence, cue: Cue, thing: Named) -> bool:
    after = " ".join(sentence.spelt[thing.last + 1 : min(thing.last + 4, sentence.end)])
    return after.startswith(
        ("any more", "anymore", "any longer", "since", "today", "yesterday", "for a", "this", "yet today")
    ) or " " + sentence.spelt[cue.last] + " " in (" longer ",)


def _negations(sentence: Sentence, thing: Named) -> list[Cue]:
    """Return the negations before a thing, nearest first, without those that only look like one."""
    cues = sentence.all_before("NO", thing) + sentence.all_before("NOT", thing)
    if not cues:
        return cues
    pseudo = {
        place
        for kind in ("PSEUDO", "FEAR", "OWN")
        for cue in sentence.cues.get(kind, ())
        for place in range(cue.first, cue.last + 1)
    }
    # "Not so bad" denies nothing, "not so much as a rash" does: a phrase that goes on is what it is as a whole.
    return sorted(
        (cue for cue in cues if cue.first not in pseudo or (cue.last > cue.first + 1 and cue.last not in pseudo)),
        key=lambda cue: -cue.last,
    )


def _reaches(sentence: Sentence, cue: Cue, thing: Named) -> bool:
    """Tell whether a negation's scope takes in a thing after it."""
    start = cue.last + 1
    if _stopped(sentence, start, thing) or not sentence.runs_on(start, thing) or _begun_by_drug(sentence, start, thing):
        return False
    if cue.kind == "NO" and sentence.gaps[thing.first] == COMMA and sentence.spelt[thing.first] in word_set("FINITE"):
        return False
    between = sentence.open_words(start, thing.first)
    if sentence.spelt[cue.first] == "without" and not _WHO.isdisjoint(between):
        return False
    if between in (["the"], ["my"]) and _WEIGHED.issuperset(sentence.spelt[thing.last + 1 : thing.last + 2] or ["."]):
        return False
    # "It isn't the prednisone that gives me insomnia" denies the cause only.
    if cue.kind == "NOT" and between[:1] == ["the"] and "that" in between:
        return False
    if len(between) > _FAR or set(between) & (word_set("RELIEF") | word_set("BLOCKED")):
        return False
    if cue.kind == "NO":
        # "Without Plaquenil I get ...": a new subject begins after the drug.
        if "i" in between and any(one.kind == "drug" and start <= one.first < thing.first for one in sentence.named):
            return False
        return sum(word not in word_set("HAVING") for word in between) <= 3
    strange = [word for word in between if word not in word_set("HAVING")]
    return len(strange) <= (3 if _lists(sentence, start, thing) else 1)


def _begun_by_drug(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether a drug right before a thing begins a clause with it ("never took CellCept, imuran made me sick")."""
    return sentence.spelt[thing.first] in word_set("PREDICATE") and any(
        one.kind == "drug" and start <= one.first and one.last == thing.first - 1 for one in sentence.named
    )


def _lists(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether a verb denies a list of things, among them some no name covers ("didn't get brain fog, gas or rash")."""
    opening = sentence.spelt[start : min(start + 3, thing.first)]
    return not _HAD.isdisjoint(opening) and (
        "any" in opening
        or sentence.spelt[thing.first - 1] in ("or", "nor")
        or bool(sentence.commas(start, thing.first))
    )


def _stopped(sentence: Sentence, start: int, thing: Named) -> bool:
    """Tell whether the scope ends before a thing; "from" does not end "suffer from", nor "or" a list."""
    for stop in sentence.cues.get("STOP", ()):
        if start <= stop.first < thing.first:
            if sentence.spelt[stop.first] == "from" and sentence.spelt[stop.first - 1] in (
                "suffer",
                "suffered",
                "suffering",
            ):
                continue
            return True
    return False


def _after(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the words after a thing deny it ("nausea: none", "hair loss hasn't happened", "rash? nope")."""
    after = sentence.after("NO_AFTER", thing)
    if after is not None:
        between = sentence.open_words(thing.last + 1, after.first)
        if between == ["but"] and sentence.spelt[after.last] in _OF_IT:
            return True  # "he asked about a cough but I haven't got one"
        if not between and _closes(sentence, thing, after):
            return True
        if len(between) <= _NEAR and (_BESIDE.issuperset(between) or _relative(between)):
            return _closes(sentence, thing, after) and sentence.commas(thing.last + 1, after.first) <= 1
    return _answered_no(sentence, thing)


def _closes(sentence: Sentence, thing: Named, after: Cue) -> bool:
    if sentence.spelt[after.first] == "free":
        return after.first == thing.last + 1
    return closes(sentence, after, sentence.end)


def _relative(between: list[str]) -> bool:
    """Tell whether words only say more of the thing ("the nausea they promised never came")."""
    return between[0] in _RELATIVE and word_set("FINITE").isdisjoint(between)


def closes(sentence: Sentence, after: Cue, end: int) -> bool:
    """Tell whether a bare "no" after a thing is about it, and not the start of the next denial, up to word ``end``."""
    word = sentence.spelt[after.first]
    ahead = sentence.spelt[after.last + 1] if after.last + 1 < end else ""
    # What never came back was had, and so was what did not begin until later.
    if ahead in _GOING or (ahead in _LATER and sentence.spelt[after.last] in word_set("$OCCUR")):
        return False
    if (
        sentence.spelt[after.last] in _OPEN_ENDED
        and ahead
        and sentence.gaps[after.last + 1] < COMMA
        and ahead not in _CLOSING
    ):
        return False
    if after.last > after.first or word in ("none", "nope", "absent", "nonexistent", "negative"):
        return not (word in ("no", "none", "never", "i", "not") and _next_is_named(sentence, after, end))
    return not ahead or sentence.gaps[after.last + 1] == COMMA


def _next_is_named(sentence: Sentence, after: Cue, end: int) -> bool:
    ahead = range(after.last + 1, min(after.last + 4, end))
    return any(place in sentence.hidden for place in ahead) and sentence.gaps[after.first] == COMMA


def _answered_no(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a short question about a thing is answered no ("Hair loss? None.")."""
    if sentence.gaps[sentence.end] != QUESTION or len(sentence.open_words(sentence.first, sentence.end)) > 3:
        return False
    answer = cues_in(sentence.spelt, sentence.end, min(sentence.end + 4, len(sentence.spelt)), frozenset())
    opening = {cue.kind: cue for cue in answer if cue.first == sentence.end}
    # "Acne? Not a pimple.", but "Acne? Not a nice thing to have."
    few = "NO" in opening and opening["NO"].last > sentence.end and "PSEUDO" not in opening
    return "NO_AFTER" in opening or few
