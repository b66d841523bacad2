"""Knows how the mentions of all posts are looked through."""

from django.contrib import admin

from experiences.admin.long_lists import LongList
from experiences.models import Mention
from medications.admin.curated import ReadOnly
from medications.models.names import TARGETS


@admin.register(Mention)
class MentionAdmin(ReadOnly, LongList):
    list_display = ("surface", "names", "assertion", "review", "reason", "in_post")
    list_filter = ("assertion", "review")
    search_fields = ("surface",)
    shown_with = TARGETS

    @admin.display(description="names")
    def names(self, mention):
        return mention.target

    @admin.display(description="post")
    def in_post(self, mention):
        return mention.post_id
