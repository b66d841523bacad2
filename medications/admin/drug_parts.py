"""Knows the parts of a drug's page at the desk: its names, its effects, and each kind of fact."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse

from medications.admin.autocomplete import KnowingBoxes, Rows
from medications.admin.fact_kinds import IN_ORDER_OF_THE_PAGE
from medications.admin.names import NameOfDrugInline
from medications.models import DrugEffect, Fact


class PartInline(Rows):
    """One empty row for a new drug; on the page of a known one, rows are added by the link under them."""

    fk_name = "drug"
    show_change_link = True

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj is None else 0


class FactInline(PartInline, admin.StackedInline):
    """Facts of one kind, all columns of the kind."""


class EffectInline(PartInline, KnowingBoxes, admin.TabularInline):
    """The effects on record; what sources say of each is on the effect's own page."""

    model = DrugEffect
    fields = ("side_effect", "seriousness", "figures")
    readonly_fields = ("figures",)
    autocomplete_fields = ("side_effect",)
    verbose_name_plural = "side effects (what each source says of one: its “Change” link)"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(figures=Count("labelled")).order_by("side_effect__plain_name")

    @admin.display(description="sources that name it")
    def figures(self, effect):
        return getattr(effect, "figures", "–")


def _inline_of(columns):
    return type(f"{columns.model.__name__}Inline", (columns, FactInline), {})


INLINES = {
    inline.model._meta.model_name: inline
    for inline in (NameOfDrugInline, EffectInline, *map(_inline_of, IN_ORDER_OF_THE_PAGE))
}
FIRST = "name"
# Beyond this a part is a list with a page for each fact: a form of 100 claims is a megabyte, near the most that one
# request may hold.
MOST_FACTS = 40


@dataclass(frozen=True)
class Part:
    """A link to one part of a drug's page, and how much stands there."""

    key: str
    label: str
    count: int
    url: str
    is_current: bool


def parts_of(drug, *, current):
    """Return the parts of a drug's page with their counts, in three queries."""
    kinds = dict(Fact.objects.filter(drug=drug).order_by().values_list("kind").annotate(Count("id")))
    counts = {columns.model._meta.model_name: _count(columns, kinds) for columns in IN_ORDER_OF_THE_PAGE}
    lists = {key: list_of(key, drug) for key, count in counts.items() if count > MOST_FACTS}
    counts |= {"name": drug.names.count(), "drugeffect": drug.effects.count()}
    return [
        Part(key, _label(inline), counts[key], lists.get(key, f"?part={key}"), is_current=key == current)
        for key, inline in INLINES.items()
    ]


def _count(columns, kinds):
    return sum(kinds.get(kind, 0) for kind in columns.model.KINDS)


def list_instead(key, drug):
    """Return the address of the list that stands in place of a part too long for one form, or None."""
    model = INLINES[key].model
    is_long = issubclass(model, Fact) and model.objects.filter(drug=drug).count() > MOST_FACTS
    return list_of(key, drug) if is_long else None


def list_of(key, drug):
    """Return the address of the list of a drug's facts of one kind."""
    return f"{reverse(f'admin:medications_{key}_changelist')}?drug__id__exact={drug.pk}"


def _label(inline):
    labels = {NameOfDrugInline: "the drug and its names", EffectInline: "side effects"}
    return labels.get(inline, inline.model._meta.verbose_name_plural)
