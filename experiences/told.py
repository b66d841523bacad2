"""Knows what a thread holds before it is stored: the one shape of the seed file, of imports, exports and the forms."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal


class BadTelling(ValueError):
    """A thread that cannot be stored; the message says where and why."""


@dataclass(frozen=True)
class ToldEffect:
    """A yes or a no to one side effect (slug)."""

    effect: str
    answer: str
    severity: str = "not_said"
    began: str = "not_said"
    outcome: str = "not_said"
    attribution: str = "not_said"
    what_helped: str = ""


@dataclass(frozen=True)
class ToldFollowUp:
    """What the same person added later about the same use."""

    told_on: date
    stage: str
    benefit: str = "not_said"
    problems: str = "not_said"


@dataclass(frozen=True)
class ToldExperience:
    """One person's use of one drug (slug)."""

    drug: str
    stage: str
    whose: str = "self"
    dose_amount: Decimal | None = None
    dose_unit: str = ""
    dose_period: str = ""
    duration: str = "not_said"
    duration_words: str = ""
    condition: str | None = None
    benefit: str = "not_said"
    benefit_week: int | None = None
    problems: str = "not_said"
    stop_reason: str = ""
    effects: tuple[ToldEffect, ...] = ()
    follow_ups: tuple[ToldFollowUp, ...] = ()


@dataclass(frozen=True)
class ToldChange:
    """A step from a drug (slug or none) to a drug (slug or none)."""

    kind: str
    from_drug: str | None = None
    to_drug: str | None = None
    reason: str = "not_said"
    side_effect: str | None = None
    is_planned: bool = False
    whose: str = "self"


@dataclass(frozen=True)
class ToldFactCheck:
    """A stretch of the body, held against sources (slugs)."""

    quote: str
    verdict: str
    note: str
    sources: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True)
class ToldCorrection:
    """A link that a moderator confirmed, added or dismissed; one of the four slugs is set."""

    start: int
    end: int
    review: str
    assertion: str = "present"
    drug: str | None = None
    side_effect: str | None = None
    test: str | None = None
    condition: str | None = None


@dataclass(frozen=True)
class ToldPost:
    """One text and what it tells. `published_at` stands where it was public before it came here."""

    body: str
    kind: str = "reply"
    questions: tuple[str, ...] = ()
    experiences: tuple[ToldExperience, ...] = ()
    changes: tuple[ToldChange, ...] = ()
    fact_checks: tuple[ToldFactCheck, ...] = ()
    corrections: tuple[ToldCorrection, ...] = ()
    written_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class ToldThread:
    """A title, its topics and its posts."""

    title: str
    posts: tuple[ToldPost, ...]
    key: str = ""
    origin: str = "submitted"
    tags: tuple[str, ...] = ()
    opened_at: datetime | None = None


@dataclass(frozen=True)
class GivenConsent:
    """What an author agreed to, word for word; `whose` story it is, and if another's: that they know, or why not asked."""

    version: str
    text: str
    whose: str = "self"
    knows: bool = False
    why_not_asked: str = ""
    sixteen: bool = False


def as_mapping(told):
    """Return what `read_thread` would read back, in plain values, without what was left at its default."""
    values = {one.name: getattr(told, one.name) for one in fields(told) if getattr(told, one.name) != one.default}
    return {key: _plain(value) for key, value in values.items()}


def _plain(value):
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return as_mapping(value)
    return str(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value
