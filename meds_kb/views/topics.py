"""Shows one test, and one illness: what it is, which drugs speak of it, which threads do."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.views import which_one
from meds_kb import topic_pages


@require_safe
def test(request, name):
    found, names = topic_pages.topic_and_names("test", name)
    if found is None:
        return which_one.answer(request, name, kind="test")
    if found.merged_into:
        return redirect(found.merged_into, permanent=True)
    return render(request, "meds_kb/test.html", {"page": topic_pages.read_test(found, names, localdate())})


@require_safe
def condition(request, name):
    found, names = topic_pages.topic_and_names("condition", name)
    if found is None:
        return which_one.answer(request, name, kind="condition")
    if found.merged_into:
        return redirect(found.merged_into, permanent=True)
    return render(request, "meds_kb/condition.html", {"page": topic_pages.read_condition(found, names, localdate())})
