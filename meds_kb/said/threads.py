"""Knows the threads that a page lists because their posts name what the page is about."""

from dataclasses import dataclass, field

from django.urls import reverse

from experiences.models import Mention, Thread
from meds_kb.known.citing import day

SHOWN = 10
COLUMNS = (
    "post__thread_id", "post__thread__title", "post__thread__slug", "post__thread__origin", "post__thread__published_posts",
    "post__thread__last_published_at", "drug__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """One thread as lists show it."""

    url: str
    title: str
    origin_words: str
    posts: str
    date: str
    drugs: list = field(default_factory=list)


def naming(**target):
    """Return the newest threads whose public posts name one drug, effect, test or condition: one query."""
    chosen = Thread.objects.naming(**target).for_list_page().values("pk")[:SHOWN]
    rows = (
        Mention.objects.live()
        .filter(post__thread__in=chosen)
        .order_by("-post__thread__last_published_at", "-post__thread_id", "drug__name")
        .values_list(*COLUMNS)
        .distinct()
    )
    return cards(rows)


def cards(rows):
    """Return one card for each thread of the rows, with the names of the drugs it speaks of."""
    found = {}
    for pk, title, slug, origin, posts, last, drug in rows:
        card = found.get(pk) or found.setdefault(pk, _card(pk, title, slug, origin, posts, last))
        if drug:
            card.drugs.append(drug)
    return list(found.values())


def _card(pk, title, slug, origin, posts, last):
    return ThreadCard(
        url=reverse("thread", args=[pk, slug]),
        title=title,
        origin_words=Thread.Origin(origin).label,
        posts="1 post" if posts == 1 else f"{posts:,} posts",
        date=day(last),
    )
