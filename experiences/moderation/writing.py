"""Knows the verbs of those who write: to open a thread, submit, edit, add a follow-up, take back."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from experiences import lanes, linking, told_rows
from experiences.models import Author, Consent, Decision, FollowUp, Post, Thread
from experiences.moderation import page, texts
from experiences.moderation.steps import FREE, Verb, move
from medications.models import site_version


@transaction.atomic
def open_thread(told, *, now):
    """Make the thread of a ToldThread, still without posts; nothing of it is public before a post is."""
    thread = Thread.objects.create(
        title=told.title,
        slug=page.slug_of(told.title),
        origin=told.origin,
        opened_at=told.opened_at or now,
        import_key=told.key or uuid4().hex,  # an export can come home, or go elsewhere, and no thread comes twice
    )
    if told.tags:
        thread.tags.set(told.tags)
    return thread


def open_with(told, *, now, by=None, ids=None, author="", consent=None, token=""):
    """Open a ToldThread with its one post, waiting to be read, in one transaction; the same token gives the first post."""

    def store():
        thread = open_thread(told, now=now)
        return _store(told.posts[0], thread, 1, now=now, by=by, ids=ids, author=author, consent=consent, token=token)

    return _once(token, store)


def submit(told, *, thread, now, by=None, ids=None, author="", consent=None, token=""):
    """Store a ToldPost at the end of a thread, waiting to be read.

    `by` is None for an author without an account; `author` is the hash of a code, `consent` a GivenConsent. The same
    `token`, also a hash, gives the post that was stored first.
    """
    return _once(
        token,
        lambda: _submit(told, thread, now=now, by=by, ids=ids, author=author, consent=consent, token=token),
    )


@transaction.atomic
def edit(post, told, *, now, by=None, ids=None, title=None, consent=None):
    """Put a ToldPost in the place of what a post said; it waits to be read again. Return what was Dropped.

    `title` renames the thread that this post opens, once it is public again.
    """
    before = post.body
    with page.changing(post):
        move(
            post, Verb.EDIT, by=by, now=now, kind=told.kind, body=told.body, revision=post.revision + 1,
            first_reader=None, second_reader=None, **FREE,
        )  # fmt: skip
    dropped = texts.replace(post, before, told=told, by=by, ids=ids)
    if title is not None and post.position == 1:
        page.rename(post, title)
    if consent:
        _agree_to(post, consent, now)
    _choose_lane(post, told)
    if dropped:
        Decision.objects.filter(pk=post.decisions.latest("id").pk).update(reason=dropped.note)
    return dropped


@transaction.atomic
def follow_up(experience, told, *, now):
    """Add what the author of an experience tells later (a ToldFollowUp): values without words, so it shows at once.

    The use still counts once. A second one on the same day takes the place of the first.
    """
    post = experience.post
    if post.status == Post.Status.PUBLISHED:
        site_version.bump()
    move(post, Verb.FOLLOW_UP, by=None, now=now)
    values = {**vars(told)}
    told_on = values.pop("told_on")
    FollowUp.objects.update_or_create(experience=experience, told_on=told_on, defaults=values)


@transaction.atomic
def withdraw(post, *, now, by=None):
    """Take a post back, as its author wishes, wherever it stands."""
    with page.changing(post):
        move(post, Verb.WITHDRAW, by=by, now=now, **FREE)
    post.reports.open().update(handled_at=now)


def _once(token, store):
    """Store a post, unless a post of this token is stored already, or is being stored at this very moment."""
    if sent := _sent(token):
        return sent
    try:
        with transaction.atomic():
            return store()
    except IntegrityError:
        if sent := _sent(token):
            return sent
        raise


def _sent(token):
    return Post.objects.filter(token=token).only("pk").first() if token else None


@transaction.atomic
def _submit(told, thread, **more):
    Thread.objects.select_for_update().get(pk=thread.pk)  # two replies at once get two places
    last = thread.posts.aggregate(last=Max("position"))["last"] or 0
    return _store(told, thread, last + 1, **more)


def _store(told, thread, position, *, now, by, ids, author, consent, token):
    opens = position == 1
    post = Post.objects.create(
        thread=thread,
        position=position,
        title=thread.title if opens else "",
        kind=told.kind,
        body=told.body,
        written_at=told.written_at or now,
        author=_author(author, now),
        token=token,
    )
    if opens:
        page.untitle(thread)
    if consent:
        _agree_to(post, consent, now)
    told_rows.write(post, told, by=by, ids=ids)
    linking.link(post, is_alone=opens)
    _choose_lane(post, told)
    Decision.objects.create(post=post, verb=Verb.SUBMIT, to_status=post.status, by=by, at=now)
    return post


def _author(code_hash, now):
    if not code_hash:
        return None
    return Author.objects.get_or_create(code_hash=code_hash, defaults={"made_on": now.date()})[0]


def _agree_to(post, given, now):
    Consent.objects.create(
        post=post,
        version=given.version,
        text=given.text,
        at=now,
        whose=given.whose,
        other_knows=given.knows,
        why_not_asked=given.why_not_asked,
        is_16=given.sixteen,
    )


def _choose_lane(post, told):
    """A post never leaves its lane for a slower one, nor loses its need of a second reader: a person does not, either."""
    lane = min(post.lane, lanes.lane_of(post, told))
    needs_second = post.needs_second or lanes.needs_second(lane)
    if (lane, needs_second) != (post.lane, post.needs_second):
        _set(post, lane=lane, needs_second=needs_second)


def _set(post, **values):
    Post.objects.filter(pk=post.pk).update(**values)
    for name, value in values.items():
        setattr(post, name, value)
