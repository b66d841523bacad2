"""Knows how published posts stand in the index of words: what each row holds, and how it comes and goes with its post.

`add` and `remove` belong into the transaction of the verb that changes what is public, `refresh` into that of whatever
changes what public posts name, their threads' titles or topics. The full-text index follows the table by itself.
"""

import contextlib
import datetime
import re
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from experiences.models import Experience, IndexedPost, Post, Thread
from experiences.word_stems import code, stems
from medications.models import site_version

CHUNK = 500
START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
_USE_AS_A_WHOLE = re.compile(r"d[0-9]+[vs]|v.+s(?:" + "|".join(Experience.Stage.values) + ")$")
# As migration 0009 makes it.
FULL_TEXT_INDEX = "CREATE INDEX IF NOT EXISTS experiences_wordindex ON experiences_indexedpost USING gin (words) WITH (fastupdate = off)"
_CHANGING = ("codes", "useful", "published")
PUT = """
INSERT INTO experiences_indexedpost (post_id, codes, useful, published) VALUES {rows}
ON CONFLICT (post_id) DO UPDATE SET codes = excluded.codes, useful = excluded.useful, published = excluded.published
"""
# The status is asked of the rows: where it stands in the query, SQLite may read all published posts for these few.
POSTS = """
SELECT post.id, post.status, post.body, post.published_at, post.kind, post.position,
  (SELECT min(position) FROM experiences_post other WHERE other.thread_id = thread.id AND other.status || '' = 'published'),
  thread.title
FROM experiences_post post JOIN experiences_thread thread ON thread.id = post.thread_id WHERE post.id IN ({ids})
"""
# CROSS JOIN tells SQLite to begin with the posts: of many it would rather read every topic of the site first, for each
# lot (6 s at a million posts). PostgreSQL orders it as it likes.
NARROWING = """
SELECT post_id, drug_id, side_effect_id, condition_id,
  CAST(NULL AS varchar) AS whose, CAST(NULL AS varchar) AS stage, CAST(NULL AS bigint) AS tag_id
FROM experiences_mention WHERE review <> 'dismissed' AND post_id IN ({ids})
UNION ALL
SELECT told.post_id, told.drug_id, effect.side_effect_id, told.condition_id, told.whose, told.stage, NULL
FROM experiences_experience told LEFT JOIN experiences_reportedeffect effect ON effect.experience_id = told.id
WHERE told.post_id IN ({ids})
UNION ALL
SELECT post.id, NULL, NULL, NULL, NULL, NULL, topic.tag_id
FROM experiences_post post CROSS JOIN taggit_taggeditem topic
WHERE topic.object_id = post.thread_id AND topic.content_type_id = %s AND post.id IN ({ids})
"""


def add(post):
    """Take a post that has just been published into the index. Call it after linking, in the verb's transaction."""
    first, rows = _rows([post.pk])
    if first:
        # Who stands first in a thread carries its title; who stood first before gives it back.
        rows |= _rows(_public_of(post.thread_id)[1:2])[1]
    _put(rows.values())


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
        wanted, stored = _rows(ids)[1], _stored(ids)
        yield from (pk for pk in ids if wanted.get(pk, (pk,))[1:] != stored.get(pk, ()))


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
    wanted, stored = _rows(ids)[1], _stored(ids)
    gone = [pk for pk in stored if pk not in wanted]
    changed = [row for pk, row in wanted.items() if row[1:] != stored.get(pk)]
    if gone:
        IndexedPost.objects.filter(pk__in=gone).delete()
    _put(changed)
    return len(gone) + len(changed)


def _put(rows):
    """Store rows as `_rows` gives them, new or in place of older ones: one statement."""
    if rows:
        sql = PUT.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(rows)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for row in rows for value in row])


def _stored(ids):
    rows = IndexedPost.objects.filter(pk__in=ids).values_list("pk", *_CHANGING)
    return {pk: tuple(row) for pk, *row in rows}


def _rows(ids):
    """Return (whether the last of some posts stands first, {post id: the row it should have} of the public ones).

    Two statements; plain SQL, because a verb waits for them.
    """
    ids, first, rows = list(ids), False, {}
    posts = _read(POSTS, ids)
    narrow, useful = _narrowing(ids)
    for pk, status, body, moment, kind, position, opening, title in posts:
        if status != Post.Status.PUBLISHED:
            continue
        first = position == opening
        rows[pk] = (
            pk,
            codes_of(narrow[pk], title if first else "", body),
            max(useful[pk], int(kind == Post.Kind.INFORMATION)),
            (moment.replace(tzinfo=datetime.UTC) - START) // MICROSECOND,  # SQLite keeps UTC and does not say so
        )
    return first, rows


def _read(sql, ids, *values):
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.format(ids=", ".join(map(str, map(int, ids)))), values)
        return cursor.fetchall()


def codes_of(narrowing, title, body):
    """Return the four parts of a row, between single spaces: what is offered to narrow to, then uses told as a whole."""
    whole = {one for one in narrowing if _USE_AS_A_WHOLE.match(one)}
    parts = (
        sorted(narrowing - whole),
        ["|"],
        sorted(whole),
        ["|"],
        map(code, stems(title)),
        ["|"],
        map(code, stems(body)),
    )
    return " ".join(one for part in parts for one in part)


def _narrowing(ids):
    """Return {post: the codes of what it may be narrowed to} and {post: how useful}: one statement."""
    found, useful = defaultdict(set), defaultdict(int)
    topics_of = ContentType.objects.get_for_model(Thread).pk
    for post, drug, effect, condition, whose, stage, tag in _read(NARROWING, ids, topics_of):
        found[post].update(_thing_codes(drug, effect, condition))
        if tag:
            found[post].add(f"t{tag}")
        if whose:
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
