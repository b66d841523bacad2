"""What came of a thing that was feared, expected or foretold: nothing ("but it never came"), or just that."""

from medications.matching.cues import Cue
from medications.matching.denial import closes
from medications.matching.sentences import Named, Sentence
from medications.matching.words import STOP

_FAR, _SOON = 8, 4
_FORETELLING = ("FEAR", "FORETOLD", "GENERAL")
_OF_ONESELF = ("FEAR", "FORETOLD")


def outcome(sentence: Sentence, thing: Named) -> str | None:
    """Return "absent" or "present" when this sentence or the next tells what came of a thing foretold, else None."""
    if not any(sentence.before(kind, thing) for kind in _FORETELLING):
        return None
    told = _outcome_after(sentence, thing) or _outcome_next(sentence, thing)
    if told is None:
        return None
    return "absent" if told.kind == "NO_AFTER" else "present"


def _outcome_after(sentence: Sentence, thing: Named) -> Cue | None:
    """Return the first cue after a thing that tells what came of it, with nothing else told in between."""
    cues = [
        cue
        for kind in ("NO_AFTER", "CAME_TRUE")
        for cue in sentence.cues.get(kind, ())
        if cue.first > thing.last and (kind == "CAME_TRUE" or closes(sentence, cue, sentence.end))
    ]
    first = min(cues, default=None)
    if first is None or len(sentence.open_words(thing.last + 1, first.first)) > _FAR:
        return None
    others = [one for one in sentence.named if one.kind != "drug" and thing.last < one.first < first.first]
    # What is named in between must be an item of the same list ("scared of hair loss and moon face, but neither came").
    return (
        first
        if all(sentence.runs_on(thing.last + 1, other) for other in others)
        and not (others and sentence.between("OWN", thing.last + 1, first.first))
        else None
    )


def _outcome_next(sentence: Sentence, thing: Named) -> Cue | None:
    """Return the cue near the start of the next sentence that tells what came of a thing one fears or was told of."""
    if sentence.is_question or not any(sentence.before(kind, thing) for kind in _OF_ONESELF):
        return None
    for cue in sentence.reply():
        if cue.kind in ("NO_AFTER", "CAME_TRUE") and cue.first <= sentence.end + _SOON:
            named = any(place in sentence.hidden for place in range(sentence.end, cue.first))
            end = next(
                (at for at in range(cue.last + 1, len(sentence.spelt)) if sentence.gaps[at] >= STOP),
                len(sentence.spelt),
            )
            if not named and (cue.kind == "CAME_TRUE" or closes(sentence, cue, end)):
                return cue
    return None
