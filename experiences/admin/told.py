"""Knows what a post tells, as rows: edited while the post waits, only looked at once they are counted."""

from django.contrib import admin

from experiences.admin.fact_checks import FactCheckForm
from experiences.admin.mentions import link_to_correct
from experiences.models import Change, Decision, Experience, FactCheck, FollowUp, Mention, Post, ReportedEffect
from medications.admin.autocomplete import KnowingBoxes, RowForm, Rows
from medications.admin.curated import ReadOnly
from medications.models.names import TARGETS

Status = Post.Status
WHY_CLOSED = (
    "What this post tells is counted, or was. The counts are kept right by what moderators do with the whole post, so "
    "its experiences, effects and changes can be edited here only while it waits or has been returned."
)


def is_open(thing):
    """Return whether what a post tells may still be edited here."""
    post = thing if isinstance(thing, Post) else thing.post
    return post.status in (Status.WAITING, Status.RETURNED)


class OpenWhileWaiting(KnowingBoxes):
    """Mixed into what is counted once its post is public: a change past the verbs would leave the tallies wrong."""

    def has_add_permission(self, request, obj=None):
        return obj is not None and is_open(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return (obj is None or is_open(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and is_open(obj) and super().has_delete_permission(request, obj)


EXPERIENCE_FIELDS = (
    ("drug", "whose", "stage"),
    ("dose_amount", "dose_unit", "dose_period"),
    ("duration", "duration_words"),
    ("condition", "stop_reason"),
    ("benefit", "benefit_week", "problems"),
)


class ExperienceInline(Rows, OpenWhileWaiting, admin.StackedInline):
    model = Experience
    autocomplete_fields = ("drug", "condition")
    fields = (*EXPERIENCE_FIELDS, "effects_told")
    readonly_fields = ("effects_told",)
    show_change_link = True
    verbose_name_plural = "experiences (their effects: the “Change” or “View” link)"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("effects__side_effect")

    @admin.display(description="effects")
    def effects_told(self, experience):
        told = [f"{effect.side_effect.plain_name}: {effect.answer}" for effect in experience.effects.all()]
        return ", ".join(told) or "none named"


class ChangeForm(RowForm):
    """A step from a drug, or none, to a drug, or none."""

    def clean(self):
        values = super().clean()
        if values.get("kind") == Change.Kind.DOSE_CHANGED and not values.get("from_drug"):
            self.add_error("from_drug", "Choose the drug whose dose changed, here and under “to”.")
        return values


class ChangeInline(Rows, OpenWhileWaiting, admin.StackedInline):
    model = Change
    form = ChangeForm
    autocomplete_fields = ("from_drug", "to_drug", "side_effect")
    fields = (("kind", "from_drug", "to_drug"), ("reason", "side_effect"), ("whose", "is_planned"))


class ReportedEffectInline(Rows, OpenWhileWaiting, admin.TabularInline):
    model = ReportedEffect
    autocomplete_fields = ("side_effect",)


class FollowUpInline(Rows, OpenWhileWaiting, admin.TabularInline):
    model = FollowUp


class FactCheckInline(Rows, KnowingBoxes, admin.StackedInline):
    model = FactCheck
    form = FactCheckForm
    autocomplete_fields = ("sources",)
    fields = ("quote", "verdict", "note", "sources", "checked_on")

    def has_add_permission(self, request, obj=None):
        return bool(obj and obj.body) and super().has_add_permission(request, obj)


class MentionInline(ReadOnly, admin.TabularInline):
    model = Mention
    fields = ("surface", "names", "assertion", "review", "reason", "to_correct")
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*TARGETS)

    @admin.display(description="names")
    def names(self, mention):
        return mention.target

    @admin.display(description="")
    def to_correct(self, mention):
        return link_to_correct(mention)


class DecisionInline(ReadOnly, admin.TabularInline):
    model = Decision
    fields = ("at", "verb", "from_status", "to_status", "by", "reason")
    readonly_fields = fields
    verbose_name_plural = "decisions (kept for ever; nobody changes them)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")
