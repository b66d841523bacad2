"""Where a text tells its readers what to do with medicines: take, stop, change, mix, skip the tests, buy or swap.

What somebody told the writer, what the writer did, questions, and "ask your team" are not advice. The phrases stand in
``advice.txt``; where none is known, the words of a sentence are weighed (``weighing``).
"""

import re
from collections.abc import Iterator

from experiences.text_checks.medicines import masked
from experiences.text_checks.phrases import ending, pattern
from experiences.text_checks.spans import Span, joined
from experiences.text_checks.weighing import ADVICE

FILE = "advice.txt"
_WINDOW = 110
# Set so that of sentences unlike those learnt from, most advice is marked and nine of ten marks are advice.
_ENOUGH = -0.75
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?=\d)|\.(?=\w)){1,400}[.!?\n]*")
_SUBJECT = re.compile(
    r"(?<!\w)(?:i|i'\w+|we|we'\w+|he|she|they|who|which|you|to|people|some|others|anyone|doctors?|did|do)(?!\w)"
)
_SAFE_STOP = re.compile(
    r"(?<!\w)(?:don'?t|do\snot|never|not|shouldn'?t|should\snot|mustn'?t|must\snot|can'?t|cannot|didn'?t|isn'?t|nobody\sshould)"
    r"(?:\s[\w']{1,12}){0,2}\s$"
)
_NUDGE = re.compile(
    r"(?<!\w)(?:why\s(?:don'?t|not)|have\syou\s(?:tried|thought|considered)|how\sabout|what\sabout|anyone\swant)(?!\w)"
)
_CONDITION = re.compile(
    r"(?<!\w)(?:if|when|whenever|what|how|whether|because|in\scase|since|while|where|why|until|before|after)\s$"
)
_LONG_AGO = re.compile(r"(?<!\w)(?:used\sto|back\sthen|in\sthose\sdays|when\si\swas|as\sa\s(?:kid|teen\w{0,4}))(?!\w)")
_DEFIANT = re.compile(
    r"(?<!\w)(?:ignore|defy|don'?t\s(?:ask|tell|listen)|forget|disregard|whatever|no\smatter|shove\sit|stuff\sit|get\slost)(?!\w)"
)
# "Skip it and you will feel it" warns.
_WARNING = re.compile(
    r"\W{1,3}(?:\w+\s){0,3}and\s(?:you|you'll|you\swill|watch|see)\s(?:will\s)?(?:feel|regret|flare|pay|suffer|crash|know|be\ssorry|end\sup|risk|could|may|might|what\shappens)"
)
_PLAINLY = re.compile(r"(?:just|please|honestly|seriously|definitely|simply|trust\sme)\W*$")


def sentences(plain: str) -> Iterator[re.Match]:
    """Yield the sentences of folded text, long ones in pieces."""
    return _SENTENCE.finditer(plain)


def find(flat: str) -> list[Span]:
    """Return the stretches of folded text that advise others, in order; none overlap."""
    plain = masked(flat)
    spans = [
        Span(sentence.start() + start, sentence.start() + end, "advice")
        for sentence in sentences(plain)
        for start, end in list(_by_phrases(sentence[0])) or _by_weight(sentence[0])
    ]
    return _neighbours_joined(joined(spans), plain)


def _neighbours_joined(spans: list[Span], plain: str) -> list[Span]:
    """Return neighbours of one sentence as one: "double it, skip a week" is one advice."""
    out: list[Span] = []
    for span in spans:
        if out and span.start - out[-1].end <= 12 and not re.search(r"[.!?\n]", plain[out[-1].end : span.start]):
            out[-1] = out[-1]._replace(end=span.end)
        else:
            out.append(span)
    return out


def _by_weight(sentence: str) -> list[tuple[int, int]]:
    """Return the whole of a sentence whose words weigh enough, where no phrase was known."""
    bare = sentence.strip()
    start = sentence.find(bare)
    return [(start, start + len(bare))] if bare and ADVICE.weight(bare) > _ENOUGH else []


