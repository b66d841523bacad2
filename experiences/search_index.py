"""Knows how published posts stand in the index of words: what each row holds, and how it comes and goes with its post.

`add` and `remove` belong into the transaction of the verb that changes what is public, `refresh` into that of whatever
changes what public posts name, their threads' titles or topics. The full-text index follows the table by itself.
"""

import contextlib
import datetime
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Min, Q
from taggit.models import TaggedItem

from experiences.models import Experience, IndexedPost, Mention, Post, Thread
from experiences.word_stems import code, stems
from medications.models import site_version

CHUNK = 500
START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
# As migration 0009 makes it.
FULL_TEXT_INDEX = "CREATE INDEX IF NOT EXISTS experiences_wordindex ON experiences_indexedpost USING gin (words) WITH (fastupdate = off)"
_CHANGING = ("codes", "useful", "published")


def add(post):
    """Take a post that has just been published into the index. Call it after linking, in the verb's transaction."""
    first = list(_public_of(post.thread_id)[:2])
    # Who stands first in a thread carries its title; who stood first before gives it back.
    _write(first if first[:1] == [post.pk] else [post.pk])


def remove(post):
    """Take a post that is no longer public out of the index. Call it in the verb's transaction."""
    IndexedPost.objects.filter(pk=post.pk).delete()
    _write(list(_public_of(post.thread_id)[:1]))


def refresh(ids):
    """Write the rows of some posts anew; those that are not public lose theirs. Return how many rows changed."""
    ids, changed = sorted(ids), 0
    for first in range(0, len(ids), CHUNK):
        changed += _write(ids[first : first + CHUNK])
    return changed


def rebuild(progress=iter):
    """Bring the whole index up to date, post by post; return how many rows were wrong. Searches go on meanwhile."""
    wrong = 0
    with _bulk_index():
        for ids in progress(_chunks()):
            with transaction.atomic():
                site_version.hold()
                wrong += _write(ids)
    return wrong


def differences(progress=iter):
    """Yield the ids of posts whose row is not what it should be; changes nothing."""
    for ids in progress(_chunks()):
        wanted, stored = _rows(ids), _stored(ids)
        yield from (pk for pk in ids if _said(wanted.get(pk)) != _said(stored.get(pk)))


def _chunks():
    """Yield the ids of all posts, so many at a time, in their order."""
    last, posts = 0, Post.objects.order_by("id").values_list("id", flat=True)
    while chunk := list(posts.filter(id__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1]


@contextlib.contextmanager
def _bulk_index():
    """Let PostgreSQL make its full-text index at the end, when the index of words is empty: that is far quicker."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        if not IndexedPost.objects.exists():
            cursor.execute("DROP INDEX IF EXISTS experiences_wordindex")
        try:
            yield
        finally:  # also after a build that was cut short before
            connection.check_constraints()  # no index is made while a row waits for its check
            cursor.execute(FULL_TEXT_INDEX)


def _public_of(thread):
    return Post.objects.published().filter(thread=thread).order_by("position").values_list("pk", flat=True)


def _write(ids):
    """Make the rows of some posts what they should be; return how many changed."""
    wanted, stored = _rows(ids), _stored(ids)
    gone = [pk for pk in stored if pk not in wanted]
    changed = [row for pk, row in wanted.items() if _said(row) != _said(stored.get(pk))]
    if gone:
        IndexedPost.objects.filter(pk__in=gone).delete()
    if changed:
        IndexedPost.objects.bulk_create(changed, update_conflicts=True, unique_fields=["post"], update_fields=_CHANGING)
    return len(gone) + len(changed)


def _stored(ids):
    return {row.pk: row for row in IndexedPost.objects.filter(pk__in=ids)}


def _said(row):
    return row and (row.codes, row.useful, row.published)


def _rows(ids):
    """Return {post id: the row it should have} for those of some posts that are public: four queries."""
    found = (
        Post.objects.filter(pk__in=ids)
        .order_by()
        .annotate(first=Min("thread__posts__position", filter=Q(thread__posts__status=Post.Status.PUBLISHED)))
        .values_list("pk", "status", "body", "published_at", "kind", "position", "first", "thread_id", "thread__title")
    )
    # The status is asked of the rows: where it stands in the query, SQLite reads all published posts for these few.
    posts = [(pk, *row) for pk, status, *row in found if status == Post.Status.PUBLISHED]
    narrow, useful = _narrowing([row[0] for row in posts])
    topics = _topics({row[6] for row in posts})
    return {
        pk: IndexedPost(
            post_id=pk,
            codes=codes_of(narrow[pk] | topics[thread], title if position == first else "", body),
            useful=max(useful[pk], int(kind == Post.Kind.INFORMATION)),
            published=(moment - START) // MICROSECOND,
        )
        for pk, body, moment, kind, position, first, thread, title in posts
    }


def codes_of(narrowing, title, body):
    """Return the three parts of a row, between single spaces."""
    parts = (sorted(narrowing), ["|"], map(code, stems(title)), ["|"], map(code, stems(body)))
    return " ".join(one for part in parts for one in part)


def _narrowing(ids):
    """Return {post: the codes of what it may be narrowed to} and {post: how useful}: two queries."""
    found, useful = defaultdict(set), defaultdict(int)
    named = Mention.objects.standing().filter(post__in=ids).order_by()
    for post, drug, effect, condition in named.values_list("post", "drug", "side_effect", "condition"):
        found[post].update(_thing_codes(drug, effect, condition))
    told = Experience.objects.filter(post__in=ids).order_by()
    for post, drug, effect, condition, whose, stage in told.values_list(
        "post", "drug", "effects__side_effect", "condition", "whose", "stage"
    ):
        found[post].update(_thing_codes(drug, effect, condition))
        found[post].update(use_code(*use) for use in _uses(drug, whose, stage))
        first_hand = whose == Experience.Whose.SELF and stage in Experience.COUNTED_STAGES
        useful[post] = max(useful[post], 1 + first_hand)
    return found, useful


def _thing_codes(drug, effect, condition):
    return {f"{letter}{pk}" for letter, pk in (("d", drug), ("e", effect), ("c", condition)) if pk}


def _uses(drug, whose, stage):
    """Return each way to ask for one use: by drug, whose, stage, and any of them together."""
    return [(d, w, s) for d in (drug, None) for w in (whose, "") for s in (stage, "") if d or w or s]


def use_code(drug, whose, stage):
    """Return the code of a use: of a drug (its id or None), by whom, at which stage; left out where not given."""
    return "".join((f"d{drug}" if drug else "", f"v{whose}" if whose else "", f"s{stage}" if stage else ""))


def _topics(threads):
    """Return {thread: the codes of its topics}: one query."""
    kind = ContentType.objects.get_for_model(Thread)
    rows = TaggedItem.objects.filter(content_type=kind, object_id__in=threads).values_list("object_id", "tag_id")
    found = defaultdict(set)
    for thread, tag in rows:
        found[thread].add(f"t{tag}")
    return found
