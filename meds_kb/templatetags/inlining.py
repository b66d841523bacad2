"""Knows how the sheet of the drug page is put into it, letter for letter as the policy allows it."""

from django import template
from django.utils.safestring import mark_safe

from meds_kb import inline_sheet

register = template.Library()


@register.simple_tag
def medicine_sheet():
    return mark_safe(f"<style>{inline_sheet.TEXT}</style>")  # noqa: S308 – our own file
