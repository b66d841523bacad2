"""Knows the filters by which curators find what needs work."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from medications.models import Fact, LabelledEffect
from medications.work import DUE, UNCHECKED, UNCHECKED_WARNINGS, UNSOURCED


class FactsNeedingWork(SimpleListFilter):
    """Facts whose source nobody has read, and facts that are due for another look."""

    title = "needs work"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [
            (UNCHECKED_WARNINGS, "unchecked, but shown as a caution"),
            (UNCHECKED, "unchecked"),
            (DUE, "due for another look"),
            (UNSOURCED, "without a source"),
        ]

    def queryset(self, request, queryset):
        return {
            UNCHECKED_WARNINGS: lambda: queryset.unchecked_warnings(),
            UNCHECKED: lambda: queryset.filter(is_verified=False),
            DUE: lambda: queryset.stale(localdate()),
            UNSOURCED: lambda: queryset.exclude(Exists(Fact.sources.through.objects.filter(fact=OuterRef("pk")))),
        }.get(self.value(), lambda: queryset)()


class EffectsNeedingWork(SimpleListFilter):
    """Effects of a drug with a figure that nobody has checked."""

    title = "needs work"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [(UNCHECKED, "unchecked figures")]

    def queryset(self, request, queryset):
        if self.value() != UNCHECKED:
            return queryset
        return queryset.filter(Exists(LabelledEffect.objects.filter(drug_effect=OuterRef("pk"), is_verified=False)))
