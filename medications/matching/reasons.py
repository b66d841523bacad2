"""Whether a thing named is the illness: what the drug is for, what it made better, what lupus does."""

from functools import lru_cache

from medications.matching.cues import Cue, word_set
from medications.matching.files import LISTS
from medications.matching.sentences import Named, Sentence
from medications.matching.words import SPACE, STOP

_FILE = LISTS / "illness_signs.txt"
_TIMES_WITHOUT = frozenset(("before", "if", "prior", "without", "off", "when", "whenever", "every", "during"))
_PLAINLY_LUPUS = frozenset(("arthralgia", "myalgia", "fatigue", "rash", "pyrexia", "mouth-ulceration"))
_MORE_OF_DRUG = frozenset(("upped", "increased", "raised", "doubled", "restarted", "higher", "up"))
_MORE_OF_IT = frozenset(("a", "an", "some", "the", "my", "awful", "terrible", "bad", "horrible", "severe", "lots"))
_SO_TOO = frozenset(("and", "so", "the", "my", "has", "have", "is", "are", "did", "too"))
_GROUNDS = frozenset(("after", "because", "following", "when", "due", "since"))
_SOON = 6
_THANKS_TO_IT = (
    "anymore",
    "any more",
    "since i",
    "since starting",
    "thanks to",
    "for the first",
    "these days",
    "at last",
)
_ON_THE_WAY_OFF = frozenset(("coming", "came", "come", "tapering", "weaning", "going"))


