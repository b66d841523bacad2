"""What a text seems to tell, as rows that its writer is asked about: uses of drugs, their effects, changes. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from experiences.writing import stage_cues
from medications.matching.folding import flatten

MOST = 200  # mentions that are read: each looks at all others around it, and no story needs more
ANSWERS = {"present": "yes", "absent": "no"}
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_BECAUSE = re.compile(r"\b(?:because|due to|after|for)\b")
_SWITCH = re.compile(r"\b(?:switch|chang|swap|mov)\w*\b")


@dataclass
class ProposedUse:
    """One person's use of one drug, as a text seems to tell it; `words` is the name as it was written."""

    drug: str
    words: str
    stage: str = ""
    dose: tuple | None = None
    condition: str = ""
    benefit: str = "not_said"
    problems: str = "not_said"
    effects: dict = field(default_factory=dict)  # slug: (answer, words)


@dataclass(frozen=True)
class Proposal:
    """All that a text seems to tell; changes are (from drug, to drug), `asks` is the question it is nearest to."""

    uses: list[ProposedUse]
    changes: list[tuple[str, str]]
    asks: str = ""


def propose(text, mentions):
    """Return the Proposal of a text and the mentions that the matcher found in it."""
    plain, mentions = flatten(text), mentions[:MOST]
    drugs = [one for one in mentions if one.kind == "drug"]
    uses = {one.slug: ProposedUse(one.slug, one.text) for one in reversed(drugs)}
    uses = {slug: uses[slug] for slug in dict.fromkeys(one.slug for one in drugs)}
    changes = _changes(drugs, plain)
    _add_what_stands_around(uses, drugs, plain)
    for one in mentions:
        if one.kind == "side_effect" and one.assertion in ANSWERS and (slug := _drug_of(one, drugs, plain, changes)):
            uses[slug].effects.setdefault(one.slug, (ANSWERS[one.assertion], one.text))
    _add_condition(uses, [one for one in mentions if one.kind == "condition"], drugs, plain)
    for _before, after in changes:
        uses[after].stage = uses[after].stage or "taking"
    return Proposal(list(uses.values()), changes)


def _add_what_stands_around(uses, drugs, plain):
    """Read each name's neighbourhood: its sentence, and the next one up to the next name."""
    stages = defaultdict(list)
    for number, one in enumerate(drugs):
        start, end = _sentence(plain, one.start)
        before = plain[max([start, *(other.end for other in drugs[:number])]) : one.start]
        following = [other.start for other in drugs[number + 1 :]]
        after = plain[one.end : min([end, *following])]
        further = plain[one.end : min([_sentence(plain, min(end + 2, len(plain)))[1], *following])]
        use = uses[one.slug]
        stages[one.slug].append(stage_cues.stage(before, further))
        use.dose = use.dose or stage_cues.dose(after)
        for name in ("benefit", "problems"):
            if getattr(use, name) == "not_said":
                setattr(use, name, getattr(stage_cues, name)(further))
    for slug, found in stages.items():
        uses[slug].stage = next((name for name, *_ in stage_cues.STAGES if name in found), "")


def _sentence(plain, place):
    """Return where the sentence around a place begins and ends."""
    start = max((end.end() for end in _SENTENCE_END.finditer(plain, 0, place)), default=0)
    following = _SENTENCE_END.search(plain, place)
    return start, following.start() if following else len(plain)


def _drug_of(effect, drugs, plain, changes):
    """Return the drug an effect is told of: the last one named before it, else the next one in its sentence, else the first.

    What somebody switched *because of* is told of the drug they left.
    """
    earlier = [one for one in drugs if one.end <= effect.start]
    start, end = _sentence(plain, effect.start)
    here = [one for one in drugs if start <= one.start < end]
    before_here = [one for one in earlier if one.start >= start]
    chosen = before_here[-1:] or (here[:1] if here else earlier[-1:]) or drugs[:1]
    slug = chosen[0].slug if chosen else None
    left = next((before for before, after in changes if after == slug), None)
    return left if left and before_here and _BECAUSE.search(plain[chosen[0].end : effect.start]) else slug


def _add_condition(uses, conditions, drugs, plain):
    named = dict.fromkeys(one.slug for one in conditions)
    for slug, use in uses.items():
        spans = [_sentence(plain, one.start) for one in drugs if one.slug == slug]
        near = [one.slug for one in conditions if any(start <= one.start < end for start, end in spans)]
        use.condition = next(iter(near), next(iter(named)) if len(named) == 1 else "")


def _changes(drugs, plain):
    """Return the steps "switched from A to B": two names, one after *from* and one after *to*."""
    found = []
    for one, other in pairwise(drugs):
        start, _ = _sentence(plain, one.start)
        between, before = plain[one.end : other.start], plain[start : one.start]
        if one.slug == other.slug or len(between) > 40 or not _SWITCH.search(before):
            continue
        if re.search(r"\bfrom\W*$", before) and re.search(r"\bto\W*$", between):
            found.append((one.slug, other.slug))
        elif re.search(r"\bto\W*$", before) and re.search(r"\bfrom\W*$", between):
            found.append((other.slug, one.slug))
    return list(dict.fromkeys(found))
