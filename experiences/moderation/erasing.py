"""Knows how a post is erased: every word of it, everywhere, and everything that was said about it."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from experiences import erased_list, unknown_words
from experiences.models import Erasure, Original, Post, Thread
from experiences.moderation import page
from experiences.moderation.steps import FREE, Verb, move

GONE = "erased"  # stands where a reason stood
OVER = (Post.Status.RETURNED, Post.Status.REJECTED, Post.Status.WITHDRAWN, Post.Status.TAKEN_DOWN)


@transaction.atomic
def erase(post, *, now, by=None):
    """Take every word of a post out of the tables, wherever it stands; what is left says that there was one.

    The number goes on a list outside the database, too, so that no backup brings the words back for good.
    """
    body = post.body
    with page.changing(post):
        move(post, Verb.ERASE, by=by, now=now, body="", revision=post.revision + 1, **FREE)
    unknown_words.forget(body)
    scrub(post, now)
    erasure, _new = Erasure.objects.get_or_create(post_number=post.pk, written_at=post.written_at, defaults={"at": now})
    transaction.on_commit(lambda: erased_list.add([erasure]))


@transaction.atomic
def clear(pk, *, now):
    """Take the words of a post that is on no page and in no queue; that it was there, and how it ended, stays.

    Return whether there was one: its author may have sent it again a moment ago.
    """
    post = Post.objects.select_for_update().select_related("thread").filter(pk=pk, status__in=OVER).first()
    if post is None:
        return False
    scrub(post, now)
    Post.objects.filter(pk=pk).update(body="", title="", revision=post.revision + 1)
    return True


@transaction.atomic
def replay(*, now):
    """Erase again what a restored database brought back; return how many posts that were."""
    erased_list.catch_up()
    known = set(Erasure.objects.values_list("post_number", "written_at"))
    back = 0
    for (number, written_at), at in erased_list.read().items():
        if (number, written_at) in known:
            continue
        Erasure.objects.create(post_number=number, written_at=written_at, at=at)
        if post := Post.objects.filter(pk=number, written_at=written_at).exclude(status=Post.Status.ERASED).first():
            erase(post, now=now)
            back += 1
    return back


def scrub(post, now):
    """Take away what stands beside a post that is on no page: what it tells, names and was called, and what was said of it."""
    if post.position == 1:
        page.forget_title(post)
    _scrub_log(post)
    _scrub_rows(post, now)


def _scrub_rows(post, now):
    post.questions.clear()
    for rows in (post.experiences, post.changes, post.mentions, post.corrections, post.fact_checks, post.consents):
        rows.all().delete()
    Original.objects.filter(post=post).delete()
    post.reports.update(words="", snapshot="", handled_at=Coalesce("handled_at", Value(now)))
    post.decisions.exclude(reason="").update(reason=GONE)


def _scrub_log(post):
    """Empty what the desk's log says of the post, and of each row beside it, those that went before it included."""
    _scrub_entries(Post, [post.pk])
    if post.position == 1:
        _scrub_entries(Thread, [post.thread_id])
    for relation in Post._meta.related_objects:
        model = relation.related_model
        logged = {int(pk) for pk in _entries(model).values_list("object_id", flat=True) if pk.isdigit()}
        others = model.objects.filter(pk__in=logged).exclude(**{relation.field.name: post.pk})
        # A row that is in no table any more may have been this post's.
        _scrub_entries(model, logged - set(others.values_list("pk", flat=True)))


def _entries(model):
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return LogEntry.objects.filter(content_type=kind).exclude(object_repr=GONE, change_message="")


def _scrub_entries(model, ids):
    _entries(model).filter(object_id__in=map(str, ids)).update(object_repr=GONE, change_message="")
