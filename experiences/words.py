"""Knows the words in which the pages say what was told."""

from experiences.models import Change, Experience, Mention
from medications.frequencies import plain

WHOSE = {"self": "first-hand", "other": "told for someone else"}
ASSERTED = {
    Mention.Assertion.PRESENT: "",
    Mention.Assertion.ABSENT: "said no",
    Mention.Assertion.FEARED: "feared or asked about",
    Mention.Assertion.INDICATION: "the illness or the reason",
    Mention.Assertion.OTHER: "in general",
}


def said(choices, value):
    """Return the words of a value, or nothing for what was not said."""
    return "" if value in ("", "not_said") else choices(value).label


def dose(amount, unit, period):
    return f"{plain(amount)} {unit} {period}".strip() if amount is not None else ""


def posts(n):
    return "1 post" if n == 1 else f"{n:,} posts"


def day(date):
    """Return a date as "23 November 2026"."""
    return f"{date.day} {date:%B %Y}"


def in_about(seconds):
    """Return a time to wait in words, never shorter than it is."""
    minutes = -(-seconds // 60)
    if minutes < 90:
        return "in a minute" if minutes == 1 else f"in about {minutes} minutes"
    return f"in about {-(-minutes // 60)} hours"


def change(kind, before, after):
    """Return what changed, from drug to drug by name; either may be empty."""
    if kind == Change.Kind.ADDED:
        return f"{after} added to {before}" if before else f"{after} added"
    if kind == Change.Kind.STOPPED:
        return f"{before} stopped"
    if kind == Change.Kind.DOSE_CHANGED:
        return f"another dose of {before}"
    return f"from {before} to {after}"


def reason(value, effect=""):
    """Return why, or that it was not said; a named effect says more than "a side effect"."""
    return effect or said(Experience.StopReason, value) or "reason not said"
