"""Shows one drug: what is known of it and what people say of it."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.views import which_one
from meds_kb import drug_page, related_page
from meds_kb.known import reading
from meds_kb.said.people_like_me import SliceForm


@require_safe
def drug(request, name):
    drug, names = reading.drug_and_names(name)
    if drug is None:
        return which_one.answer(request, name, kind="drug")
    if not drug.is_counted:
        context = {"page": related_page.read(drug, names, localdate()), "section": "medications"}
        return render(request, "meds_kb/related_drug.html", context)
    form = SliceForm(request.GET)
    if not form.is_valid():
        return nobody(request, drug, status=400)
    page = drug_page.read(drug, names, localdate(), form.cleaned_data["slice"])
    if page is None:
        return nobody(request, drug, status=404)
    return render(request, "meds_kb/drug.html", {"page": page, "section": "medications"})


def nobody(request, drug, *, status):
    """Say in words that the people asked for are not here, or not a kind of people that can be asked for."""
    return render(request, "meds_kb/nobody_like_me.html", {"drug": drug, "section": "medications"}, status=status)
