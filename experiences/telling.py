"""Knows how plain values, as YAML or JSON give them, become what is told, and says where they cannot."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from experiences.models import Change, Experience, FactCheck, Mention, Post, ReportedEffect, Thread
from experiences.told import (
    BadTelling,
    ToldChange,
    ToldCorrection,
    ToldEffect,
    ToldExperience,
    ToldFactCheck,
    ToldFollowUp,
    ToldPost,
    ToldThread,
)

CHOICES = {
    (ToldEffect, "answer"): ReportedEffect.Answer,
    (ToldEffect, "severity"): ReportedEffect.Severity,
    (ToldEffect, "began"): ReportedEffect.Began,
    (ToldEffect, "outcome"): ReportedEffect.Outcome,
    (ToldEffect, "attribution"): ReportedEffect.Attribution,
    (ToldExperience, "stage"): Experience.Stage,
    (ToldExperience, "whose"): Experience.Whose,
    (ToldExperience, "duration"): Experience.Duration,
    (ToldExperience, "benefit"): Experience.Benefit,
    (ToldExperience, "problems"): Experience.Problems,
    (ToldFollowUp, "stage"): Experience.Stage,
    (ToldFollowUp, "benefit"): Experience.Benefit,
    (ToldFollowUp, "problems"): Experience.Problems,
    (ToldCorrection, "review"): Mention.Review,
    (ToldCorrection, "assertion"): Mention.Assertion,
    (ToldChange, "kind"): Change.Kind,
    (ToldChange, "reason"): Experience.StopReason,
    (ToldChange, "whose"): Experience.Whose,
    (ToldFactCheck, "verdict"): FactCheck.Verdict,
    (ToldPost, "kind"): Post.Kind,
    (ToldThread, "origin"): Thread.Origin,
}
PARTS = {
    (ToldExperience, "effects"): ToldEffect,
    (ToldExperience, "follow_ups"): ToldFollowUp,
    (ToldPost, "corrections"): ToldCorrection,
    (ToldPost, "experiences"): ToldExperience,
    (ToldPost, "changes"): ToldChange,
    (ToldPost, "fact_checks"): ToldFactCheck,
    (ToldThread, "posts"): ToldPost,
}
LONGEST = {"title": 160, "key": 80, "what_helped": 160, "duration_words": 80, "quote": 400, "dose_unit": 8, "dose_period": 12, "body": 50_000}  # fmt: skip


def read_thread(data):
    """Return the ToldThread of a mapping, as YAML or JSON gives it; raise BadTelling."""
    thread = _read(ToldThread, data, "thread")
    if not thread.title.strip() or not thread.posts:
        raise BadTelling("thread: needs a title and at least one post")
    for number, post in enumerate(thread.posts, 1):
        _check_post(post, f"post {number}")
    return thread


def _check_post(post, where):
    if not post.body.strip():
        raise BadTelling(f"{where}: has no text")
    for check in post.fact_checks:
        if post.body.count(check.quote) != 1:
            raise BadTelling(f"{where}: the checked words must stand in the text exactly once: {check.quote!r}")
        if not check.sources:
            raise BadTelling(f"{where}: a fact check needs a source: {check.quote!r}")
    if any(not 0 <= one.start < one.end <= len(post.body) for one in post.corrections):
        raise BadTelling(f"{where}: a correction must stand inside the text")
    uses = [(told.drug, told.whose) for told in post.experiences]
    if len(set(uses)) < len(uses):
        raise BadTelling(f"{where}: one person's use of one drug is told once in a post")


def _read(made, data, where):
    if not isinstance(data, dict):
        raise BadTelling(f"{where}: expected keys and values, found {type(data).__name__}")
    known = {one.name: one for one in fields(made)}
    if unknown := sorted(map(str, data.keys() - known.keys())):
        raise BadTelling(f"{where}: unknown key {', '.join(unknown)}")
    values = {key: _value(made, key, value, f"{where}, {key}") for key, value in data.items() if value is not None}
    try:
        return made(**values)
    except TypeError as error:
        raise BadTelling(f"{where}: {str(error).partition(' ')[2]}") from None


def _value(made, key, value, where):
    if part := PARTS.get((made, key)):
        return tuple(_read(part, one, f"{where} {number}") for number, one in enumerate(_listed(value, where), 1))
    if key in ("tags", "sources", "questions"):
        return tuple(_text(one, key, where) for one in _listed(value, where))
    if key in READERS:
        return READERS[key](value, where)
    text = _text(value, key, where)
    choices = CHOICES.get((made, key))
    if (choices and text not in choices.values) or (key == "stop_reason" and text not in Experience.StopReason.values):
        raise BadTelling(f"{where}: {text!r} is not one of its values")
    return text


def _listed(value, where):
    if not isinstance(value, (list, tuple)):
        raise BadTelling(f"{where}: expected a list")
    return value


def _text(value, key, where):
    # YAML reads a bare yes as true; an answer is a word.
    if not isinstance(value, str):
        raise BadTelling(f"{where}: expected words (in quotes), found {value!r}")
    if any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise BadTelling(f"{where}: holds a sign that no text holds")
    if len(value) > LONGEST.get(key, 80 if key != "note" else 5_000):
        raise BadTelling(f"{where}: too long")
    return value


def _amount(value, where):
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise BadTelling(f"{where}: expected a number, found {value!r}") from None
    if not (amount.is_finite() and 0 < amount < 1_000_000):
        raise BadTelling(f"{where}: expected a number above 0 and below a million")
    return amount.quantize(Decimal("0.01"))


def _week(value, where):
    if _count(value, where) > 5_000:
        raise BadTelling(f"{where}: expected a week from 0 to 5,000")
    return value


def _count(value, where):
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadTelling(f"{where}: expected a whole number, found {value!r}")
    return value


def _switch(value, where):
    if not isinstance(value, bool):
        raise BadTelling(f"{where}: expected true or false")
    return value


def _moment(value, where):
    try:
        moment = value if isinstance(value, datetime) else parse_datetime(str(value))
    except ValueError:
        moment = None
    if moment is None:
        raise BadTelling(f"{where}: expected a date with a time, such as 2026-11-24T09:30:00Z")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _day(value, where):
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise BadTelling(f"{where}: expected a date, such as 2026-11-24") from None


READERS = {
    "dose_amount": _amount,
    "benefit_week": _week,
    "start": _count,
    "end": _count,
    "is_planned": _switch,
    "told_on": _day,
    "written_at": _moment,
    "published_at": _moment,
    "opened_at": _moment,
    "checked_on": _day,
}
