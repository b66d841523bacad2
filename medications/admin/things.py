"""Knows how a form at the desk asks for one thing that can be named: a drug, an effect, a test or a condition."""

from django import forms

from medications.admin.autocomplete import KnowingSelect
from medications.models import Name
from medications.models.names import TARGETS


class ThingForm(forms.Form):
    """Asks for exactly one thing; `chosen` holds it once the form is valid."""

    chosen = None

    def __init__(self, *args, site, thing=None, **kwargs):
        super().__init__(*args, **kwargs)
        for target in TARGETS:
            field = Name._meta.get_field(target)
            self.fields[target] = field.formfield(widget=KnowingSelect(field, site), required=False)
            if isinstance(thing, field.related_model):
                self.fields[target].initial = thing.pk
                self.fields[target].widget.labels = {str(thing.pk): str(thing)}

    def clean(self):
        values = super().clean()
        things = [values[target] for target in TARGETS if values.get(target)]
        if len(things) == 1:
            self.chosen = things[0]
        elif not self.errors:
            raise forms.ValidationError("Choose exactly one: a drug, a side effect, a test or a condition.")
        return values
