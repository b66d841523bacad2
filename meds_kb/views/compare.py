"""Shows two to four medicines side by side, or lets the reader choose them."""

from django import forms
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from meds_kb import compare_page

LONGEST_NAME, MOST_NAMES = 80, 12


class Names(forms.Field):
    """Names of medicines as typed, in any spelling; what is too long or too many is cut, never a mistake."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        names = (name.strip()[:LONGEST_NAME] for name in value or ())
        return [name for name in dict.fromkeys(names) if name][:MOST_NAMES]


class CompareForm(forms.Form):
    drug = Names(required=False)


@require_safe
def compare(request):
    form = CompareForm(request.GET)
    names = form.cleaned_data["drug"] if form.is_valid() else []
    return render(request, "meds_kb/compare.html", {"page": compare_page.read(names, localdate()), "asked": names})
