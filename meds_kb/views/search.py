"""Shows what one search finds, narrowed where the reader chose so."""

from django import forms
from django.core.validators import RegexValidator
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from experiences.models import Experience
from medications import lists, near_names
from meds_kb import finding
from meds_kb.finding import facets

PLACE = RegexValidator(r"\A[0-9]{1,6}-[0-9]-[0-9]{1,17}-[0-9]{1,18}\Z")


class SearchForm(forms.Form):
    """The one box. Anything a person types is plain text; nothing is a mistake but its length."""

    q = forms.CharField(
        max_length=200,
        required=False,
        error_messages={"max_length": "Please use fewer words. The name of a medicine or a side effect is enough."},
    )


class NarrowedSearchForm(SearchForm):
    """The box, what the posts are narrowed to, and where a later page begins."""

    drug = forms.SlugField(required=False, max_length=80)
    effect = forms.SlugField(required=False, max_length=80)
    condition = forms.SlugField(required=False, max_length=80)
    tag = forms.SlugField(required=False, max_length=100, allow_unicode=True)
    voice = forms.ChoiceField(required=False, choices=Experience.Whose)
    stage = forms.ChoiceField(required=False, choices=Experience.Stage)
    after = forms.CharField(required=False, validators=[PLACE])

    def clean_after(self):
        after = self.cleaned_data["after"]
        return tuple(map(int, after.split("-"))) if after else None


@require_safe
def search(request):
    form = NarrowedSearchForm(request.GET)
    form.is_valid()  # what cannot be read narrows nothing
    query = form.cleaned_data.get("q", "")
    chosen = {key: form.cleaned_data.get(key, "") for key in facets.KEYS}
    after = form.cleaned_data.get("after")
    context = {"query": query, "errors": form.errors.get("q", [])}
    if query or any(chosen.values()):
        context |= _found(query, chosen, after)
    return render(request, "meds_kb/search.html", context)


@require_safe
def search_names(request):
    """Answer with the names that the search box offers while somebody types."""
    return JsonResponse(lists.names(), safe=False)


def _found(query, chosen, after):
    narrowing, names = facets.read(chosen)
    found = finding.find(query, narrowing=narrowing, after=after)
    place = found.posts.next_place
    return {
        "found": found,
        "is_narrowed": bool(narrowing),
        "is_later": after is not None,
        "facets": facets.offered(found.posts.kinds, query, chosen, names),
        "older": facets.address(query, chosen, after="-".join(map(str, place))) if place else "",
        "all": facets.address(query, {}),
        "exactly": facets.address(_exactly(query, found.corrections), chosen),
        "alike": [] if found.results or found.other_drug else near_names.spelt_alike(query),
    }


def _exactly(query, corrections):
    """Return a query with the words that were read in another spelling in quotes, so that they are not."""
    for one in corrections:
        query = query.replace(one.typed, f'"{one.typed}"')
    return query
