"""Knows the parts of a drug's page at the desk: its names, its effects, and each kind of fact."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count

from medications.admin.autocomplete import KnowingBoxes, RowFormSet
from medications.admin.fact_kinds import IN_ORDER_OF_THE_PAGE
from medications.admin.names import NameOfDrugInline
from medications.models import DrugEffect, Fact


class PartInline:
    """One empty row for a new drug; on the page of a known one, rows are added by the link under them."""

    fk_name = "drug"
    formset = RowFormSet
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


@dataclass(frozen=True)
class Part:
    """A link to one part of a drug's page, and how much stands there."""

    key: str
    label: str
    count: int
    is_current: bool


def parts_of(drug, *, current):
    """Return the parts of a drug's page with their counts, in three queries."""
    kinds = dict(Fact.objects.filter(drug=drug).order_by().values_list("kind").annotate(Count("id")))
    counts = {"name": drug.names.count(), "drugeffect": drug.effects.count()}
    for columns in IN_ORDER_OF_THE_PAGE:
        counts[columns.model._meta.model_name] = sum(kinds.get(kind, 0) for kind in columns.model.KINDS)
    return [Part(key, _label(inline), counts[key], is_current=key == current) for key, inline in INLINES.items()]


def _label(inline):
    label = str(inline.model._meta.verbose_name_plural)
    return "the drug and its names" if inline is NameOfDrugInline else label
