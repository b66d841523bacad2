"""Shows the switch map, or the changes from one drug and to another."""

from django import forms
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from meds_kb import switches_page

LONGEST_NAME = 80


class Name(forms.CharField):
    """A medicine as typed; what is too long is cut, never a mistake."""

    def to_python(self, value):
        return super().to_python(value)[:LONGEST_NAME]


class SwitchesForm(forms.Form):
    from_ = Name(required=False)
    to = Name(required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def add_prefix(self, field_name):
        return field_name.rstrip("_")  # "from" is no name in Python


@require_safe
def switches(request):
    form = SwitchesForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    page = switches_page.read(asked.get("from_", ""), asked.get("to", ""), asked.get("before"), localdate())
    context = {"page": page, "unread": bool(form.errors)}
    return render(request, "meds_kb/switches.html", context, status=400 if form.errors else 200)
