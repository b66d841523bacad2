"""Whether a text speaks of suicide, an overdose or a medical emergency that is now.

Clause by clause: a phrase that speaks of one counts unless it is denied, or its clause puts it in the past, speaks in general, or uses a
figure of speech (``crisis_said.txt``, ``crisis_context.txt``). Where no phrase is known, the words are weighed (``weighing``). In
doubt a text counts: a needless help page is a smaller harm than a missing one.
"""

import re
from collections.abc import Iterator

from experiences.text_checks.medicines import masked
from experiences.text_checks.phrases import pattern
from experiences.text_checks.spans import Span
from experiences.text_checks.weighing import CRISIS

SAID, CONTEXT = CRISIS.phrases
# Set so that of texts unlike those learnt from, nearly all crises and few near-misses pass. Where a phrase was known and explained
# away, and in one sentence of a long text, the words must weigh more.
_ENOUGH, _ENOUGH_IF_EXPLAINED, _ENOUGH_OF_A_PIECE, _SHORT = -0.75, -0.5, 0.0, 250
_CLAUSE = re.compile(r"(?:[^.!?;\n]|(?<=\d)\.(?=\d)|\.(?=\w)){1,400}[.!?;\n]*")
_TURN = re.compile(
    r"(?<!\w)(?:but|however|except|although|yet)(?!\w)|(?<!\w)and\s(?=(?:now|today|tonight|this\smorning|i\s|i'|he\s|she\s|my\s))"
)
_DENIED = re.compile(
    r"(?:^|\W)(?:no|not|never|without|nor|neither|n't|isn't|isnt|don't|dont|didn't|didnt|doesn't|wasn't|hasn't|haven't|denied|denies|"
    r"none|hardly\sever|rather\sthan|instead\sof)(?:\W{1,3}(?!sure|only|joking|kidding|because|that|when|just)[\w']{1,15}){0,4}\W{1,3}$"
)
_KINDS = ("suicide", "suicide core", "overdose", "emergency", "emergency core", "emergency with now")
_SORTS = ("not living", "means", "despair", "decision", "plea", "farewell")
_GRAVE = ("not living", "means", "farewell")
_TODAY = re.compile(r"(?<!\w)(?:today|tonight|right\snow|this\s(?:morning|afternoon|evening))(?!\w)")
_TONIGHT = re.compile(r"(?<!\w)(?:tonight|right\snow|by\smorning|in\sthe\smorning|tomorrow)(?!\w)")
_ASKED = re.compile(r"\?\s*$")


def find(flat: str) -> list[Span]:
    """Return the words of folded text that speak of a crisis now, each with its kind; none when there is no crisis."""
    plain = masked(flat)
    return _by_phrases(plain) or _by_weight(plain)


def _by_weight(plain: str) -> list[Span]:
    """Return the pieces of a text whose words weigh enough: the whole of a short one, sentence by sentence of a long one."""
    if len(plain) <= _SHORT:
        enough = _ENOUGH_IF_EXPLAINED if _is_explained(plain) else _ENOUGH
        return [Span(0, len(plain), _kind(plain))] if plain.strip() and CRISIS.weight(plain) > enough else []
    pieces = (sentence for sentence in _CLAUSE.finditer(plain) if sentence[0].strip())
    return [Span(*one.span(), _kind(one[0])) for one in pieces if CRISIS.weight(one[0]) > _ENOUGH_OF_A_PIECE]


def _is_explained(plain: str) -> bool:
    """Tell whether a phrase is known in a text whose phrases all turned out to speak of no crisis."""
    return any(pattern(SAID, kind).search(plain) for kind in _KINDS[:-1])


def _kind(plain: str) -> str:
    """Return what a piece of text is most likely about."""
    if any(pattern(SAID, name).search(plain) for name in ("suicide core", "suicide", *_SORTS)):
        return "suicide"
    return "overdose" if pattern(SAID, "medicine").search(plain) else "emergency"


