"""Knows what a row must cite before it may be marked as checked (DESIGN 6, rule 18)."""

from medications.models import Source

NO_SOURCE = "A checked row names its source. Add one, or take the mark “checked” off."
LESSER_SOURCE = "Only a page of lesser weight says so. Find another source, or take the mark “checked” off."


def refuse_unsourced(form, values):
    """Add an error to a form whose row is marked as checked and names no source."""
    sources = values.get("sources")
    if values.get("is_verified") and sources is not None and not sources:
        form.add_error("sources", NO_SOURCE)


def refuse_lesser_weight(form, field, values, sources):
    """Add an error to a form whose row is marked as checked and rests on one page of lesser weight."""
    if values.get("is_verified") and [source.kind for source in sources] == [Source.Kind.WEB]:
        form.add_error(field, LESSER_SOURCE)
