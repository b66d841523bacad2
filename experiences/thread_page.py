"""Knows the page of one thread: its posts, its topics, and what comes before and after a long one's page."""

from dataclasses import dataclass

from django.urls import reverse

from experiences import addresses, thread_rows, words
from experiences.models import Thread
from experiences.shown_posts import ShownPost, shown

OPENING = 150  # characters of the first post in the description for search engines


@dataclass(frozen=True, slots=True)
class Link:
    """A link in words."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """What the template shows of one thread."""

    title: str
    origin: str
    is_retold: bool
    count: str
    description: str
    posts: list[ShownPost]
    tags: list[Link]
    reply: str
    earlier: str
    later: str


def read(thread, *, after):
    """Return the page of a thread that begins after a place, or None when no public post stands there.

    Six queries; the thread comes `with_last_place`.
    """
    rows = thread_rows.read(thread, after=after, limit=addresses.POSTS_ON_A_PAGE)
    if not rows.posts:
        return None
    last = after + addresses.POSTS_ON_A_PAGE
    before = max(0, after - addresses.POSTS_ON_A_PAGE)
    return ThreadPage(
        title=thread.title,
        origin=thread.get_origin_display().capitalize(),
        is_retold=thread.origin == Thread.Origin.RETOLD,
        count=words.posts(thread.published_posts),
        description=" ".join(next(filter(None, (post["body"] for post in rows.posts)), "").split())[:OPENING],
        posts=shown(rows),
        tags=[Link(f"{reverse('experiences')}?topic={tag['slug']}", tag["name"]) for tag in rows.tags],
        reply=reverse("reply", args=[thread.pk]),
        earlier=addresses.of_thread(thread.pk, thread.slug, after=before) if after else "",
        later=addresses.of_thread(thread.pk, thread.slug, after=last) if thread.last_place > last else "",
    )
