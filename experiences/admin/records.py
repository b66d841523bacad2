"""Knows the tables that only the verbs write: what was decided, what was corrected, and what is counted."""

from django.contrib import admin

from experiences.admin.long_lists import LongList
from experiences.models import Correction, Decision, Tally
from medications.admin.curated import ReadOnly


@admin.register(Decision)
class DecisionAdmin(ReadOnly, LongList):
    list_display = ("at", "verb", "in_post", "by_whom", "reason")
    list_filter = ("verb",)
    shown_with = ("by",)

    @admin.display(description="post")
    def in_post(self, decision):
        return decision.post_id

    @admin.display(description="by", empty_value="the author")
    def by_whom(self, decision):
        return decision.by


@admin.register(Correction)
class CorrectionAdmin(ReadOnly, LongList):
    list_display = ("at", "verb", "in_post", "by_whom", "before", "after")
    list_filter = ("verb",)
    shown_with = ("by",)

    @admin.display(description="post")
    def in_post(self, correction):
        return correction.post_id

    @admin.display(description="by")
    def by_whom(self, correction):
        return correction.by


@admin.register(Tally)
class TallyAdmin(ReadOnly, LongList):
    list_display = ("of_drug", "of_effect", "slice", "measure", "value", "n")
    list_filter = ("measure", "drug")
    shown_with = ("drug", "side_effect")

    @admin.display(description="drug")
    def of_drug(self, tally):
        return tally.drug

    @admin.display(description="side effect", empty_value="the drug as a whole")
    def of_effect(self, tally):
        return tally.side_effect
