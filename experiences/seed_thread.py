"""Knows the threads that ship with the code, and how a copy of the site comes to hold them."""

import hashlib
import json
from pathlib import Path

import yaml
from django.db import transaction

from experiences import moderation
from experiences.models import Decision, Thread
from experiences.telling import read_thread
from experiences.told import BadTelling, as_mapping
from medications.models import ShippedEntry
from medications.site_account import site_account

FOLDER = Path(__file__).parent / "seed"
MODEL = "experiences.Post"
NEW_TEXT = "The text that ships with the site is now a different one."


def read(path):
    """Return the ToldThread of a seed file; raise BadTelling with the name of the file."""
    try:
        told = read_thread(yaml.safe_load(path.read_text("utf-8")))
    except (BadTelling, yaml.YAMLError) as error:
        raise BadTelling(f"{path.name}: {error}") from error
    if not told.key:
        raise BadTelling(f"{path.name}: needs a key, so that it is loaded once")
    return told


def load(told, *, now):
    """Publish a shipped thread, in the name of the site itself; return what was done, in words.

    A second load brings a changed file to the page through the same verbs, unless a moderator has decided anything
    about the thread: then it is theirs, and stays.
    """
    thread = Thread.objects.filter(import_key=told.key).first()
    if thread is None:
        thread = moderation.open_thread(told, now=now)
    elif Decision.objects.filter(post__thread=thread).exclude(by=site_account()).exists():
        return "left to its moderators"
    changed = [place for place, post in enumerate(told.posts, 1) if _bring_up_to_date(thread, place, post, now=now)]
    for post in thread.posts.published().filter(position__gt=len(told.posts)):
        moderation.take_down(post, by=site_account(), now=now, reason=NEW_TEXT)
        changed.append(post.position)
    return f"{len(changed)} posts published anew" if changed else "as it was"


def _bring_up_to_date(thread, place, told, *, now):
    key, digest = f"{thread.import_key}, post {place}", _digest(told)
    entry = ShippedEntry.objects.filter(model=MODEL, key=key).first()
    if entry and entry.digest == digest:
        return False
    by = site_account()
    post = thread.posts.filter(position=place).first()
    if post is None:
        post = moderation.submit(told, thread=thread, by=by, now=now)
    else:
        post.fact_checks.all().delete()  # the file holds them all; an edit would keep those whose words still stand
        moderation.edit(post, told, by=by, now=now)
    if not post.needs_second:  # two people must read it, and the site is none
        moderation.publish(post, by=by, now=now)
    ShippedEntry.objects.update_or_create(model=MODEL, key=key, defaults={"row": post.pk, "digest": digest})
    return True


def _digest(told):
    return hashlib.sha256(json.dumps(as_mapping(told), sort_keys=True).encode()).hexdigest()


@transaction.atomic
def load_all(*, now):
    """Load every shipped thread, or none; return (file, what was done) for each."""
    return [(path.name, load(read(path), now=now)) for path in sorted(FOLDER.glob("*.yaml"))]
