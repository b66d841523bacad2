"""Knows how a page keeps what somebody wrote when something is wrong: the list of faults, and the page that asks to wait."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import render

from experiences.words import in_about


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the field it is about."""

    field: str
    text: str


def summary_of(sent):
    """Return the faults of some forms, each with the id of its field, in the order of the page."""
    return [
        Fault(_field_id(form, name), text)
        for form in sent
        if form.is_bound
        for name, texts in form.errors.items()
        for text in texts
    ]


def _field_id(form, name):
    field = form[name]
    first_of_many = isinstance(field.field.widget, forms.RadioSelect)
    return f"{field.auto_id}_0" if first_of_many else field.auto_id


def ask_to_wait(request, seconds, carried, data):
    """Answer 429 with all that was written, and a button to send it again."""
    page = render(
        request,
        "experiences/write/wait.html",
        {"when": in_about(seconds), "carried": carried, "pressed": data.get("do", "check")},
        status=429,
    )
    page.headers["Retry-After"] = str(seconds)
    page.headers["Cache-Control"] = "no-store"
    return page
