"""Knows the threads that a page lists because their posts name what the page is about."""

from experiences.models import Mention, Thread
from experiences.thread_cards import card as bare_card

SHOWN = 10
COLUMNS = (
    "post__thread_id", "post__thread__title", "post__thread__slug", "post__thread__origin", "post__thread__published_posts",
    "post__thread__last_published_at", "drug__name",
)  # fmt: skip


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
    for pk, *told, drug in rows:
        card = found.get(pk) or found.setdefault(pk, bare_card(pk, *told))
        if drug:
            card.drugs.append(drug)
    return list(found.values())
