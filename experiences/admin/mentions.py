"""Knows how moderators look through the mentions of all posts, and correct them."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import now

from experiences import mending
from experiences.admin.long_lists import LongList
from experiences.admin.own_pages import OwnPages
from experiences.mending import KINDS, CannotMend
from experiences.models import Mention, Post
from medications.admin.autocomplete import is_id
from medications.admin.curated import ReadOnly
from medications.admin.things import ThingForm
from medications.models.names import TARGETS

AROUND = 120  # characters of the post shown on each side of a mention


class MeantForm(ThingForm):
    """Asks what a stretch means, and what is said of it."""

    assertion = forms.ChoiceField(label="what is said of it", choices=Mention.Assertion)


class AddForm(MeantForm):
    """Asks for words of the post, too; they are looked up in it."""

    words = forms.CharField(
        max_length=mending.LONGEST, strip=False, help_text="Copy them from the post, exactly as they stand there."
    )
    which = forms.IntegerField(
        label="which time", min_value=1, max_value=1000, initial=1, help_text="1 for the first time they stand there."
    )
    field_order = ("words", "which")

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.body = body

    def clean(self):
        values = super().clean()
        if values.get("words") and values.get("which"):
            self.start = nth_place(self.body, values["words"], values["which"])
            if self.start < 0:
                self.add_error("words", "These words do not stand there in the post so many times. Copy them again.")
        return values


def nth_place(body, words, number):
    """Return where words stand in a text for the nth time, -1 when they do not."""
    place = -1
    for _ in range(number):
        place = body.find(words, place + 1)
        if place < 0:
            break
    return place


@admin.register(Mention)
class MentionAdmin(OwnPages, ReadOnly, LongList):
    list_display = ("surface", "names", "assertion", "review", "reason", "in_post", "to_correct")
    list_filter = ("assertion", "review")
    search_fields = ("surface",)
    shown_with = TARGETS
    actions = ("confirm_chosen", "dismiss_chosen")
    own_pages = {"correct": "correct", "add": "add_to_post"}

    def has_correct_permission(self, request):
        return request.user.has_perm("experiences.change_mention")

    def correct(self, request, object_id):
        """Confirm, dismiss or change one mention."""
        self.may(request, "change")
        mention = self.row_or_404(request, object_id)
        form = MeantForm(
            request.POST or None, site=self.admin_site, thing=mention.target, initial={"assertion": mention.assertion}
        )
        if request.method == "POST" and (done := self._corrected(request, mention, form)):
            return self._back_to_post(request, mention.post, done)
        return self.ask(
            request,
            title=f"Correct “{mention.surface}”",
            form=form,
            buttons=[("confirm", "It is right"), ("dismiss", "Dismiss it"), ("retarget", "Save as chosen above")],
            said=in_context(mention),
            notes=[
                f"It links to {mention.target}: {mention.reason or 'no reason kept'}.",
                f"It is {mention.get_review_display()}.",
            ],
            ways=ways_on(request, mention),
        )

    def _corrected(self, request, mention, form):
        """Do what was asked; return what to say, or None when the form has to be filled in again."""
        who = {"by": request.user, "now": now()}
        try:
            if "confirm" in request.POST:
                mending.confirm(mention, **who)
                return f"{mention} is confirmed."
            if "dismiss" in request.POST:
                mending.dismiss(mention, **who)
                return f"{mention} is dismissed in this post."
            if form.is_valid():
                mending.retarget(mention, to=form.chosen, assertion=form.cleaned_data["assertion"], **who)
                return f"{mention} now means {form.chosen}."
        except CannotMend as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        return None

    def add_to_post(self, request, object_id):
        """Add a mention to the post of this id."""
        self.may(request, "add")
        post = get_object_or_404(Post, pk=object_id if is_id(object_id) else 0)
        form = AddForm(request.POST or None, site=self.admin_site, body=post.body)
        if request.method == "POST" and form.is_valid() and (done := self._added(request, post, form)):
            return self._back_to_post(request, post, done)
        return self.ask(
            request, title=f"Add a mention to post {post.pk}", form=form, buttons=[("add", "Add it")], said=post.body
        )

    def _added(self, request, post, form):
        asked = form.cleaned_data
        try:
            mention = mending.add(
                post, start=form.start, surface=asked["words"], to=form.chosen, assertion=asked["assertion"],
                by=request.user, now=now(),
            )  # fmt: skip
        except CannotMend as refusal:
            form.add_error(None, str(refusal))
            return None
        return f"{mention} now links to {form.chosen}."

    def _back_to_post(self, request, post, done):
        self.message_user(request, done)
        page = "review" if request.GET.get("back") == "review" else "change"
        return HttpResponseRedirect(reverse(f"admin:experiences_post_{page}", args=[post.pk]))

    @admin.action(description="Confirm the chosen mentions", permissions=["correct"])
    def confirm_chosen(self, request, chosen):
        self._each(request, chosen, mending.confirm)

    @admin.action(description="Dismiss the chosen mentions", permissions=["correct"])
    def dismiss_chosen(self, request, chosen):
        self._each(request, chosen, mending.dismiss)

    def _each(self, request, chosen, verb):
        done = 0
        for mention in chosen:
            try:
                verb(mention, by=request.user, now=now())
                done += 1
            except CannotMend as refusal:
                self.message_user(request, f"{mention}: {refusal}", messages.ERROR)
        self.message_user(request, f"{done} mentions corrected.")

    @admin.display(description="names")
    def names(self, mention):
        return mention.target

    @admin.display(description="post")
    def in_post(self, mention):
        return mention.post_id

    @admin.display(description="")
    def to_correct(self, mention):
        return link_to_correct(mention)


def link_to_correct(mention):
    return format_html('<a href="{}">Correct</a>', reverse("admin:experiences_mention_correct", args=[mention.pk]))


def in_context(mention):
    """Return the words of a mention, marked, with the text around them."""
    body, start, end = mention.post.body, mention.start, mention.end
    before, after = body[max(0, start - AROUND) : start], body[end : end + AROUND]
    return format_html("{}<mark>{}</mark>{}", before, body[start:end], after)


def ways_on(request, mention):
    """Return the links that lead on from one mention: its post, and the decision about its words everywhere."""
    ways = [(reverse("admin:experiences_post_change", args=[mention.post_id]), "To the post")]
    if request.user.has_perm("medications.add_neverlink"):
        asked = urlencode({"surface": mention.surface[:120], KINDS[type(mention.target)]: mention.target.pk})
        where = f"{reverse('admin:medications_neverlink_add')}?{asked}"
        ways.append((where, f"Never link {mention} to {mention.target}, in any post"))
    return ways
