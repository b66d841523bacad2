"""Knows how topics are renamed. taggit's own page for them would show every tagged thing in a list of its own."""

import taggit.admin  # noqa: F401 – registers its page, which ours replaces
from django.contrib import admin
from taggit.models import Tag

from medications.admin.curated import PublicAdmin

admin.site.unregister(Tag)


@admin.register(Tag)
class TopicTagAdmin(PublicAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name",)

    def lookup_allowed(self, lookup, value, request):
        return False  # every tagged thing is a lookup of a tag, and PostgreSQL fails on one with words in it
