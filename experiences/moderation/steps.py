"""Knows from which state each verb leads to which, and how a post is moved there if nobody was quicker."""

from dataclasses import dataclass

from django.db.models import Q

from experiences.models import Decision, Post

Status, Verb = Post.Status, Decision.Verb


class WrongState(Exception):
    """The post is not, or no longer, where this verb could take it from."""


class Conflict(WrongState):
    """Somebody else was quicker, or is reading this post; says so in words."""


class NeedsAnother(WrongState):
    """This person has agreed already; the next to agree must be another."""


@dataclass(frozen=True)
class Step:
    """From which states a verb leads to which; to None where the post stays as it is."""

    sources: tuple[Status, ...]
    to: Status | None = None


STANDING = (Status.WAITING, Status.RETURNED, Status.PUBLISHED)
STEPS = {
    Verb.CLAIM: Step((Status.WAITING, Status.PUBLISHED)),
    Verb.RELEASE: Step((Status.WAITING, Status.PUBLISHED)),
    Verb.ASK_SECOND: Step((Status.WAITING,)),
    Verb.ESCALATE: Step((Status.WAITING,)),
    Verb.AGREE: Step((Status.WAITING,)),
    Verb.PUBLISH: Step((Status.WAITING,), Status.PUBLISHED),
    Verb.RETURN: Step((Status.WAITING,), Status.RETURNED),
    Verb.REJECT: Step((Status.WAITING,), Status.REJECTED),
    Verb.REDACT: Step((Status.WAITING, Status.PUBLISHED)),
    Verb.REPORT: Step((Status.PUBLISHED,)),
    Verb.KEEP: Step((Status.PUBLISHED,)),
    Verb.TAKE_DOWN: Step((Status.PUBLISHED,), Status.TAKEN_DOWN),
    Verb.WITHDRAW: Step(STANDING, Status.WITHDRAWN),
    Verb.EDIT: Step(STANDING, Status.WAITING),
    Verb.FOLLOW_UP: Step((Status.WAITING, Status.PUBLISHED)),
    Verb.ERASE: Step(tuple(status for status in Status if status != Status.ERASED), Status.ERASED),
}
# Whoever reads a post decides about it undisturbed; what makes readers safer never waits for that.
UNDISTURBED = (Verb.CLAIM, Verb.AGREE, Verb.PUBLISH, Verb.RETURN, Verb.REJECT, Verb.REDACT)
FREE = {"claimed_by": None, "claimed_until": None}


def seen(pk, *, status, revision):
    """Return the post if it still stands as a page showed it; raise Conflict. A verb then checks it once more."""
    post = Post.objects.select_related("thread").filter(pk=pk).first()
    if post is None or (post.status, post.revision) != (status, revision):
        raise Conflict("This post has changed since you opened this page. Look at it again.")
    return post


def move(post, verb, *, by, now, reason="", where=None, **changes):
    """Move a post on, if it still stands as the caller saw it (compare and set), and write who did it.

    `where` are more columns that must be as they were; `changes` go into the same statement.
    """
    step, before = STEPS[verb], post.status
    check(post, verb)
    changes["status"] = step.to or before
    still = Post.objects.filter(pk=post.pk, status=before, revision=post.revision, **(where or {}))
    if verb in UNDISTURBED:
        still = still.filter(Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=now))
    if not still.update(**changes):
        raise Conflict(_why_lost(post, now))
    for name, value in changes.items():
        setattr(post, name, value)
    Decision.objects.create(
        post=post, verb=verb, from_status=before, to_status=post.status, by=by, at=now, reason=reason
    )


def check(post, verb):
    """Raise WrongState where the post is not in a state that the verb leads from."""
    if post.status not in STEPS[verb].sources:
        raise WrongState(f"This post is {post.get_status_display()}; it cannot be {verb.label}.")


def _why_lost(post, now):
    stands = Post.objects.select_related("claimed_by").get(pk=post.pk)
    if (stands.status, stands.revision) == (post.status, post.revision) and (stands.claimed_until or now) > now:
        return f"{stands.claimed_by} is reading this post until {stands.claimed_until:%H:%M}."
    return "Somebody else decided about this post first. Look at it again."
