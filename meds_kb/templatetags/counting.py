"""Knows how a count is written: 1,250."""

from django import template

from medications.frequencies import squares_path

register = template.Library()


@register.filter
def grouped(n):
    return f"{n:,}"


register.filter("squares_path", squares_path)
