"""Knows how the frequencies that sources give for one effect of one drug are edited."""

from django.contrib import admin
from django.db.models import Count

from medications.admin.autocomplete import KnowingBoxes, RowForm, Rows
from medications.admin.curated import KnowledgeAdmin
from medications.admin.figures import complete_range
from medications.admin.sourcing import refuse_lesser_weight
from medications.admin.work_filters import EffectsNeedingWork
from medications.models import DrugEffect, LabelledEffect


class LabelledEffectForm(RowForm):
    """One source, one population, one arm."""

    class Meta:
        help_texts = {
            "source": "One row for each source and population. Where sources disagree, both rows stand.",
            "low": "Only when the source gives a number. Never worked out from its word.",
            "high": "Empty for a single figure.",
        }

    def clean(self):
        values = super().clean()
        complete_range(self, values)
        if source := values.get("source"):
            refuse_lesser_weight(self, "source", values, [source])
        return values


class LabelledEffectInline(Rows, KnowingBoxes, admin.StackedInline):
    """What each source says of the effect."""

    model = LabelledEffect
    form = LabelledEffectForm
    autocomplete_fields = ("source",)
    verbose_name = "what one source says"
    verbose_name_plural = "what sources say"
    fieldsets = (
        (None, {"fields": ("source", "band", ("qualifier", "low", "high"), ("population", "group", "arm"))}),
        (
            "What exactly was counted",
            {"fields": (("affected", "total"), ("period", "detail"), "ratio"), "classes": ("collapse",)},
        ),
        ("For curators", {"fields": (("is_verified", "position"), "comment"), "classes": ("collapse",)}),
    )


@admin.register(DrugEffect)
class DrugEffectAdmin(KnowingBoxes, KnowledgeAdmin):
    list_display = ("side_effect", "drug", "seriousness", "sources_that_name_it")
    list_filter = (EffectsNeedingWork, "seriousness", "drug")
    search_fields = ("side_effect__plain_name", "side_effect__term", "drug__name")
    autocomplete_fields = ("drug", "side_effect")
    fields = (("drug", "side_effect"), "seriousness")
    inlines = (LabelledEffectInline,)
    ordering = ("drug_id", "id")
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(figures=Count("labelled"))

    @admin.display(description="sources that name it")
    def sources_that_name_it(self, effect):
        return effect.figures