def _by_phrases(sentence: str) -> Iterator[tuple[int, int]]:
    for hit in pattern(FILE, "trade").finditer(sentence):
        if not _is_told(sentence, hit.start()) and not _SAFE_STOP.search(sentence[: hit.start()]):
            yield hit.span()
    for hit in pattern(FILE, "told").finditer(sentence):
        if _is_meant(sentence, *hit.span()):
            yield hit.span()
    for hit in pattern(FILE, "order").finditer(sentence):
        if _opens_clause(sentence[: hit.start()]) and _is_meant(sentence, *hit.span()):
            yield hit.span()
    yield from _urged(sentence)


def _urged(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield what a reader is urged to do with a medicine: "you should stop it", "best is stopping it", "stop it"."""
    for section in ("change", "changing"):
        for hit in pattern(FILE, section).finditer(sentence):
            window = sentence[max(0, hit.start() - _WINDOW) : hit.start()]
            urging = ending(FILE, "urging").search(window) or _you_do(window, hit[0])
            start = hit.start() - len(window) + urging.start() if urging else hit.start()
            opens = section == "change" and _opens_clause(sentence[: hit.start()])
            if (urging or opens) and _is_meant(sentence, start, hit.end()):
                yield start, hit.end()


def _you_do(before: str, words: str) -> re.Match | None:
    """Return the *you* of "you drop 5 mg a week": only with an amount is that an instruction."""
    return ending(FILE, "you do").search(before) if pattern(FILE, "amount").search(words) else None


def _is_meant(sentence: str, start: int, end: int) -> bool:
    """Tell whether words of advice are the writer's own, to a reader."""
    before = sentence[:start]
    if sentence.rstrip().endswith("?") and not _NUDGE.search(sentence[:end]):
        return False
    if _SAFE_STOP.search(before[-40:]) or _CONDITION.search(before[-12:]) or _LONG_AGO.search(sentence):
        return False
    return not (_WARNING.match(sentence, end) or _is_told(sentence, start, end) or _is_referred(sentence))


def _is_told(sentence: str, start: int, end: int | None = None) -> bool:
    """Tell whether the words before put the advice in another's mouth, or make it the writer's own doing."""
    ends = [told.end() for told in pattern(FILE, "reported").finditer(sentence[:start])]
    if not ends:
        return False
    since = sentence[ends[-1] : end or start]
    return not pattern(FILE, "but you").search(since) and ";" not in since


def _is_referred(sentence: str) -> bool:
    """Tell whether the advice is to ask those who treat the reader."""
    return bool(pattern(FILE, "ask them").search(sentence)) and not _DEFIANT.search(sentence)


def _opens_clause(before: str) -> bool:
    """Tell whether an order after these words opens its clause: nobody before it is its subject."""
    opening = _without_leads(before)
    if not opening or opening[-1] in ':;-("–—*>•)]':
        return True
    softened = len(before.rstrip()) > len(opening)
    clause = opening[max(opening.rfind(":"), opening.rfind(";")) + 1 :].strip(" ,")
    conditional = re.match(r"(?:if|when|whenever|once|as\ssoon\sas|before|for|on\sbad|unless)\s", clause)
    if opening.endswith(","):
        plainly = softened and _PLAINLY.search(before.rstrip())
        return bool(conditional or plainly or not _SUBJECT.search(clause))
    if softened:
        return not _SUBJECT.search(clause) or bool(_PLAINLY.search(before.rstrip()))
    return bool(conditional) and bool(
        re.search(r"\s(?:sick|bad|pain|worse|stomach|better|tired|you|it|up|hurt|flare|ill|low|high)$", clause)
    )


def _without_leads(before: str) -> str:
    """Return the words before an order less the little words that lead up to it."""
    for _ in range(6):
        lead = ending(FILE, "lead").search(before[-40:])
        if not lead:
            break
        before = before[: len(before) - len(before[-40:]) + lead.start()].rstrip(" ")
        if before.endswith(","):
            shorter = ending(FILE, "lead").search(before[-40:])
            if not shorter:
                break
    return before.rstrip()
