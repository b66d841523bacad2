"""Knows what a browser posts from a page of the desk when nobody changes anything on it."""

from django.contrib.admin.helpers import AdminForm  # noqa: F401 – what `adminform` is


def fields_of(response):
    form = response.context["adminform"].form
    boxes = list(form)
    for inline in response.context["inline_admin_formsets"]:
        for one in (inline.formset.management_form, *inline.formset.forms):
            boxes += one
    posted = {box.html_name: as_posted(box) for box in boxes}
    return {name: value for name, value in posted.items() if value not in (None, False)}


def as_posted(box):
    """Return the value as the box's own widget would write it into the page."""
    widget = box.field.widget
    value = getattr(widget, "widget", widget).format_value(box.value())
    if isinstance(box.value(), bool):
        return "on" if box.value() else None
    if isinstance(value, list) and not getattr(getattr(widget, "widget", widget), "allow_multiple_selected", False):
        return value[0] if value else ""
    return value
