"""Knows how a claim in a post is held against the sources: the words checked, and what was found."""

from django import forms
from django.contrib import admin
from django.utils.text import Truncator
from django.utils.timezone import localdate

from experiences.admin.long_lists import LongList
from experiences.models import FactCheck
from medications.admin.autocomplete import KnowingBoxes, RowForm
from medications.admin.curated import PublicAdmin


class FactCheckForm(RowForm):
    """Asks for the words that were checked, and finds their place in the post itself."""

    class Meta:
        widgets = {name: forms.Textarea(attrs={"rows": 2, "cols": 80}) for name in ("quote", "note")}
        help_texts = {
            "quote": "Copy the words from the post, exactly as they stand there. They must stand there once.",
            "sources": "At least one.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "checked_on" in self.fields:
            self.fields["checked_on"].initial = localdate

    def clean_quote(self):
        quote, body = self.cleaned_data["quote"], self.instance.post.body
        if body.count(quote) != 1:
            raise forms.ValidationError(
                "These words do not stand in the post exactly once. Copy them again, or a few more of them."
            )
        self.instance.start = body.index(quote)
        self.instance.end = self.instance.start + len(quote)
        return quote


@admin.register(FactCheck)
class FactCheckAdmin(KnowingBoxes, LongList, PublicAdmin):
    """All fact checks. A new one is added on the page of its post."""

    list_display = ("opening", "verdict", "note_opening", "checked_on")
    list_filter = ("verdict",)
    search_fields = ("quote", "note")
    form = FactCheckForm
    autocomplete_fields = ("sources",)
    fields = ("post", "quote", "verdict", "note", "sources", "checked_on", "by")
    readonly_fields = ("post", "by")

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="words checked")
    def opening(self, check):
        return Truncator(check.quote).chars(80)

    @admin.display(description="what the sources say")
    def note_opening(self, check):
        return Truncator(check.note).chars(80)
