"""Shows what one search finds."""

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meds_kb import finding


class SearchForm(forms.Form):
    """The one box. Anything a person types is plain text; nothing is a mistake but its length."""

    q = forms.CharField(
        max_length=200,
        required=False,
        error_messages={"max_length": "Please use fewer words. The name of a medicine or a side effect is enough."},
    )


@require_safe
def search(request):
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    found = finding.find(query) if query else None
    context = {"query": query, "found": found, "errors": form.errors.get("q", [])}
    return render(request, "meds_kb/search.html", context)
