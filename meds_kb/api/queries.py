"""Knows what may be asked of each address of the API."""

from django import forms

LARGEST_ID = 2**63 - 1
BY_SLUG = "Give a name as it stands in our addresses, such as {}."


def slug(example):
    refused = BY_SLUG.format(example)
    return forms.SlugField(required=False, max_length=80, error_messages={"invalid": refused, "max_length": refused})


def number(what):
    refused = f"Give {what} as a whole number."
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), refused)
    return forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, error_messages=messages)


class FiguresQuery(forms.Form):
    side_effect = slug("nausea")


class ThreadsQuery(forms.Form):
    before = number("the id of a thread")


class PostsQuery(forms.Form):
    thread = number("the id of a thread")
    drug = slug("azathioprine")
    before = number("the id of a post")
