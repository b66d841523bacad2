"""Knows how threads leave in bulk and come in again: JSON Lines, one thread a line, in the shape of `telling`."""

import hashlib
import json
from dataclasses import dataclass, replace

from django.db import DataError, IntegrityError, transaction

from experiences import moderation, told_rows
from experiences.models import Post, Thread
from experiences.synthetic.making import real_posts
from experiences.telling import read_thread
from experiences.told import BadTelling, as_mapping
from medications.site_account import site_account

MADE_UP = "made-up posts do not stand among posts that people sent"
CHUNK = 200  # threads read, or lines stored, at a time


@dataclass(frozen=True)
class Outcome:
    """What became of one line; `reason` is set when it was refused."""

    number: int
    line: bytes
    is_new: bool = False
    waiting: int = 0  # posts that were public elsewhere, and that two people must read here first
    reason: str = ""


def lines():
    """Yield every public thread with its public posts as one line of JSON, oldest first."""
    for threads in _chunks(Thread.objects.published().order_by("id")):
        posts = told_rows.with_what_they_tell(Post.objects.published().filter(thread__in=threads).order_by("position"))
        by_thread = {thread.pk: [] for thread in threads}
        for post in posts:
            by_thread[post.thread_id].append(post)
        for thread in threads:
            yield json.dumps(as_mapping(told_rows.read_thread(thread, by_thread[thread.pk])))


def store(numbered_lines, *, now):
    """Store lines, given as (number, bytes); yield the Outcome of each. A line is stored whole or not at all.

    A post that was public where it came from is published in the name of the site; any other waits for a moderator, and
    so does one that two people must agree to: the site is neither.
    A thread whose key is here already is left as it is, so the same file can be stored again.
    """
    ids, by = told_rows.Ids(), site_account()
    batch = []
    for number, line in numbered_lines:
        batch.append((number, line))
        if len(batch) == CHUNK:
            yield from _store_batch(batch, by=by, now=now, ids=ids)
            batch = []
    yield from _store_batch(batch, by=by, now=now, ids=ids)


@transaction.atomic
def _store_batch(batch, **how):
    # One commit for many lines; a line that fails undoes only itself.
    return [_store_line(number, line, **how) for number, line in batch]


def _store_line(number, line, *, by, now, ids):
    try:
        with transaction.atomic():
            waiting = _store(_read(line), by=by, now=now, ids=ids)
            return Outcome(number, line, is_new=waiting is not None, waiting=waiting or 0)
    except BadTelling as error:
        return Outcome(number, line, reason=str(error))
    except (DataError, IntegrityError) as error:
        return Outcome(number, line, reason=f"the database refused it: {str(error).strip().splitlines()[0]}")


def _read(line):
    try:
        told = read_thread(json.loads(line.decode()))
    except BadTelling:
        raise
    except (ValueError, RecursionError) as error:
        raise BadTelling(f"not a line of JSON in UTF-8: {error}") from None
    return told if told.key else replace(told, key=f"line-{hashlib.sha256(line.strip()).hexdigest()[:40]}")


def _store(told, *, by, now, ids):
    """Store a thread; return how many of its public posts wait here, or None where it stands already."""
    if Thread.objects.filter(import_key=told.key).exists():
        return None
    if told.origin == Thread.Origin.SYNTHETIC and real_posts().exists():
        raise BadTelling(MADE_UP)
    if any(post.published_at and post.published_at > now for post in told.posts):
        raise BadTelling("a post was public at a time that is still to come")
    thread, waiting = moderation.open_thread(told, now=now), 0
    for one in told.posts:
        post = moderation.submit(one, thread=thread, by=by, now=now, ids=ids)
        if one.published_at and post.needs_second:
            waiting += 1
        elif one.published_at:
            moderation.publish(post, by=by, now=now, since=one.published_at)
    return waiting


def _chunks(rows):
    last = 0
    while chunk := list(rows.filter(id__gt=last).prefetch_related("tags")[:CHUNK]):
        yield chunk
        last = chunk[-1].pk
