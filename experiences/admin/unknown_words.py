"""Knows how curators look through the words that nothing claims, and make names of them or hide them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import now

from experiences import unknown_words
from experiences.admin.own_pages import OwnPages
from experiences.models import UnknownWord
from medications import lexicon
from medications.admin.curated import ReadOnly
from medications.admin.things import ThingForm
from medications.models import Name


class NameForm(ThingForm):
    """Asks what a word is a name of, and what kind of name."""

    kind = forms.ChoiceField(label="kind of name", choices=Name.Kind, initial=Name.Kind.ALSO)


class OpenOrHidden(admin.SimpleListFilter):
    """Those that wait, unless the hidden ones are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "waiting"), ("hidden", "hidden for good")]

    def queryset(self, request, rows):
        return rows.exclude(hidden_at=None) if self.value() == "hidden" else rows.open()

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]  # "All" would say what "waiting" shows


@admin.register(UnknownWord)
class UnknownWordAdmin(OwnPages, ReadOnly, admin.ModelAdmin):
    list_display = ("word", "posts", "to_posts", "to_name", "counted_at")
    list_filter = (OpenOrHidden,)
    search_fields = ("word",)
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("hide_chosen", "show_chosen")
    own_pages = {"name": "name"}
    change_list_template = "admin/unknown_words.html"

    def get_urls(self):
        counting = path("count/", self.admin_site.admin_view(self.count), name="experiences_unknownword_count")
        return [counting, *super().get_urls()]

    def get_list_display(self, request):
        needed = {"to_posts": "experiences.view_post", "to_name": "medications.add_name"}
        return [name for name in self.list_display if name not in needed or request.user.has_perm(needed[name])]

    def has_decide_permission(self, request):
        return request.user.has_perm("experiences.change_unknownword")

    def count(self, request):
        """Count the words of the newest posts again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self.may(request, "change")
        words = unknown_words.recount(now=now())
        self.message_user(request, f"Counted: {words} words wait.")
        return HttpResponseRedirect(reverse("admin:experiences_unknownword_changelist"))

    def name(self, request, object_id):
        """Let one word be a name of something."""
        self.may(request, "change")
        if not request.user.has_perm("medications.add_name"):
            raise PermissionDenied
        word = self.row_or_404(request, object_id)
        form = NameForm(request.POST or None, site=self.admin_site)
        if request.method == "POST" and form.is_valid() and self._named(request, word, form):
            return HttpResponseRedirect(reverse("admin:experiences_unknownword_changelist"))
        near = lexicon.current().explain(word.word)
        return self.ask(
            request,
            title=f"“{word}” is a name of …",
            form=form,
            buttons=[("name", "Make it a name")],
            said=f"It stands in {word.posts} posts. They are linked again as soon as it is a name.",
            notes=[f"Why it does not link now: {one.reason}." for one in near],
        )

    def _named(self, request, word, form):
        try:
            changed = unknown_words.make_name(word, to=form.chosen, kind=form.cleaned_data["kind"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return False
        self.message_user(request, f"“{word.word}” is now a name of {form.chosen}; {changed} posts link differently.")
        return True

    @admin.action(description="Hide the chosen words for good", permissions=["decide"])
    def hide_chosen(self, request, chosen):
        for word in chosen:
            unknown_words.hide(word, by=request.user, now=now())
        self.message_user(request, "Hidden. The filter “hidden for good” still lists them.", messages.SUCCESS)

    @admin.action(description="Put the chosen words back on the list", permissions=["decide"])
    def show_chosen(self, request, chosen):
        for word in chosen:
            unknown_words.show_again(word)

    @admin.display(description="")
    def to_name(self, word):
        where = reverse("admin:experiences_unknownword_name", args=[word.pk])
        return format_html('<a href="{}">Make it a name</a>', where)

    @admin.display(description="")
    def to_posts(self, word):
        where = f"{reverse('admin:experiences_post_changelist')}?{urlencode({'q': word.word})}"
        return format_html('<a href="{}">Posts with it</a>', where)
