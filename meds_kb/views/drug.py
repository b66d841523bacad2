"""Shows one drug: what is known of it and what people say of it."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.views import which_one
from meds_kb import drug_page, related_page
from meds_kb.known import reading


@require_safe
def drug(request, name):
    drug, names = reading.drug_and_names(name)
    if drug is None:
        return which_one.answer(request, name, kind="drug")
    if not drug.is_counted:
        context = {"page": related_page.read(drug, names, localdate()), "section": "medications"}
        return render(request, "meds_kb/related_drug.html", context)
    context = {"page": drug_page.read(drug, names, localdate()), "section": "medications"}
    return render(request, "meds_kb/drug.html", context)
