"""Knows which questions people ask of a drug, what sources answer, and what to do next while one is open."""

from collections import defaultdict
from dataclasses import dataclass

from medications.frequencies import plain
from medications.models import Fact
from meds_kb.known.near import is_answered_by, questions_answered
from meds_kb.known.warnings import other_name

# These answers stand in a section of their own, higher up the page; the list of questions only points there.
OWN_SECTION = {
    "pregnancy-and-fertility": "pregnancy",
    "tapering-and-stopping": "stopping",
    "how-long-until-it-works": "how-long",
    "first-weeks": "first-weeks",
    "with-other-drugs": "mixing",
}


MIXING_QUESTION = "with-other-drugs"
# The words people type that stand below a question, so that one finds it by them on the page.
IN_OTHER_WORDS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page reads it, with the ids of the effects and tests it is about."""

    pk: int
    slug: str
    title: str
    short: str
    lead: str
    next_step: str
    patient_words: str
    effects: set
    tests: set


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what sources say to it; where they say nothing it is open and its next step is what we have."""

    slug: str
    title: str
    short: str
    lead: str
    next_step: str
    other_words: list
    lines: list
    named: list
    asks_for_tests: bool
    section: str
    stands_above: bool

    @property
    def is_open(self):
        return not (self.lines or self.named or self.asks_for_tests or self.stands_above)


def asked(questions):
    """Return every question in the order people ask them, with what it is about: one query."""
    columns = ("pk", "slug", "title", "short", "lead", "next_step", "patient_words")
    found = {}
    for *own, effect, test in questions.order_by("position", "id").values_list(*columns, "effects", "tests"):
        one = found.setdefault(own[0], Asked(*own, set(), set()))
        one.effects.add(effect)
        one.tests.add(test)
    return list(found.values())


def answers(questions, kinds, known, lines):
    """Return {slug: Answer} for every question, open ones too; `known` are the effects that sources name for the drug."""
    said, tests_of = defaultdict(list), {one.slug: one.tests for one in questions}
    for fact in kinds[Fact.Kind.CLAIM]:
        said[fact.question.slug].append(lines.line(fact, label=claim_label(fact)))
    for fact in kinds[Fact.Kind.DISAGREEMENT]:
        if fact.question:
            said[fact.question.slug].append(lines.line(fact, label="Here sources disagree"))
    for fact in kinds[Fact.Kind.INTERACTION]:
        for slug in questions_answered(fact, tests_of):
            if slug not in OWN_SECTION:
                said[slug].append(lines.line(fact, subject=other_name(fact)))
    scheduled = {slug for fact in kinds[Fact.Kind.TEST] for slug in questions_answered(fact, tests_of)}
    above = {slug for slug in OWN_SECTION if said[slug]} | (
        {MIXING_QUESTION} if kinds[Fact.Kind.INTERACTION] else set()
    )
    return {
        one.slug: _answer(
            one, said[one.slug], known, asks_for_tests=one.slug in scheduled, stands_above=one.slug in above
        )
        for one in questions
    }


def _answer(one, lines, known, *, asks_for_tests, stands_above):
    named = [
        effect
        for (_drug, pk), effect in known.items()
        if pk in one.effects and is_answered_by(one.slug, effect.side_effect.slug)
    ]
    return Answer(
        slug=one.slug,
        title=one.title,
        short=one.short,
        lead=one.lead,
        next_step=one.next_step,
        other_words=one.patient_words.splitlines()[:IN_OTHER_WORDS],
        lines=lines,
        named=[] if lines else named,
        asks_for_tests=asks_for_tests,
        section=OWN_SECTION.get(one.slug, ""),
        stands_above=stands_above,
    )


def claim_label(fact):
    """Return what stands before a claim: its topic, and the range it gives."""
    return ": ".join(part for part in (fact.get_topic_display().capitalize(), range_in_words(fact)) if part)


def range_in_words(fact):
    """Return "6 to 12 weeks", or nothing without a range."""
    if fact.low is None:
        return ""
    low, high = plain(fact.low), plain(fact.high)
    return f"{low} {fact.unit}" if low == high else f"{low} to {high} {fact.unit}"
