"""Knows the page on which one post is reviewed, and hands what was decided there to the verbs."""

from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import now

from experiences import moderation
from experiences.admin.queues import QueuePages, to_queue, to_review
from experiences.desk import queues, review, suggestions
from experiences.desk.reasons import USUAL, reason
from experiences.desk.redaction import as_typed, without
from experiences.models import Experience, Post, ReportedEffect
from medications.admin.autocomplete import is_id

DONE = {
    "publish": "is public",
    "return": "went back to its author",
    "reject": "was refused",
    "take_down": "is off the site",
    "keep": "stays, and its reports are answered",
    "second": "waits for a second person",
    "escalate": "stands in the crisis queue",
    "release": "is back in its queue",
    "redact": "was redacted; look at it once more",
}
REASONED = {
    "return": moderation.return_to_author,
    "reject": moderation.reject,
    "take_down": moderation.take_down,
    "keep": moderation.keep,
    "second": moderation.ask_second,
    "escalate": moderation.escalate,
}
STAYS = ("redact", "accept", "claim")  # what leaves the moderator on the page


class NoReason(moderation.WrongState):
    """A verb that needs a reason was asked for without one."""


@dataclass
class Typed:
    """What a moderator typed, shown again when it could not be done."""

    verb: str = ""
    usual: str = ""
    reason: str = ""
    body: str | None = None
    title: str | None = None
    taken: list = field(default_factory=list)

    @property
    def words(self):
        return reason(self.verb.removesuffix("_publish"), self.usual, self.reason)


class ReviewPages(QueuePages):
    """Mixed into the admin of posts."""

    own_pages = {"review": "review"}

    def review(self, request, object_id):
        self.may(request, "view")
        queue = request.GET.get("queue", "")
        if request.method != "POST":
            return self._page(request, self._post(object_id), queue, Typed())
        self.may(request, "change")
        typed = read(request.POST)
        try:
            seen = request.POST.get("revision", "")
            post = moderation.seen(
                as_id(object_id), status=request.POST.get("status", ""), revision=int(seen) if is_id(seen) else 0
            )
            self.message_user(request, self._do(request, post, typed))
        except (moderation.WrongState, moderation.CannotRedact) as refusal:
            # Nothing of what was typed is lost; the page shows the post as it stands now.
            status = 409 if isinstance(refusal, moderation.Conflict) else 400
            return self._page(request, self._post(object_id), queue, typed, refusal=str(refusal), status=status)
        if typed.verb in STAYS:
            return HttpResponseRedirect(to_review(post.pk, queue))
        if typed.verb == "release":
            return HttpResponseRedirect(to_queue(queue))
        return self.open_next(request, queue, but=[post.pk])

    def _do(self, request, post, typed):
        """Do what was asked; return what to say."""
        who = {"by": request.user, "now": now()}
        name = f"Post {post.pk}"
        if typed.verb == "accept":
            key, stage = request.POST.get("accept", ""), request.POST.get(f"stage {request.POST.get('accept', '')}", "")
            return suggestions.accept(post, key, stage=stage or request.POST.get("stage", ""))
        if typed.verb == "claim":
            moderation.claim(post, **who)
            return f"{name} is yours for 15 minutes."
        if typed.verb == "release":
            moderation.release(post, **who)
        elif typed.verb == "publish":
            return self._published(name, moderation.publish(post, **who))
        elif typed.verb in ("redact", "redact_publish"):
            return self._redacted(post, typed, who, name)
        elif typed.verb in REASONED:
            REASONED[typed.verb](post, reason=needed(typed), **who)
        else:
            raise moderation.WrongState("Choose what to do with this post.")
        return f"{name} {DONE[typed.verb]}."

    def _published(self, name, is_public):
        return f"{name} is public." if is_public else f"You agreed to {name}. It waits for a second person."

    def _redacted(self, post, typed, who, name):
        body = without(as_typed(typed.body or ""), chosen_words(typed))
        title = without(typed.title, chosen_words(typed)) if typed.title is not None and post.position == 1 else None
        helped = _what_helped(post, chosen_words(typed))
        if not helped and body == as_typed(post.body) and title in (None, post.title or post.thread.title):
            raise moderation.CannotRedact("Nothing is taken out yet. Tick what shall go, or change the text.")
        with transaction.atomic():
            dropped = moderation.redact(post, body=body, title=title, helped=helped, reason=needed(typed), **who)
            is_public = moderation.publish(post, **who) if typed.verb == "redact_publish" else None
        said = f"{name} {DONE['redact']}." if is_public is None else f"Redacted. {self._published(name, is_public)}"
        return f"{said} {dropped.note}" if dropped else said

    def _post(self, object_id):
        found = Post.objects.select_related("thread", "first_reader", "claimed_by").filter(pk=as_id(object_id)).first()
        if found is None:
            raise Http404
        return found

    def _page(self, request, post, queue, typed, *, refusal="", status=200):
        shown = review.read(post, user=request.user, now=now())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Review post {post.pk}",
            "review": shown,
            "post": post,
            "queue": queues.QUEUES.get(queue),
            "typed": typed,
            "typed_body": post.body if typed.body is None else as_typed(typed.body),
            "typed_title": shown.title if typed.title is None else typed.title,
            "refusal": refusal,
            "usual": USUAL,
            "stages": Experience.Stage.choices,
            "can_decide": self.has_change_permission(request, post),
        }
        return TemplateResponse(request, "admin/experiences/review.html", context, status=status)


def read(sent):
    """Return what was typed into the forms of the page."""
    verb = sent.get("verb", "") or ("accept" if "accept" in sent else "")
    return Typed(
        verb=verb,
        usual=sent.get("usual", ""),
        reason=storable(sent.get("reason", "")),
        body=storable(sent.get("body")),
        title=storable(sent.get("title")),
        taken=sent.getlist("taken"),
    )


def storable(text):
    """Return what was typed without NUL, which PostgreSQL cannot store; None stays None."""
    return text and text.replace("\x00", "")


def chosen_words(typed):
    """Return (words, what they were) of each ticked stretch, as the page wrote it."""
    found = []
    for one in typed.taken:
        words, parted, what = one.rpartition("|")
        if parted and words.strip() and not set("[]\n") & set(what):
            found.append((as_typed(words), what))
    return found


def _what_helped(post, taken):
    """Return {id: new words} of each effect whose words about what helped hold something that is taken out."""
    rows = ReportedEffect.objects.filter(experience__post=post).exclude(what_helped="")
    longest = ReportedEffect._meta.get_field("what_helped").max_length
    changed = {pk: (old, without(old, taken)[:longest]) for pk, old in rows.values_list("pk", "what_helped")}
    return {pk: new for pk, (old, new) in changed.items() if new != old}


def needed(typed):
    """Return the reason, or raise NoReason: a decision without one is refused."""
    if not typed.words:
        raise NoReason("Say why: choose a usual reason, or write one.")
    return typed.words


def as_id(text):
    return int(text) if is_id(text) else 0
