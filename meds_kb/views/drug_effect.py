"""Shows one drug and one side effect: what sources give beside what people say."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.models import Drug, SideEffect
from medications.views import which_one
from meds_kb import pair_page


@require_safe
def drug_effect(request, name, effect_name):
    drug = Drug.objects.filter(slug=name).first()
    effect = SideEffect.objects.filter(slug=effect_name).select_related("merged_into").first()
    if drug is None or effect is None or effect.merged_into:
        return _elsewhere(request, name, effect_name, drug, effect)
    if not drug.is_counted:
        return redirect(drug)
    return render(request, "meds_kb/drug_effect.html", {"page": pair_page.read(drug, effect, localdate())})


def _elsewhere(request, name, effect_name, drug, effect):
    """Send known names to the pair they mean; ask which one an open name means."""
    drug_slug = drug.slug if drug else which_one.slug_of(name, kind="drug")
    if drug_slug is None:
        return which_one.answer(request, name, kind="drug")
    if effect is None:
        effect_slug = which_one.slug_of(effect_name, kind="side_effect")
    else:
        effect_slug = (effect.merged_into or effect).slug
    if effect_slug is None:
        return which_one.answer(request, effect_name, kind="side_effect")
    if (drug_slug, effect_slug) == (name, effect_name):
        raise Http404
    return redirect("drug_effect", drug_slug, effect_slug, permanent=True)
