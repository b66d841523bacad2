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


@transaction.atomic
def erase(post, *, now, by=None):
    """Take every word of a post out of the tables, wherever it stands; what is left says that there was one.

    The number goes on a list outside the database, too, so that no backup brings the words back for good.
    """
    body = post.body
    with page.changing(post):
        move(post, Verb.ERASE, by=by, now=now, body="", revision=post.revision + 1, **FREE)
    if post.position == 1:
        page.forget_title(post)
    _scrub_log(post)
    _scrub_rows(post, now)
    unknown_words.forget(body)
    erasure, _new = Erasure.objects.get_or_create(post_number=post.pk, written_at=post.written_at, defaults={"at": now})
    transaction.on_commit(lambda: erased_list.add([erasure]))


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


def _scrub_rows(post, now):
    post.questions.clear()
    for rows in (post.experiences, post.changes, post.mentions, post.corrections, post.fact_checks, post.consents):
        rows.all().delete()
    Original.objects.filter(post=post).delete()
    post.reports.update(words="", snapshot="", handled_at=Coalesce("handled_at", Value(now)))
    post.decisions.exclude(reason="").update(reason=GONE)


def _scrub_log(post):
    """Empty what the desk's log says of the post, and of each row that stood beside it."""
    subjects = [(Post, [post.pk])]
    for relation in Post._meta.related_objects:
        rows = relation.related_model.objects.filter(**{relation.field.name: post.pk})
        subjects.append((relation.related_model, list(rows.values_list("pk", flat=True))))
    if post.position == 1:
        subjects.append((Thread, [post.thread_id]))
    for model, ids in subjects:
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in ids])
        entries.update(object_repr=GONE, change_message="")
