"""Knows which questions people ask of a drug, what sources answer, and what to do next while one is open."""

from collections import defaultdict
from dataclasses import dataclass

from medications.frequencies import plain

# These answers stand in a section of their own, higher up the page; the list of questions only points there.
OWN_SECTION = {
    "pregnancy-and-fertility": "pregnancy",
    "tapering-and-stopping": "stopping",
    "how-long-until-it-works": "how-long",
    "first-weeks": "first-weeks",
    "with-other-drugs": "mixing",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what sources say to it; without lines it is open and its next step is what we have."""

    slug: str
    title: str
    lead: str
    next_step: str
    lines: list
    section: str

    @property
    def is_open(self):
        return not self.lines


def answers(questions, claims, lines):
    """Return {slug: Answer} for every question, open ones too, in the order people ask them."""
    said = defaultdict(list)
    for fact in claims:
        said[fact.question_id].append(lines.line(fact, label=claim_label(fact)))
    return {
        question.slug: Answer(
            slug=question.slug,
            title=question.title,
            lead=question.lead,
            next_step=question.next_step,
            lines=said[question.pk],
            section=OWN_SECTION.get(question.slug, ""),
        )
        for question in questions
    }


def claim_label(fact):
    """Return what stands before a claim: its topic, and the range it gives."""
    return ": ".join(part for part in (fact.get_topic_display().capitalize(), range_in_words(fact)) if part)


def range_in_words(fact):
    """Return "6 to 12 weeks", or nothing without a range."""
    if fact.low is None:
        return ""
    low, high = plain(fact.low), plain(fact.high)
    return f"{low} {fact.unit}" if low == high else f"{low} to {high} {fact.unit}"
