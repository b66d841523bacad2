"""Knows how the facts of all drugs are listed and edited: one page for each kind, and one list of them all."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator

from medications.admin.autocomplete import is_id
from medications.admin.curated import KnowledgeAdmin, ReadOnly
from medications.admin.fact_kinds import (
    IN_ORDER_OF_THE_PAGE,
    OfClaim,
    OfDisagreement,
    OfDrugUse,
    OfEffectNote,
    OfInteraction,
    OfLookAlike,
    OfOneKind,
    OfRelation,
    OfTestSchedule,
    OfWarning,
)
from medications.admin.work_filters import FactsNeedingWork
from medications.models import Fact

KIND_PAGES = {kind: columns.model for columns in IN_ORDER_OF_THE_PAGE for kind in columns.model.KINDS}


def page_of(fact):
    """Return the address of the page on which a fact of its kind is edited."""
    return reverse(f"admin:medications_{KIND_PAGES[fact.kind]._meta.model_name}_change", args=[fact.pk])


class FactList(KnowledgeAdmin):
    """What the list of any kind of fact shows."""

    list_filter = (FactsNeedingWork, "drug", "region")
    list_select_related = ("drug",)
    list_per_page = 50
    search_fields = ("text", "other_name", "drug__name")
    ordering = ("drug_id", "kind", "position", "id")
    own_columns = ()

    def get_list_display(self, request):
        return ("opening", "drug", *self.own_columns, "is_verified", "check_again_on")

    @admin.display(description="what it says")
    def opening(self, fact):
        return Truncator(fact.text).chars(100)


class KindAdmin(OfOneKind, FactList):
    """The page of one kind: the drug first, then the columns of the kind."""

    first = ("drug",)

    def get_autocomplete_fields(self, request):
        return ("drug", *self.autocomplete_fields)

    def get_changeform_initial_data(self, request):
        """A fact added from the list of one drug is a fact of that drug."""
        came_from = QueryDict(request.GET.get("_changelist_filters", ""))
        drug = came_from.get("drug__id__exact", "")
        known = {"drug": drug} if is_id(drug) else {}
        return known | super().get_changeform_initial_data(request)


@admin.register(OfWarning.model)
class WarningAdmin(OfWarning, KindAdmin):
    own_columns = ("kind", "when")


@admin.register(OfInteraction.model)
class InteractionAdmin(OfInteraction, KindAdmin):
    own_columns = ("other", "severity")
    list_filter = (*FactList.list_filter, "severity")

    @admin.display(description="with")
    def other(self, fact):
        return fact.other_name or fact.other_drug


@admin.register(OfLookAlike.model)
class LookAlikeAdmin(OfLookAlike, KindAdmin):
    own_columns = ("other",)
    other = InteractionAdmin.other


@admin.register(OfDrugUse.model)
class DrugUseAdmin(OfDrugUse, KindAdmin):
    own_columns = ("kind",)
    list_filter = (*FactList.list_filter, "kind")


@admin.register(OfTestSchedule.model)
class TestScheduleAdmin(OfTestSchedule, KindAdmin):
    __test__ = False
    own_columns = ("test",)


@admin.register(OfClaim.model)
class ClaimAdmin(OfClaim, KindAdmin):
    own_columns = ("question",)
    list_filter = (*FactList.list_filter, "question", "is_critical")


@admin.register(OfRelation.model)
class RelationAdmin(OfRelation, KindAdmin):
    own_columns = ("relation_type", "other")
    list_filter = (*FactList.list_filter, "relation_type")
    other = InteractionAdmin.other


@admin.register(OfDisagreement.model)
class DisagreementAdmin(OfDisagreement, KindAdmin):
    pass


@admin.register(OfEffectNote.model)
class EffectNoteAdmin(OfEffectNote, KindAdmin):
    own_columns = ("side_effect",)


class LinksToKind(ChangeList):
    """Leads from the list of all facts to the page of each one's kind."""

    def url_for_result(self, fact):
        return page_of(fact)


@admin.register(Fact)
class AllFactsAdmin(ReadOnly, FactList):
    """Every fact of every kind in one list; each is edited on the page of its kind."""

    own_columns = ("kind",)
    list_filter = (*FactList.list_filter, "kind")

    def get_changelist(self, request, **kwargs):
        return LinksToKind

    def change_view(self, request, object_id, form_url="", extra_context=None):
        fact = self.get_object(request, object_id)
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect(page_of(fact))
