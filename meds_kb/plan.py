"""Knows the monitoring plan of a drug as a calendar (RFC 5545): the days on which published schedules ask for a test.

The same drug, day and country give the same bytes, until a curator changes a schedule or somebody reads a source anew.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst
from icalendar import Calendar, Event

from medications import schedules
from meds_kb.known.basics import before_start
from meds_kb.known.citing import day as in_words

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)
OWN_PLAN = (
    "Published plans, as a reminder. Your own team may ask for other tests or days, and their plan comes first. If your "
    "dose changes, ask them for a new plan. Never change or stop a drug because of this calendar."
)
NO_PLAN = "We have no checked schedule for this drug. Ask your team which tests you need, and when."


@dataclass(frozen=True, slots=True)
class Due:
    """One day of the plan: what to ask for, and what each schedule says in its own words."""

    week: int
    tests: tuple
    notes: tuple


def dues(facts, sources_of):
    """Return the days of the plan, the first before the start (week 0), each test once a day."""
    by_week = defaultdict(list)
    for fact in facts:
        for week in _weeks(fact):
            by_week[week].append(fact)
    return [
        Due(
            week=week,
            tests=_names(found),
            notes=tuple(_note(fact, sources_of.get(fact.pk, ())) for fact in found),
        )
        for week, found in sorted(by_week.items())
    ]


def _names(facts):
    """Return each test once, with the countries whose schedules ask for it where they are not everybody's."""
    regions = defaultdict(list)
    for fact in facts:
        regions[fact.test.plain_name].append(fact.region)
    return tuple(
        name if "" in found else f"{name} ({', '.join(sorted(set(found)))})" for name, found in regions.items()
    )


def has_dates(fact):
    """Tell whether a schedule gives any day: before the start, or weeks after it."""
    return bool(_weeks(fact))


def _weeks(fact):
    first = [0] if fact.before_start not in ("", "no") else []
    return first + schedules.weeks(fact.due_weeks)


def _note(fact, sources):
    name = capfirst(fact.test.plain_name) + (f" ({fact.region})" if fact.region else "")
    when = before_start(fact)
    cited = "; ".join(
        f"{source.publisher or source.title}, checked: {in_words(source.checked_on)}" for source in sources
    )
    return f"{name}. {when + '. ' if when else ''}{fact.text} {fact.why}".strip() + (
        f"\nSource: {cited}." if cited else ""
    )


def calendar(drug, start, dues, *, where, url, checked):
    """Return the calendar file as bytes; without a day in the plan it holds one, to ask the team."""
    made = Calendar()
    made.add("prodid", "-//Known and Told//Monitoring plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{capfirst(drug.name)}: tests")
    for due in dues or [Due(0, (), (NO_PLAN,))]:
        made.add_component(_event(drug, start, due, where, url, checked or start))
    return made.to_ical()


def _event(drug, start, due, where, url, checked):
    made = Event()
    date = start + datetime.timedelta(weeks=due.week)
    made.add("uid", f"{drug.slug}-{start:%Y%m%d}-week-{due.week}{'-' + where.lower() if where else ''}@known-and-told")
    # The day on which the plan was last checked, so that the file is the same each time it is fetched.
    made.add("dtstamp", datetime.datetime.combine(checked, datetime.time(), datetime.UTC))
    made.add("dtstart", date)
    made.add("dtend", date + datetime.timedelta(days=1))
    made.add("summary", f"{capfirst(drug.name)}: {_summary(due)}")
    made.add("description", "\n\n".join([*due.notes, OWN_PLAN, url]))
    made.add("transp", "TRANSPARENT")
    return made


def _summary(due):
    if not due.tests:
        return "ask your team which tests you need"
    names = ", ".join(due.tests)
    return f"before you start, ask about {names}" if due.week == 0 else f"due in week {due.week}: {names}"