@lru_cache(maxsize=1)
def illness_signs() -> frozenset[str]:
    """Return the effects that are as a rule the illness itself, when a post says that they got better."""
    lines = _FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_reason(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a thing is the illness, what the drug is for, or what it made better."""
    if thing.kind == "condition":
        return any(_reason_reaches(sentence, reason, thing) for reason in sentence.all_before("REASON", thing))
    if no_more(sentence, thing):
        return True
    illness = sentence.before("ILLNESS", thing)
    if illness and sentence.spelt[illness.first] == "off" and sentence.spelt[illness.first - 1] in _ON_THE_WAY_OFF:
        illness = None
    # "Before I started I had ...": what was had then was no side effect.
    if (
        illness
        and not _turned(sentence, illness, thing)
        and (sentence.spelt[illness.first] in _TIMES_WITHOUT or not sentence.said_had(illness.last + 1, thing))
    ):
        return True
    if (
        _not_working(sentence, thing)
        or _illness_after(sentence, thing)
        or _led_to_drug(sentence, thing)
        or _got_better(sentence, thing)
        or _better_too(sentence, thing)
    ):
        return True
    return any(_reason_reaches(sentence, reason, thing) for reason in sentence.all_before("REASON", thing))


def _turned(sentence: Sentence, illness: Cue, thing: Named) -> bool:
    """Tell whether the words turn from the illness to something else; "and my" goes on with what was had before."""
    early = sentence.spelt[illness.first] in ("before", "prior")
    found = sentence.spelt[illness.first] in ("diagnosed", "diagnosis")
    for stop in sentence.cues.get("STOP", ()):
        if illness.last < stop.first and stop.last < thing.first:
            words = sentence.spelt[stop.first : stop.last + 1]
            goes_on = words[0] == "and" and (early or words[-1] in _MORE_OF_IT)
            if not goes_on and not (found and words[0] in _GROUNDS):
                return True
    return False


def of_illness(sentence: Sentence, thing: Named) -> bool:
    """Tell whether an illness named right before a thing owns it ("lupus rash", "RA joint pain")."""
    return (
        thing.kind == "side_effect"
        and thing.first > sentence.first
        and sentence.gaps[thing.first] == SPACE
        and thing.slug in illness_signs()
        and (
            sentence.spelt[thing.first - 1] in word_set("ILLNESSES")
            or any(one.kind == "condition" and one.last == thing.first - 1 for one in sentence.named)
        )
    )


def no_more(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness is said to be had no more ("no more joint pain", "I don't get it any more")."""
    ends = " ".join(sentence.spelt[max(sentence.first, thing.first - 2) : thing.first])
    if ends == "no more" and thing.slug in illness_signs():
        return True
    ahead = sentence.spelt[thing.last + 1 : min(thing.last + 4, sentence.end)]
    return thing.slug in _PLAINLY_LUPUS and " ".join(ahead).startswith(_THANKS_TO_IT)


def not_helped(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness is what the drug left as it was ("it helps the joint pain, but not the fatigue")."""
    ends = sentence.spelt[max(sentence.first, thing.first - 2) : thing.first]
    reason = sentence.before("REASON", thing)
    return (
        reason is not None
        and thing.slug in illness_signs()
        and (ends[-1:] == ["not"] or (ends[:1] == ["not"] and ends[-1] in ("the", "my")))
    )


def _not_working(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness is had because the drug does not help ("it isn't working, still exhausted")."""
    cue = sentence.before("NOT_WORKING", thing)
    return cue is not None and thing.slug in _PLAINLY_LUPUS and not sentence.said_had(cue.last + 1, thing)


def _reason_reaches(sentence: Sentence, reason: Cue, thing: Named) -> bool:
    if any(cue.first < reason.first <= cue.last for cue in sentence.cues.get("GENERAL", ())):
        return False
    # "Had to stop the Imuran because of fever": it is the drug that was stopped.
    if any(one.kind == "drug" and reason.last < one.first < thing.first for one in sentence.named):
        return False
    said_before = sentence.spelt[sentence.first : reason.first]
    if any(not word_set(kind).isdisjoint(said_before) for kind in ("QUITTING", "REMEDY")):
        return False
    if "rid" in sentence.spelt[reason.first : reason.last + 1] and sentence.before("PSEUDO", thing):
        return False
    if sentence.spelt[reason.first] in ("because", "due", "on") and not word_set("SWITCHING").isdisjoint(said_before):
        return False
    between = sentence.open_words(reason.last + 1, thing.first)
    strange = sum(word not in word_set("SMALL") for word in between)
    # "For arthritis and fatigue": what stands before the "and" may be a thing no name covers.
    if strange > (2 if between[-1:] in (["and"], ["or"]) else 0) or sentence.between(
        "OWN", reason.last + 1, thing.first
    ):
        return False
    if sentence.spelt[reason.first] in ("because", "due", "on"):
        return _drug_given(sentence, reason)
    bare_for = reason.first == reason.last and sentence.spelt[reason.first] == "for"
    if thing.kind == "condition" or thing.slug in illness_signs():
        return True
    return bare_for and any(one.kind == "drug" and one.last < reason.first for one in sentence.named)


def _drug_given(sentence: Sentence, reason: Cue) -> bool:
    """Tell whether what has the reason is the drug ("put on it because of"), and not the day in bed."""
    before = sentence.spelt[sentence.first : reason.first]
    return any(one.kind == "drug" and one.last < reason.first for one in sentence.named) or not word_set(
        "GIVEN"
    ).isdisjoint(before)


def _illness_after(sentence: Sentence, thing: Named) -> bool:
    after = sentence.after("ILLNESS", thing)
    if thing.slug in illness_signs() and _came_back(sentence, thing):
        return True
    return (
        after is not None
        and not sentence.between("STOP", thing.last + 1, after.first)
        and len(sentence.open_words(thing.last + 1, after.first)) <= 5
        and sentence.spelt[after.first] not in ("my", "symptoms", "flare")
    )


def _led_to_drug(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness was had until a drug was begun ("... so bad, then I started Plaquenil")."""
    led = sentence.after("LED_TO", thing)
    drugs = [one for one in sentence.named if one.kind == "drug"]
    return (
        led is not None
        and thing.slug in illness_signs()
        and any(led.last < one.first <= led.last + 3 for one in drugs)
        and not any(one.first < led.first for one in drugs)
    )


def drug_next(sentence: Sentence, thing: Named) -> bool:
    """Tell whether the next sentence begins the drug a sign of the illness led to ("... for a year. Then prednisone.")."""
    drug = sentence.following
    if drug is None or drug.kind != "drug" or drug.first > sentence.end + _SOON or thing.slug not in illness_signs():
        return False
    words = sentence.spelt[sentence.end : drug.first]
    return (
        sentence.gaps[sentence.end] == STOP
        and not word_set("LEADING").isdisjoint(words)
        and all(one.kind != "drug" for one in sentence.named)
    )


def _came_back(sentence: Sentence, thing: Named) -> bool:
    after = sentence.after("RETURN_AFTER", thing)
    return (
        after is not None
        and word_set("BETTERING").issuperset(sentence.open_words(thing.last + 1, after.first))
        and not sentence.commas(thing.last + 1, after.first)
        and sentence.spelt[after.last + 1 : after.last + 2] != ["with"]
        and _MORE_OF_DRUG.isdisjoint(sentence.spelt[after.last + 1 : min(after.last + 9, sentence.end)])
    )


def _better_too(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness got better with another ("the rash is gone and the joint pain with it")."""
    better = [
        cue for cue in sentence.all_before("BETTER_AFTER", thing) if sentence.names_between(sentence.first, cue.first)
    ]
    if not better or thing.slug not in illness_signs():
        return False
    between = set(sentence.open_words(better[0].last + 1, thing.first))
    ahead = tuple(sentence.spelt[thing.last + 1 : min(thing.last + 3, sentence.end)])
    too = ahead[:1] in (("too",), ("also",)) or ahead in (("with", "it"), ("as", "well"), ("with", "them"))
    return "and" in between and (
        (too and between <= {"and", "the", "my"}) or ("so" in between and between <= _SO_TOO and not ahead)
    )


def _strange(sentence: Sentence, better: Cue) -> int:
    """Return how many words of their own may stand before "better": two, where it came by the drug ("within days of starting")."""
    return 2 if any(better.last < cue.first <= better.last + 4 for cue in sentence.cues.get("ON_IT", ())) else 0


def _got_better(sentence: Sentence, thing: Named) -> bool:
    """Tell whether a sign of the illness is said to have got better, and not a side effect to have passed."""
    if thing.slug not in illness_signs():
        return False
    after = sentence.after("BETTER_AFTER", thing)
    if (
        after is None
        or len(set(sentence.open_words(thing.last + 1, after.first)) - word_set("BETTERING"))
        > _strange(sentence, after)
        or sentence.commas(thing.last + 1, after.first) > 1
        or (sentence.spelt[after.last] == "stopped" and "it" in sentence.spelt[thing.last + 1 : after.first])
        or (sentence.spelt[after.last] == "down" and sentence.spelt[after.last + 1 : after.last + 2] == ["to"])
    ):
        return False
    return not sentence.cues.get("PASSED") or sentence.after("ON_IT", thing) is not None
