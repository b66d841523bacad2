"""Knows the threads that a page lists because their posts name what the page is about."""

from django.db.models import Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact

from experiences.models import Mention, Post, Thread
from experiences.thread_cards import card as bare_card

# Said so that no index can know it: by the index of the status SQLite would walk every public post there is.
IS_PUBLIC = Exact(Concat("post__status", Value("")), Value(Post.Status.PUBLISHED))
SHOWN = 10
READ = 200  # mentions; enough for ten threads but where one long thread holds nearly all
COLUMNS = (
    "post__thread_id", "post__thread__title", "post__thread__slug", "post__thread__origin", "post__thread__published_posts",
    "post__thread__last_published_at", "drug__name",
)  # fmt: skip


def naming(**target):
    """Return the newest threads that the newest mentions of one drug, effect, test or condition stand in: one query.

    By way of its own mentions: a walk along the threads would pass nearly all of them before it meets a seldom name.
    """
    mentions = Mention.objects.live().filter(**target).order_by("-post_id").values("post_id")[:READ]
    naming = Post.objects.filter(pk__in=mentions).values("thread_id")
    chosen = Thread.objects.filter(pk__in=naming).for_list_page().values("pk")[:SHOWN]
    rows = (
        Mention.objects.standing()
        .filter(post__thread__in=chosen)
        .filter(IS_PUBLIC)
        .order_by("-post__thread__last_published_at", "-post__thread_id", "drug__name")
        .values_list(*COLUMNS)
        .distinct()
    )
    return cards(rows)


def cards(rows):
    """Return one card for each thread of the rows, with the names of the drugs it speaks of."""
    found = {}
    for pk, *told, drug in rows:
        card = found.get(pk) or found.setdefault(pk, bare_card(pk, *told))
        if drug:
            card.drugs.append(drug)
    return list(found.values())
