"""Knows what stands at the top of a drug page: a few short lines on what is asked first, each leading to the part that says it whole."""

from dataclasses import dataclass

from medications.frequencies import plain
from meds_kb.first_weeks import DAYS

FEW = 5  # under it no share is given (DESIGN 6, rule 6)
SHOWN_TESTS = 4


@dataclass(frozen=True, slots=True)
class Short:
    """What is asked, the answer in a few words, and the part of the page that says it whole."""

    asked: str
    words: str
    href: str


def in_short(*, warnings, onset, weeks, counts):
    """Return the lines of a drug from its Warnings, its claims on onset, its FirstWeeks and its DrugCounts.

    What nobody says is left out.
    """
    return [line for line in (_help(warnings), _until_it_helps(onset), _tests(weeks), _people(counts)) if line]


def _help(warnings):
    now, today = len(warnings.now), len(warnings.today)
    parts = [_signs(now, "for help now")] if now else []
    parts += [_signs(today, "to call your team the same day")] if today else []
    return Short("When to get help", " and ".join(parts), "#help") if parts else None


def _signs(n, what):
    return f"{n} {'sign' if n == 1 else 'signs'} {what}"


def _until_it_helps(claims):
    ranges = [(fact.low, fact.high, fact.unit) for fact in claims if fact.low is not None and fact.unit in DAYS]
    if not ranges:
        return None
    low, _, low_unit = min(ranges, key=lambda one: (float(one[0]) * DAYS[one[2]], one[2]))
    _, high, high_unit = max(ranges, key=lambda one: (float(one[1]) * DAYS[one[2]], one[2]))
    first, last = f"{plain(low)} {low_unit}", f"{plain(high)} {high_unit}"
    return Short("Until it helps", f"sources say {first}" + (f" to {last}" if last != first else ""), "#first-weeks")


def _tests(weeks):
    names = [test.words for test in weeks.bands[0].tests]
    if not names:
        return None
    more = f" and {len(names) - SHOWN_TESTS} more" if len(names) > SHOWN_TESTS else ""
    return Short("Tests before you start", ", ".join(names[:SHOWN_TESTS]) + more, "#first-weeks")


def _people(counts):
    if not counts.counted:
        return Short("What people say here", "nobody has told of taking it yet", "#what-people-say")
    who = "1 person has" if counts.counted == 1 else f"{counts.counted:,} people have"
    few = ", too few for shares" if counts.counted < FEW else ""
    return Short("What people say here", f"{who} told of taking it{few}", "#what-people-say")
