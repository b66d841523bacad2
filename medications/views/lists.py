"""Shows the lists: all medicines, side effects, tests and conditions."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from medications import glossary as words
from medications import lists


@require_safe
def medications(request):
    return render(request, "medications/medications.html", {"groups": lists.medicines(), "letters": lists.drug_names()})


@require_safe
def side_effects(request):
    return render(request, "medications/side_effects.html", {"groups": lists.side_effects()})


@require_safe
def tests(request):
    return render(request, "medications/tests.html", {"entries": lists.tests()})


@require_safe
def conditions(request):
    return render(request, "medications/conditions.html", {"entries": lists.conditions()})


@require_safe
def glossary(request):
    return render(request, "medications/glossary.html", {"terms": words.terms(), "tests": lists.tests()})
