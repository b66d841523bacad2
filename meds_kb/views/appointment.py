"""Shows the sheet to take to an appointment, and hands out the monitoring plan as a calendar."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.views import which_one
from meds_kb import appointment_page, plan
from meds_kb.known import reading
from meds_kb.middleware import say

LONGEST_SLUG, MOST_TICKED = 80, 40
BAD_DAY = (
    "We cannot read this day",
    "Write the day as year, month and day, such as 2026-11-30. It must be between the years 2000 and 2100.",
)


class Ticked(forms.Field):
    """Questions ticked on the page; what is not one of ours is left out by the page, never a mistake."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return [slug[:LONGEST_SLUG] for slug in dict.fromkeys(value or ())][:MOST_TICKED]


class AppointmentForm(forms.Form):
    q = Ticked(required=False)


class PlanForm(forms.Form):
    start = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    where = forms.CharField(required=False, max_length=60)

    def clean_start(self):
        start = self.cleaned_data["start"]
        if start and not plan.EARLIEST <= start <= plan.LATEST:
            raise forms.ValidationError(BAD_DAY[1])
        return start


@require_safe
def appointment(request, name):
    drug, names = reading.drug_and_names(name)
    if drug is None:
        return _elsewhere(request, name, "appointment")
    form = AppointmentForm(request.GET)
    ticked = form.cleaned_data["q"] if form.is_valid() else []
    page = appointment_page.read(drug, names, ticked, localdate())
    return render(request, "meds_kb/appointment.html", {"page": page, "section": "medications"})


@require_safe
def plan_calendar(request, name):
    drug, _names = reading.drug_and_names(name)
    if drug is None:
        return _elsewhere(request, name, "plan_calendar")
    form = PlanForm(request.GET)
    if not form.is_valid():
        return say(request, 400, *BAD_DAY)
    start, where = form.cleaned_data["start"] or localdate(), form.cleaned_data["where"]
    url = request.build_absolute_uri(reverse("appointment", args=[drug.slug]))
    made = appointment_page.read_plan(drug, start, where, url)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{drug.slug}-plan.ics"'
    return answer


def _elsewhere(request, name, door):
    """Send another name of a drug on, with what was asked."""
    if slug := which_one.slug_of(name, kind="drug"):
        query = request.META.get("QUERY_STRING", "")
        return redirect(reverse(door, args=[slug]) + (f"?{query}" if query else ""), permanent=True)
    return which_one.answer(request, name, kind="drug")