def _by_phrases(plain: str) -> list[Span]:
    found: list[Span] = []
    signs: dict[str, Span] = {}
    was_suicidal = False
    for start, clause, near in _clauses(plain):
        found += [Span(start + hit.start(), start + hit.end(), kind) for kind, hit in _speaking(clause, near)]
        if was_suicidal and not found and _is_back(clause):
            found.append(Span(start, start + len(clause), "suicide"))
        was_suicidal = was_suicidal or bool(pattern(SAID, "suicide").search(clause))
        for sort, hit in _signs(clause, near):
            signs.setdefault(sort, Span(start + hit.start(), start + hit.end(), "suicide"))
            if sort in _GRAVE and _TONIGHT.search(clause):
                signs.setdefault("tonight", Span(start, start + len(clause), "suicide"))
    return found or _together(signs)


def _together(signs: dict[str, Span]) -> list[Span]:
    """Return signs of suicide of two sorts; despair and a plea alone may be about any symptom."""
    return sorted(signs.values()) if len(signs) > 1 and set(signs) != {"despair", "plea"} else []


def _clauses(flat: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each clause starts, the clause, and all from there to the end of the next sentence."""
    sentences = list(_CLAUSE.finditer(flat))
    for place, sentence in enumerate(sentences):
        after = sentences[place + 1][0] if place + 1 < len(sentences) else ""
        start = 0
        for turn in [*(hit.start() for hit in _TURN.finditer(sentence[0])), len(sentence[0])]:
            if turn > start:
                yield sentence.start() + start, sentence[0][start:turn], sentence[0][start:] + after
                start = turn


def _speaking(clause: str, near: str) -> Iterator[tuple[str, re.Match]]:
    """Yield the first phrase of a clause that speaks of a crisis now, with its kind."""
    for kind in _KINDS:
        for hit in pattern(SAID, kind).finditer(clause):
            if not _is_denied(clause, hit) and _is_now(kind, clause, near, hit):
                yield kind.split()[0], hit
                return
    alarm = pattern(SAID, "alarm").search(clause)
    symptom = pattern(SAID, "symptom").search(clause)
    if (
        alarm
        and symptom
        and alarm.start() != symptom.start()
        and (pattern(SAID, "present").search(clause) or _says(clause, "now"))
    ):
        weak = not (_is_denied(clause, alarm) or _is_denied(clause, symptom))
        if weak and _is_now("alarm", clause, near, alarm):
            yield "emergency", alarm


def _signs(clause: str, near: str) -> Iterator[tuple[str, re.Match]]:
    for sort in _SORTS:
        for hit in pattern(SAID, sort).finditer(clause):
            if not _is_denied(clause, hit) and _is_now("suicide", clause, near, hit):
                yield sort, hit


def _is_denied(clause: str, hit: re.Match) -> bool:
    return bool(_DENIED.search(clause[max(0, hit.start() - 60) : hit.start()]))


def _is_now(kind: str, clause: str, near: str, hit: re.Match) -> bool:
    """Tell whether what is said is so now, as far as its clause and what stands near tell."""
    outside = clause[: hit.start()] + " \0 " + clause[hit.end() :]
    if _says(clause, "figure") or _says(outside, "in general") or _says(clause[: hit.start()], "condition"):
        return False
    now = _says(clause, "now")
    if _says(outside if now else clause, "not then") or (_says(near, "over") and not now):
        return False
    if kind == "emergency with now":
        return _is_acute(clause, near) and not _is_habit(clause) and not _ASKED.search(clause)
    if kind == "alarm":
        return not _is_habit(clause) and not _ASKED.search(clause)
    if kind == "emergency core":
        return not _is_habit(clause) and not _ASKED.search(clause)
    return kind.startswith("suicide") or (kind == "emergency" and now) or not _says(outside, "habit")


def _is_habit(clause: str) -> bool:
    """Tell whether a clause speaks of what comes and goes, and not of today."""
    return _says(clause, "habit") and not _TODAY.search(clause)


def _is_acute(clause: str, near: str) -> bool:
    """Tell whether a clause that names a symptom says that it is happening."""
    return _says(clause, "now") or _says(near, "now")


def _says(words: str, section: str) -> bool:
    return bool(pattern(CONTEXT, section).search(words))


def _is_back(clause: str) -> bool:
    """Tell whether a clause says that what was once so is so again."""
    return _says(clause, "feeling again") and _says(clause, "now") and not _says(clause, "in general")
