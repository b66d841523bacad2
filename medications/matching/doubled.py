"""Whether a denial is itself denied: "I can't eat without nausea", "there isn't a day I don't feel sick"."""

from medications.matching.cues import Cue, word_set
from medications.matching.sentences import Sentence
from medications.matching.words import COMMA

_FURTHEST = 9
_LACKING = frozenset(("without", "free", "minus"))
_DENYING = word_set("$NEG") | {
    "no",
    "cant",
    "cannot",
    "couldnt",
    "wont",
    "hardly",
    "barely",
    "scarcely",
    "rarely",
    "seldom",
}
_TURNING = frozenset(("and", "or", "nor", "but", "so", "because", "though", "then"))


def denied_again(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a denial is itself denied ("I can't eat without nausea", "there isn't a day I don't feel sick")."""
    lacks, spelt = sentence.spelt[cue.first] in _LACKING, sentence.spelt
    for place in range(cue.first - 1, max(sentence.first, cue.first - _FURTHEST) - 1, -1):
        if sentence.gaps[place + 1] >= COMMA or place in sentence.hidden or spelt[place] in _TURNING:
            return False
        if spelt[place] in _DENYING:
            between = set(spelt[place + 1 : cue.first])
            return between.isdisjoint(word_set("BLOCKED")) and (lacks or not between.isdisjoint(word_set("$TIME")))
    return False
