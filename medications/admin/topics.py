"""Knows how side effects, tests, conditions and the questions people ask are edited."""

from django.contrib import admin

from medications.admin.autocomplete import KnowingBoxes
from medications.admin.curated import FixedSlug, KnowledgeAdmin
from medications.admin.names import (
    NamedAdmin,
    NamedForm,
    NameOfConditionInline,
    NameOfSideEffectInline,
    NameOfTestInline,
)
from medications.admin.sourcing import refuse_unsourced
from medications.models import Condition, Question, SideEffect, Term, Test


class MergedAdmin(NamedAdmin):
    """What was merged into another is on no list and in no box; the record of its merging leads to it."""

    def get_queryset(self, request):
        rows, page = super().get_queryset(request), request.resolver_match
        is_one = page is not None and "object_id" in page.kwargs
        return rows if is_one else rows.filter(merged_into=None)


@admin.register(SideEffect)
class SideEffectAdmin(MergedAdmin):
    list_display = ("plain_name", "term", "body_system", "urgency", "lupus_too")
    list_filter = ("urgency", "body_system", "organ_class")
    search_fields = ("plain_name", "term", "slug")
    prepopulated_fields = {"slug": ("term",)}
    inlines = (NameOfSideEffectInline,)
    fields = (
        ("plain_name", "term", "slug"),
        "description",
        "urgency",
        ("body_system", "organ_class"),
        "lupus_too",
        "caution",
    )

    def view_on_site(self, effect):
        return effect.get_absolute_url()


class SourcedTopicForm(NamedForm):
    """A description that is marked as checked names the source it was checked against."""

    def clean(self):
        values = super().clean()
        refuse_unsourced(self, values)
        return values


class SourcedTopicAdmin(MergedAdmin):
    form = SourcedTopicForm
    list_display = ("plain_name", "name", "is_verified")
    list_filter = ("is_verified",)
    search_fields = ("plain_name", "name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("sources",)
    fields = (("plain_name", "name", "slug"), "description", "sources", "is_verified", "caution", "comment")

    def view_on_site(self, topic):
        return topic.get_absolute_url()


@admin.register(Test)
class TestAdmin(SourcedTopicAdmin):
    __test__ = False
    inlines = (NameOfTestInline,)


@admin.register(Condition)
class ConditionAdmin(SourcedTopicAdmin):
    inlines = (NameOfConditionInline,)
    fields = (*SourcedTopicAdmin.fields, ("icd10", "icd10_is_verified"))


@admin.register(Term)
class TermAdmin(FixedSlug, KnowingBoxes, KnowledgeAdmin):
    list_display = ("name", "meaning")
    search_fields = ("name", "slug", "forms")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("sources",)
    fields = (("name", "slug"), "meaning", "forms", "sources")

    def view_on_site(self, term):
        return term.get_absolute_url()


@admin.register(Question)
class QuestionAdmin(FixedSlug, KnowingBoxes, KnowledgeAdmin):
    list_display = ("title", "short", "position")
    search_fields = ("title", "short", "slug", "patient_words")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("effects", "tests")
    view_on_site = False
    fields = (("title", "short", "slug"), "lead", "next_step", "effects", "tests", "patient_words", "position")
