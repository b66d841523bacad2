"""Knows how single values stand in JSON: a number as a number, what was not said as null."""


def number(value):
    """Return a decimal as the JSON number it is, or None."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def date(value):
    return value.isoformat() if value else None


def moment(value):
    return value.isoformat(timespec="seconds")


def source(row):
    """Return one source; `checked_on` is null where the date is not known."""
    return {
        "slug": row.slug,
        "title": row.title,
        "publisher": row.publisher or None,
        "year": row.year,
        "url": row.url or None,
        "kind": row.kind,
        "checked_on": date(row.checked_on),
    }


def sources(rows):
    """Return each source once, in the order of their slugs."""
    return [source(row) for _slug, row in sorted({row.slug: row for row in rows}.items())]
