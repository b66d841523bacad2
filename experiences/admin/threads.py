"""Knows how a thread's title and topics are kept."""

from django.contrib import admin

from experiences import search_index
from experiences.admin.long_lists import LongList
from experiences.models import Thread
from medications.admin.curated import FixedSlug, PublicAdmin


@admin.register(Thread)
class ThreadAdmin(FixedSlug, LongList, PublicAdmin):
    list_display = ("title", "origin", "published_posts", "last_published_at")
    list_filter = ("origin",)
    search_fields = ("title",)
    fields = ("title", "slug", "tags", "origin", "opened_at", "published_posts", "last_published_at")
    readonly_fields = ("origin", "opened_at", "published_posts", "last_published_at")

    def view_on_site(self, thread):
        return thread.get_absolute_url() if thread.published_posts else None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        search_index.refresh(form.instance.posts.published().values_list("pk", flat=True))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
