"""Shows one side effect with every drug it is known or reported with."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.views import which_one
from meds_kb import effect_page


@require_safe
def side_effect(request, name):
    effect, names = effect_page.effect_and_names(name)
    if effect is None:
        return which_one.answer(request, name, kind="side_effect")
    if effect.merged_into:
        return redirect(effect.merged_into, permanent=True)
    context = {"page": effect_page.read(effect, names, localdate()), "section": "side_effects"}
    return render(request, "meds_kb/side_effect.html", context)
