"""Knows how moderators see posts. A post's status changes only through the verbs; here it is shown."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from experiences import linking
from experiences.admin.long_lists import LongList
from experiences.admin.own_pages import OwnPages
from experiences.admin.reviews import ReviewPages
from experiences.admin.told import (
    WHY_CLOSED,
    ChangeInline,
    DecisionInline,
    ExperienceInline,
    FactCheckInline,
    MentionInline,
    is_open,
)
from experiences.models import FactCheck, Post
from medications.admin.autocomplete import KnowingBoxes, RowForm
from medications.admin.curated import ChangedMeanwhile, PublicAdmin

NEAR_SHOWN = 50  # more tells a moderator nothing


def refuse_if_moved(post):
    """Raise ChangedMeanwhile when the post is no longer in the state that the form showed."""
    if not Post.objects.filter(pk=post.pk, status=post.status).exists():
        raise ChangedMeanwhile


class PostForm(RowForm):
    """Remembers the state in which a moderator saw the post: what may be edited depends on it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.status

    def clean(self):
        if self.cleaned_data.get("seen") != self.instance.status:
            now = self.instance.get_status_display()
            raise forms.ValidationError(
                f"Since you opened this page the post became {now}. Open it again; nothing was saved."
            )
        return super().clean()


@admin.register(Post)
class PostAdmin(ReviewPages, OwnPages, KnowingBoxes, LongList, PublicAdmin):
    form = PostForm
    list_display = ("opening", "thread_title", "kind", "status", "written_at")
    list_filter = ("status", "kind")
    search_fields = ("body",)
    search_help_text = "Words of the text. This reads every post, so it may take a moment."
    autocomplete_fields = ("questions",)
    readonly_fields = ("thread", "position", "status", "written_at", "published_at", "text", "near")
    inlines = (ExperienceInline, ChangeInline, FactCheckInline, MentionInline, DecisionInline)
    shown_with = ("thread",)

    def get_fieldsets(self, request, obj=None):
        closed = "" if obj and is_open(obj) else WHY_CLOSED
        return (
            (None, {"fields": ("thread", ("position", "status"), ("written_at", "published_at"), "text")}),
            ("What it is", {"fields": ("kind", "questions", "seen"), "description": closed}),
            ("What it names", {"fields": ("near",)}),
        )

    def get_ordering(self, request):
        # What is not public is read from its oldest; the index on status holds that order, and no public post.
        return ("written_at", "id") if self._is_of_the_unpublished(request) else self.ordering

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # It says no more than the filter; but only where it is said does SQLite take that index.
        return rows.exclude(status=Post.Status.PUBLISHED) if self._is_of_the_unpublished(request) else rows

    def _is_of_the_unpublished(self, request):
        return request.GET.get("status__exact", Post.Status.PUBLISHED) != Post.Status.PUBLISHED

    def view_on_site(self, post):
        return post.get_absolute_url() if post.status == Post.Status.PUBLISHED else None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        refuse_if_moved(obj)

    def save_formset(self, request, form, formset, change):
        if formset.model is FactCheck:
            for one in formset.forms:
                if one.has_changed():
                    one.instance.by = request.user
        super().save_formset(request, form, formset, change)

    @admin.display(description="post")
    def opening(self, post):
        return Truncator(post.body).chars(80) or f"Post {post.pk}, without text"

    @admin.display(description="thread")
    def thread_title(self, post):
        return post.thread.title

    @admin.display(description="text")
    def text(self, post):
        return format_html('<div class="desk-text">{}</div>', post.body)

    @admin.display(description="came near, not linked")
    def near(self, post):
        """Say why what came near a name did not link, and lead to adding what is missing. Why others link stands below."""
        near = linking.near_misses(post)[:NEAR_SHOWN]
        said = [(f"“{one.text}”", one.reason) for one in near] or [("Nothing", "all that came near is linked")]
        rows = format_html_join("", "<li>{}: {}</li>", said)
        where = reverse("admin:experiences_mention_add", args=[post.pk])
        return format_html('<ul>{}</ul><a href="{}">Add a mention</a>', rows, where)
