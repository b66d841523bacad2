"""Knows how one experience is edited with the effects it names, as long as its post waits."""

from django.contrib import admin

from experiences.admin.long_lists import LongList
from experiences.admin.posts import refuse_if_moved
from experiences.admin.told import (
    EXPERIENCE_FIELDS,
    WHY_CLOSED,
    FollowUpInline,
    OpenWhileWaiting,
    ReportedEffectInline,
    is_open,
)
from experiences.models import Experience
from medications.admin.curated import PublicAdmin


@admin.register(Experience)
class ExperienceAdmin(OpenWhileWaiting, LongList, PublicAdmin):
    """A new experience is added on the page of its post."""

    list_display = ("told_drug", "stage", "whose", "benefit", "problems", "post")
    list_filter = ("stage", "whose")
    autocomplete_fields = ("drug", "condition")
    readonly_fields = ("post",)
    inlines = (ReportedEffectInline, FollowUpInline)
    shown_with = ("drug", "condition", "post")

    def get_fieldsets(self, request, obj=None):
        closed = "" if obj is None or is_open(obj) else WHY_CLOSED
        return ((None, {"fields": ("post", *EXPERIENCE_FIELDS), "description": closed}),)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        refuse_if_moved(obj.post)

    @admin.display(description="drug")
    def told_drug(self, experience):
        return experience.drug
