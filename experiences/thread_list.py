"""Knows the list of threads: newest activity first, by keyset, all or those that name one drug or have one topic."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from taggit.models import Tag

from experiences.models import Mention, Thread
from experiences.thread_cards import ThreadCard, card
from medications.models import Drug

THREADS_ON_A_PAGE = 20
TOPICS_SHOWN = 100
START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DrugChoice:
    """A drug one can narrow the list to."""

    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of public threads, and the list of those."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ThreadList:
    """One page of the list."""

    threads: list[ThreadCard]
    drugs: list[DrugChoice]
    topic: str
    topics: list[Topic]
    is_narrowed: bool
    is_first: bool
    older: str


def read(*, drug="", topic="", before=None):
    """Return a page of the list; `before` is the (microseconds, id) of the last thread already seen. Four queries."""
    threads = _narrowed(drug, topic)
    if before:
        moment, pk = START + before[0] * MICROSECOND, before[1]
        # The first condition says no more than the second, but only with it do both engines enter the index there.
        threads = threads.filter(
            Q(last_published_at__lte=moment), Q(last_published_at__lt=moment) | Q(last_published_at=moment, id__lt=pk)
        )
    found = list(threads.for_list_page()[: THREADS_ON_A_PAGE + 1])
    shown = found[:THREADS_ON_A_PAGE]
    return ThreadList(
        threads=_cards(shown),
        drugs=[
            DrugChoice(slug, name, slug == drug) for slug, name in Drug.objects.counted().values_list("slug", "name")
        ],
        topic=topic.replace("-", " "),
        topics=_topics(),
        is_narrowed=bool(drug or topic),
        is_first=before is None,
        older=_older(shown[-1], drug, topic) if len(found) > len(shown) else "",
    )


def _topics():
    """Return the topics that public threads have, A to Z; a word of what is not public is not public."""
    public = Thread.objects.published().filter(tags=OuterRef("pk"))
    rows = Tag.objects.filter(Exists(public)).order_by("slug").values_list("name", "slug")[:TOPICS_SHOWN]
    return [Topic(name, f"{reverse('experiences')}?{urlencode({'topic': slug})}") for name, slug in rows]


def _narrowed(drug, topic):
    threads = Thread.objects.naming(drug__slug=drug) if drug else Thread.objects.all()
    return threads.filter(tags__slug=topic) if topic else threads


def _older(last, drug, topic):
    place = f"{(last.last_published_at - START) // MICROSECOND}-{last.pk}"
    query = {"drug": drug, "topic": topic, "before": place}
    return f"{reverse('experiences')}?{urlencode({key: value for key, value in query.items() if value})}"


def _cards(threads):
    drugs = defaultdict(list)
    named = Mention.objects.live().filter(post__thread__in=threads, drug__isnull=False).order_by("drug__name")
    for thread, name in named.values_list("post__thread", "drug__name").distinct():
        drugs[thread].append(name)
    cards = [
        card(one.pk, one.title, one.slug, one.origin, one.published_posts, one.last_published_at) for one in threads
    ]
    for one, shown in zip(threads, cards, strict=True):
        shown.drugs.extend(drugs[one.pk])
    return cards
