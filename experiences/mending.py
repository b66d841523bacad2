"""Knows the verbs by which a moderator corrects what a post names. Nothing else writes a mention's review.

Each is one transaction: it changes the mention, links the post again around it, writes who did what and when, and
raises the site's version when the post is public. What a moderator decided stands against the matcher from then on.
"""

from django.db import transaction

from experiences import linking, search_index
from experiences.linking import MODELS
from experiences.models import Correction, Mention, Post
from medications.models import site_version
from medications.models.names import TARGETS

Review, Verb = Mention.Review, Correction.Verb
LONGEST = 200  # characters of a mention
KINDS = {model: kind for kind, model in MODELS.items()}


class CannotMend(Exception):
    """The correction does not fit what stands there, or no longer; says why in words."""


@transaction.atomic
def confirm(mention, *, by, now):
    """Say that a mention is right; one that was dismissed stands again."""
    mention = _held(mention)
    before = _said(mention)
    _make_room(mention.post, mention.start, mention.end, keep=mention.pk)
    mention.review = Review.CONFIRMED
    mention.save()
    return _settle(mention, Verb.CONFIRM, before=before, by=by, now=now)


@transaction.atomic
def dismiss(mention, *, by, now):
    """Say that these words of this post do not mean this thing."""
    mention = _held(mention)
    before = _said(mention)
    mention.review = Review.DISMISSED
    mention.save()
    return _settle(mention, Verb.DISMISS, before=before, by=by, now=now)


@transaction.atomic
def retarget(mention, *, to, assertion=None, by, now):
    """Let a standing mention mean another thing, or say something else of it; what it meant before is dismissed there."""
    mention = _held(mention)
    if mention.review == Review.DISMISSED:
        raise CannotMend("This mention is dismissed. Confirm it first.")
    before, was = _said(mention), mention.target
    if was != to:
        _forget_dismissals(mention, of=to)
        _dismissed_twin(mention).save()
        _aim(mention, to)
    mention.assertion = assertion or mention.assertion
    mention.review = Review.CONFIRMED if mention.review == Review.DETECTED else mention.review
    mention.reason = "chosen by a moderator"
    mention.save()
    return _settle(mention, Verb.RETARGET, before=before, by=by, now=now)


@transaction.atomic
def add(post, *, start, surface, to, assertion=Mention.Assertion.PRESENT, by, now):
    """Let words of a post name a thing that the matcher did not find; `surface` must stand at `start`, in code points."""
    post = _held_post(post.pk)
    end = start + len(surface)
    if start < 0 or not surface.strip() or len(surface) > LONGEST or post.body[start:end] != surface:
        raise CannotMend("These words do not stand there in the post. Copy them again.")
    _make_room(post, start, end)
    mention = Mention(post=post, start=start, end=end, surface=surface, assertion=assertion, review=Review.ADDED)
    mention.reason = "added by a moderator"
    _aim(mention, to)
    _forget_dismissals(mention, of=to)
    mention.save()
    return _settle(mention, Verb.ADD, before="", by=by, now=now)


def _held(mention):
    """Return the mention as it stands now, with its post held until the transaction ends."""
    post = _held_post(mention.post_id)
    found = post.mentions.select_related(*TARGETS).filter(pk=mention.pk).first()
    if found is None or post.body[found.start : found.end][:LONGEST] != found.surface:
        raise CannotMend("These words were linked again or edited since you looked. Look at the post again.")
    found.post = post
    return found


def _held_post(pk):
    site_version.hold()  # first, as the verbs do that bump
    return Post.objects.select_for_update().get(pk=pk)


def _make_room(post, start, end, *, keep=None):
    """Take away what the matcher found across a stretch; refuse where a moderator decided."""
    across = post.mentions.standing().filter(start__lt=end, end__gt=start).exclude(pk=keep)
    if settled := across.exclude(review=Review.DETECTED).first():
        raise CannotMend(
            f"These words lie across “{settled.surface}”, which a moderator linked. Dismiss that one first."
        )
    across.delete()


def _aim(mention, to):
    for kind in TARGETS:
        setattr(mention, kind, to if kind == KINDS[type(to)] else None)


def _dismissed_twin(mention):
    """Return a new row that says: these words do not mean what the mention means now."""
    same = {
        name: getattr(mention, name) for name in ("post", "start", "end", "surface", "assertion", "reason", *TARGETS)
    }
    return Mention(review=Review.DISMISSED, **same)


def _forget_dismissals(mention, *, of):
    """What a moderator links now is no longer dismissed there."""
    dismissed = mention.post.mentions.filter(review=Review.DISMISSED, start__lt=mention.end, end__gt=mention.start)
    dismissed.filter(**{KINDS[type(of)]: of}).delete()


def _settle(mention, verb, *, before, by, now):
    post = mention.post
    if post.status == Post.Status.PUBLISHED:
        site_version.bump()
    linking.link(post)
    search_index.refresh([post.pk])
    Correction.objects.create(
        post=post, start=mention.start, end=mention.end, verb=verb, before=before, after=_said(mention), by=by, at=now
    )
    return mention


def _said(mention):
    """Return what a mention says, without its words: "drug azathioprine, present"."""
    kind = KINDS[type(mention.target)]
    said = f"{kind} {mention.target.slug}, {mention.assertion}"
    return (f"{said}, dismissed" if mention.review == Review.DISMISSED else said)[:300]
