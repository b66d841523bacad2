"""Knows the verbs that begin with a reader's report of a public post, and those that answer it."""

from django.db import transaction

from experiences.models import Report
from experiences.moderation import page
from experiences.moderation.steps import FREE, Verb, move


@transaction.atomic
def report(post, *, category, words, now):
    """Keep a reader's report of a public post, with the post as it stands. The post stays where it is."""
    move(post, Verb.REPORT, by=None, now=now)
    snapshot = f"{post.thread.title}\n\n{post.body}" if post.position == 1 else post.body
    return Report.objects.create(post=post, category=category, words=words, snapshot=snapshot, at=now)


@transaction.atomic
def keep(post, *, by, now, reason):
    """Let a reported post stand; its open reports are answered."""
    move(post, Verb.KEEP, by=by, now=now, reason=reason, **FREE)
    _answer(post, by, now)


@transaction.atomic
def take_down(post, *, by, now, reason):
    """Take a public post off the site; its open reports are answered."""
    with page.changing(post):
        move(post, Verb.TAKE_DOWN, by=by, now=now, reason=reason, **FREE)
    _answer(post, by, now)


def _answer(post, by, now):
    post.reports.open().update(handled_by=by, handled_at=now)
