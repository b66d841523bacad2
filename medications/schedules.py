"""Knows how the weeks of a test schedule are written down: whole weeks after the start, rising, one space between."""

from django.core.exceptions import ValidationError

LAST_WEEK = 520  # ten years; a yearly check that begins after five has its first two in sight
MOST_WEEKS = 60


def weeks(written):
    """Return the weeks as numbers; none where the source gives no interval."""
    return [int(week) for week in written.split()]


def written(weeks):
    return " ".join(map(str, weeks))


def are_weeks(found):
    """Tell whether these are rising whole weeks after the start, few enough for a calendar."""
    return (
        all(isinstance(week, int) and not isinstance(week, bool) and 0 < week <= LAST_WEEK for week in found)
        and found == sorted(set(found))
        and len(found) <= MOST_WEEKS
    )


def check(value):
    """Refuse, for a curator's form, what does not read as weeks."""
    parts = value.split()
    if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts) or not are_weeks(weeks(value)):
        raise ValidationError("Write whole weeks after the start, rising, with a space between: 2 4 6 10.")
