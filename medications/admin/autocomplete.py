"""Knows how a page with many rows shows the thing chosen in each without asking the database for each."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.forms.models import BaseInlineFormSet

MOST_ROWS = 250  # in one form
LONGEST_ID = 18  # digits: what both databases hold


def is_id(text):
    """Return whether this can be the id of a row."""
    return text.isdecimal() and len(text) <= LONGEST_ID


class KnowsLabels:
    """An autocomplete box that shows labels its form already holds. Django's own asks for each box of each row."""

    labels = {}

    def optgroups(self, name, value, attr=None):
        chosen = [one for one in map(str, value) if is_id(one)]  # Django's own fails on what is no number
        if not chosen or not set(chosen) <= self.labels.keys():
            return super().optgroups(name, chosen, attr)
        empty = [] if self.is_required or self.allow_multiple_selected else [self.create_option(name, "", "", False, 0)]
        options = [self.create_option(name, pk, self.labels[pk], True, place) for place, pk in enumerate(chosen, 1)]
        return [(None, empty + options, 0)]


class KnowingSelect(KnowsLabels, AutocompleteSelect):
    """For one thing."""


class KnowingSelectMultiple(KnowsLabels, AutocompleteSelectMultiple):
    """For several things."""

    def value_from_datadict(self, data, files, name):
        # A number that no database holds becomes one that no row has: the form refuses it in words.
        values = super().value_from_datadict(data, files, name)
        return [value if len(value) <= LONGEST_ID else "0" for value in values]


class RowForm(forms.ModelForm):
    """A form that hands its boxes the labels of what its row was read with."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)  # Django wraps it in its add and edit links
            if isinstance(widget, KnowsLabels):
                widget.labels = {str(row.pk): str(row) for row in self._rows_read(name)}

    def _rows_read(self, name):
        field = self.instance._meta.get_field(name)
        if field.many_to_many:
            return getattr(self.instance, "_prefetched_objects_cache", {}).get(name, ())
        row = field.get_cached_value(self.instance, default=None)
        return () if row is None else (row,)


class RowFormSet(BaseInlineFormSet):
    """Rows that know the thing they belong to without asking for it again."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form


class Rows:
    """Mixed into an inline that is edited: a bounded number of rows, each knowing what it belongs to."""

    formset = RowFormSet
    max_num = MOST_ROWS
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        # Without it one request may ask for 1,000 rows beyond the most, and Django draws each.
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)


class KnowingBoxes:
    """Mixed into an admin or an inline: autocomplete boxes that know their labels, and rows read with what they show."""

    form = RowForm

    def get_queryset(self, request):
        boxes = self.get_autocomplete_fields(request)
        many = [name for name in boxes if self.model._meta.get_field(name).many_to_many]
        rows = super().get_queryset(request).prefetch_related(*many)
        one = [name for name in boxes if name not in many]
        return rows.select_related(*one) if one else rows  # select_related() of nothing would follow every key

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(box := getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # What is chosen here is used elsewhere too: it is edited on its own page.
            box.can_change_related = box.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnowingSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnowingSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
