"""Knows how lists show one thread: its title, where it came from, how long it is, and the drugs it speaks of."""

from dataclasses import dataclass, field

from experiences import addresses, words
from experiences.models import Thread


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """One thread as lists show it."""

    url: str
    title: str
    origin_words: str
    posts: str
    date: str
    drugs: list = field(default_factory=list)


def card(pk, title, slug, origin, published_posts, last_published_at):
    """Return the card of a thread, still without the names of its drugs."""
    return ThreadCard(
        url=addresses.of_thread(pk, slug),
        title=title,
        origin_words=Thread.Origin(origin).label,
        posts=words.posts(published_posts),
        date=words.day(last_published_at),
    )
