"""Knows the way from the first page to a page, as its breadcrumb shows it."""

from dataclasses import dataclass

from django.urls import reverse

LISTS = {
    "medications": "Medicines",
    "side_effects": "Side effects",
    "tests": "Tests",
    "conditions": "Illnesses",
    "questions": "Questions",
    "switches": "Changes",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the way."""

    text: str
    url: str


def list_step(name):
    """Return the step to one of the lists."""
    return Step(LISTS[name], reverse(name))


def page_step(row, text):
    """Return the step to a row's own page."""
    return Step(text, row.get_absolute_url())
