"""Knows how a curator decides that some words never link to a thing, and takes that back."""

from django.contrib import admin

from experiences import reaching
from medications.admin.autocomplete import KnowingBoxes
from medications.admin.curated import KnowledgeAdmin
from medications.models import NeverLink
from medications.models.names import TARGETS


class RelinksAfter:
    """Mixed into an admin of words that decide what links: the posts that hold them are linked again.

    That happens when the save is settled: see `reaching.relink_posts_with`.
    """

    def changeform_view(self, request, *args, **kwargs):
        return self._relinked(request, super().changeform_view(request, *args, **kwargs))

    def delete_view(self, request, *args, **kwargs):
        return self._relinked(request, super().delete_view(request, *args, **kwargs))

    def changelist_view(self, request, *args, **kwargs):
        return self._relinked(request, super().changelist_view(request, *args, **kwargs))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            self._note(request, [obj])

    def delete_model(self, request, obj):
        self._note(request, [obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self._note(request, queryset)
        super().delete_queryset(request, queryset)

    def _note(self, request, rows):
        request.words_decided = [
            (row.surface, next(target for target in TARGETS if getattr(row, f"{target}_id"))) for row in rows
        ]

    def _relinked(self, request, answer):
        words = getattr(request, "words_decided", ())
        if words:
            changed = sum(reaching.relink_posts_with(surface, kind=kind) for surface, kind in words)
            self.message_user(
                request,
                f"{changed} of the newest {reaching.NEWEST:,} posts link differently now. "
                "Older ones follow with `manage.py relink`.",
            )
        return answer


@admin.register(NeverLink)
class NeverLinkAdmin(RelinksAfter, KnowingBoxes, KnowledgeAdmin):
    """Deleting a row takes the decision back."""

    is_named = True
    list_display = ("surface", "never_means", "why")
    search_fields = ("surface", "folded", "why")
    list_select_related = TARGETS
    autocomplete_fields = TARGETS
    fields = ("surface", TARGETS, "why")

    def get_readonly_fields(self, request, obj=None):
        # Other words are another decision, with its own row in the history.
        return ("surface", *TARGETS) if obj else ()

    def get_autocomplete_fields(self, request):
        return self.autocomplete_fields

    @admin.display(description="never links to")
    def never_means(self, row):
        return row.target

    def renames(self, form, formsets, change):
        return not change
