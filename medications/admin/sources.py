"""Knows how sources are edited, and which of them nobody has read."""

from django.contrib import admin
from django.db import models

from medications.admin.curated import FixedSlug, KnowledgeAdmin
from medications.models import Source


@admin.register(Source)
class SourceAdmin(FixedSlug, KnowledgeAdmin):
    list_display = ("title", "publisher", "year", "kind", "checked_on", "is_read")
    list_filter = ("is_read", ("checked_on", admin.EmptyFieldListFilter), "kind")
    search_fields = ("title", "publisher", "slug", "url")
    fields = ("title", "publisher", ("year", "kind"), "url", "slug", ("checked_on", "is_read"), "comment")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
