"""Knows what changes with a post that comes onto the page or leaves it: its thread, the counts, the site's version."""

import contextlib

from django.db.models import Count, Max, Q
from django.utils.text import slugify

from experiences import linking, search_index, tallies
from experiences.models import Post, Thread
from experiences.models.threads import RESERVED_SLUGS
from medications.models import site_version

Status = Post.Status
# A thread bears the words of the post that opens it only while these are public.
UNTITLED, UNTITLED_SLUG = "A conversation", "conversation"


@contextlib.contextmanager
def changing(post):
    """Keep all that readers see in step with a post that this block puts on the page, or takes off it."""
    was_public = post.status == Status.PUBLISHED
    if was_public:
        site_version.bump()  # first: verbs queue at this row, so none can lock another out further down
    with tallies.in_step(post):
        yield
    if was_public or post.status == Status.PUBLISHED:
        _keep_thread_in_step(post, was_public=was_public)
        (search_index.add if post.status == Status.PUBLISHED else search_index.remove)(post)
        linking.follow(post)


def slug_of(title):
    slug = slugify(title)[:80].strip("-") or "thread"
    return f"{slug}-thread" if slug in RESERVED_SLUGS else slug


def hide_title(post):
    """Let the post that opens a thread carry its title, which is nobody's to read while the post is not."""
    Post.objects.filter(pk=post.pk).update(title=post.thread.title)
    post.title = post.thread.title
    untitle(post.thread)


def untitle(thread):
    _call(thread, UNTITLED, UNTITLED_SLUG)


def forget_title(post):
    """Take away the title of an erased post, and of the thread it opened."""
    Post.objects.filter(pk=post.pk).update(title="")
    post.title = ""
    untitle(post.thread)


def rename(post, title):
    """Let the post that opens a thread call it otherwise; readers see it when they see the post."""
    Post.objects.filter(pk=post.pk).update(title=title)
    post.title = title
    if post.status == Status.PUBLISHED:
        _call(post.thread, title, slug_of(title))


def _keep_thread_in_step(post, *, was_public):
    public = Thread.objects.filter(pk=post.thread_id).aggregate(
        published_posts=Count("posts", filter=Q(posts__status=Status.PUBLISHED)),
        last_published_at=Max("posts__published_at", filter=Q(posts__status=Status.PUBLISHED)),
    )
    Thread.objects.filter(pk=post.thread_id).update(**public)
    if post.position != 1:
        return
    post.thread.refresh_from_db(fields=["title", "slug"])
    if was_public and post.status != Status.PUBLISHED:
        hide_title(post)
    elif post.title:
        _call(post.thread, post.title, slug_of(post.title))


def _call(thread, title, slug):
    Thread.objects.filter(pk=thread.pk).update(title=title, slug=slug)
    thread.title, thread.slug = title, slug
