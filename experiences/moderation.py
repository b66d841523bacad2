"""Knows the verbs that change what is public of a post. Nothing else writes its status.

Each verb is one transaction: it moves the post from the state the caller saw, keeps the thread, the mentions and the
tallies in step, writes who decided what and when, and raises the site's version when readers see a change.
"""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.text import slugify

from experiences import linking, search_index, tallies, told_rows
from experiences.models import Decision, Post, Thread
from experiences.models.threads import RESERVED_SLUGS
from medications.models import site_version

Status, Verb = Post.Status, Decision.Verb


class WrongState(Exception):
    """The post is not, or no longer, where this verb could take it from."""


@dataclass(frozen=True)
class Step:
    """From which states a verb leads to which."""

    sources: tuple[Status, ...]
    to: Status


BEFORE_PUBLICATION = (Status.WAITING, Status.RETURNED)
STEPS = {
    Verb.PUBLISH: Step((Status.WAITING,), Status.PUBLISHED),
    Verb.RETURN: Step((Status.WAITING,), Status.RETURNED),
    Verb.REJECT: Step((Status.WAITING,), Status.REJECTED),
    Verb.TAKE_DOWN: Step((Status.PUBLISHED,), Status.TAKEN_DOWN),
    Verb.WITHDRAW: Step((*BEFORE_PUBLICATION, Status.PUBLISHED), Status.WITHDRAWN),
    Verb.EDIT: Step((*BEFORE_PUBLICATION, Status.PUBLISHED), Status.WAITING),
}


@transaction.atomic
def open_thread(told, *, now):
    """Make the thread of a ToldThread, still without posts; nothing of it is public before a post is."""
    slug = slugify(told.title)[:80].strip("-") or "thread"
    thread = Thread.objects.create(
        title=told.title,
        slug=f"{slug}-thread" if slug in RESERVED_SLUGS else slug,
        origin=told.origin,
        opened_at=told.opened_at or now,
        import_key=told.key or uuid4().hex,  # an export can come home, or go elsewhere, and no thread comes twice
    )
    thread.tags.set(told.tags)
    return thread


@transaction.atomic
def submit(told, *, thread, now, by=None, ids=None):
    """Store a ToldPost at the end of a thread, waiting to be read; `by` is None for an author without an account."""
    Thread.objects.select_for_update().get(pk=thread.pk)  # two replies at once get two places
    last = thread.posts.aggregate(last=Max("position"))["last"] or 0
    post = Post.objects.create(
        thread=thread, position=last + 1, kind=told.kind, body=told.body, written_at=told.written_at or now
    )
    told_rows.write(post, told, by=by, ids=ids)
    linking.link(post)
    _decide(post, Verb.SUBMIT, "", by=by, now=now)
    return post


@transaction.atomic
def publish(post, *, by, now, since=None):
    """Show a waiting post to everybody, and count what it tells; `since` when it was public elsewhere before."""
    site_version.bump()  # first: verbs queue at this row, so none can lock another out further down
    _move(post, Verb.PUBLISH, by=by, now=now, published_at=since or now)
    linking.link(post)
    tallies.add(tallies.of_posts([post.pk]))
    search_index.add(post)
    _keep_thread_in_step(post)


@transaction.atomic
def return_to_author(post, *, by, now, reason):
    """Give a waiting post back, with a reason that its author sees."""
    _move(post, Verb.RETURN, by=by, now=now, reason=reason)


@transaction.atomic
def reject(post, *, by, now, reason):
    """Refuse a waiting post, with a reason that its author sees."""
    _move(post, Verb.REJECT, by=by, now=now, reason=reason)


@transaction.atomic
def take_down(post, *, by, now, reason):
    """Take a public post off the site."""
    _take_off_the_page(post, Verb.TAKE_DOWN, by=by, now=now, reason=reason)


@transaction.atomic
def withdraw(post, *, now, by=None):
    """Take a post back, as its author wishes, wherever it stands."""
    _take_off_the_page(post, Verb.WITHDRAW, by=by, now=now)


@transaction.atomic
def edit(post, told, *, now, by, ids=None):
    """Put a ToldPost in the place of what a post said; it waits to be read again."""
    _take_off_the_page(post, Verb.EDIT, by=by, now=now, kind=told.kind, body=told.body)
    told_rows.rewrite(post, told, by=by, ids=ids)
    linking.drop_corrections_without_words(post)
    linking.link(post)


def _take_off_the_page(post, verb, **move):
    was_public = post.status == Status.PUBLISHED
    if was_public:
        site_version.bump()
    _move(post, verb, **move)
    if was_public:
        tallies.subtract(tallies.of_posts([post.pk]))
        search_index.remove(post)
        _keep_thread_in_step(post)


def _move(post, verb, *, by, now, reason="", **changes):
    """Move a post on, if it still stands where the caller saw it (compare and set)."""
    step, before = STEPS[verb], post.status
    if before not in step.sources:
        raise WrongState(f"This post is {post.get_status_display()}; it cannot be {verb.label}.")
    changes["status"] = step.to
    if not Post.objects.filter(pk=post.pk, status=before).update(**changes):
        raise WrongState("Somebody else decided about this post first. Look at it again.")
    for name, value in changes.items():
        setattr(post, name, value)
    _decide(post, verb, before, by=by, now=now, reason=reason)


def _decide(post, verb, before, *, by, now, reason=""):
    Decision.objects.create(
        post=post, verb=verb, from_status=before, to_status=post.status, by=by, at=now, reason=reason
    )


def _keep_thread_in_step(post):
    public = Thread.objects.filter(pk=post.thread_id).aggregate(
        published_posts=Count("posts", filter=Q(posts__status=Status.PUBLISHED)),
        last_published_at=Max("posts__published_at", filter=Q(posts__status=Status.PUBLISHED)),
    )
    Thread.objects.filter(pk=post.thread_id).update(**public)
