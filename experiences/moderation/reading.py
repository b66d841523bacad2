"""Knows the verbs of those who read what waits: claim, release, ask, escalate, publish, return, reject, redact."""

import datetime

from django.db import transaction

from experiences import linking
from experiences.models import Original, Post, ReportedEffect
from experiences.moderation import page, texts
from experiences.moderation.steps import FREE, NeedsAnother, Verb, check, move
from medications.models import site_version

LEASE = datetime.timedelta(minutes=15)
UNREAD = {"first_reader": None, "second_reader": None}


@transaction.atomic
def claim(post, *, by, now):
    """Take a post to read for 15 minutes; nobody else decides about it meanwhile. Raise Conflict when another has it."""
    lease = {"claimed_by": by, "claimed_until": now + LEASE}
    if post.claimed_by_id == by.pk and post.claimed_until > now:
        Post.objects.filter(pk=post.pk, claimed_by=by).update(**lease)  # a longer lease is no new one
    else:
        move(post, Verb.CLAIM, by=by, now=now, **lease)


@transaction.atomic
def release(post, *, by, now):
    """Give a claimed post back to the queue."""
    move(post, Verb.RELEASE, by=by, now=now, where={"claimed_by": by}, **FREE)


@transaction.atomic
def ask_second(post, *, by, now, reason):
    """Put a waiting post before a second person: from now on two different people must agree to it."""
    move(post, Verb.ASK_SECOND, by=by, now=now, reason=reason, needs_second=True, **FREE)


@transaction.atomic
def escalate(post, *, by, now, reason):
    """Put a waiting post first, as one that speaks of a crisis; it needs two people."""
    crisis = {"lane": Post.Lane.CRISIS, "needs_second": True}
    move(post, Verb.ESCALATE, by=by, now=now, reason=reason, **crisis, **FREE)


@transaction.atomic
def publish(post, *, by, now, since=None):
    """Show a waiting post to everybody, and count what it tells; `since` when it was public elsewhere before.

    Where two people must agree, the first one's yes is kept and the post waits on. Return whether it is public now.
    """
    check(post, Verb.PUBLISH)
    if post.needs_second and not by.is_active:  # such as the site itself: a person reads what needs two
        raise NeedsAnother("Two people must agree to this post, and this account is nobody's.")
    as_seen = {"needs_second": post.needs_second, "first_reader": post.first_reader_id}
    if post.needs_second and post.first_reader_id is None:
        move(post, Verb.AGREE, by=by, now=now, where=as_seen, first_reader=by, **FREE)
        return False
    if post.needs_second and post.first_reader_id == by.pk:
        raise NeedsAnother("You have agreed to this post already. A second person must agree, too.")
    readers = {"second_reader": by} if post.needs_second else {"first_reader": by, "second_reader": None}
    site_version.bump()  # first: verbs queue at this row, so none can lock another out further down
    with page.changing(post):
        move(post, Verb.PUBLISH, by=by, now=now, where=as_seen, published_at=since or now, **readers, **FREE)
        linking.link(post)
    return True


@transaction.atomic
def return_to_author(post, *, by, now, reason):
    """Give a waiting post back, with a reason that its author sees."""
    move(post, Verb.RETURN, by=by, now=now, reason=reason, **UNREAD, **FREE)


@transaction.atomic
def reject(post, *, by, now, reason):
    """Refuse a waiting post, with a reason that its author sees."""
    move(post, Verb.REJECT, by=by, now=now, reason=reason, **FREE)


@transaction.atomic
def redact(post, *, body, by, now, reason, title=None, helped=None):
    """Take words out of a waiting or public post, with [what they were] in brackets; return what was Dropped.

    `helped` is {id of a reported effect: the new words about what helped}, for those that change.
    The state stays. Whoever agreed to a waiting post agreed to other words, and is asked again. Raise CannotRedact
    where the new text says more than the old.
    """
    check(post, Verb.REDACT)
    before, old_title = post.body, post.title or post.thread.title
    texts.check_redaction(before, body)
    if title is not None:
        texts.check_redaction(old_title, title)
    rows = texts.redacted_rows(post, helped or {})
    is_public = post.status == Post.Status.PUBLISHED
    if is_public:
        site_version.bump()
    changes = {"body": body, "revision": post.revision + 1, **({} if is_public else UNREAD)}
    move(post, Verb.REDACT, by=by, now=now, reason=reason, **changes)
    Original.objects.get_or_create(post=post, defaults={"title": old_title, "body": before, "redacted_at": now})
    ReportedEffect.objects.bulk_update(rows, ["what_helped"])
    if title is not None and post.position == 1:
        page.rename(post, title)
    return texts.replace(post, before)
