"""Knows how long something has waited, in words. Pure."""

STEPS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def age(span):
    """Return a timedelta in its largest whole unit: "3 days", "1 hour", "less than a minute"."""
    seconds = span.total_seconds()
    for size, word in STEPS:
        if seconds >= size:
            count = int(seconds // size)
            return f"{count:,} {word}{'s' if count > 1 else ''}"
    return "less than a minute"
