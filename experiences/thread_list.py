"""Knows the list of threads: newest activity first, by keyset, all or those that name one drug or have one topic."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.http import urlencode
from taggit.models import Tag, TaggedItem

from experiences import word_index
from experiences.models import Mention, Thread
from experiences.thread_cards import ThreadCard, card
from medications.models import Drug

THREADS_ON_A_PAGE = 20
TOPICS_SHOWN = 100
FEW = 5_000  # mentions, or threads of a topic
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
    """Return a page of the list; `before` is the (microseconds, id) of the last thread already seen.

    Four queries; two more for a drug, two for a topic, and up to eight for both.
    """
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
    kind = ContentType.objects.get_for_model(Thread).pk
    public = Thread.objects.published().filter(pk=OuterRef("object_id"))
    # `kind + 0`: by the index of kinds SQLite would pass every thread there is for a tag that few have.
    of_tag = TaggedItem.objects.annotate(kind=F("content_type") + 0).filter(
        Exists(public), tag=OuterRef("pk"), kind=kind
    )
    rows = Tag.objects.filter(pk=_first(of_tag, "tag")).order_by("slug").values_list("name", "slug")[:TOPICS_SHOWN]
    return [Topic(name, f"{reverse('experiences')}?{urlencode({'topic': slug})}") for name, slug in rows]


def _narrowed(drug, topic):
    """Return the threads of a list: two queries for a drug, two for a topic, and for both two or four more.

    Where few threads are of it they are looked up. Else a walk along the threads, newest first, soon meets one; to sort
    all of them would take longer.
    """
    drug_id = Drug.objects.filter(slug=drug).values_list("pk", flat=True).first() if drug else None
    tag_id = Tag.objects.filter(slug=topic).values_list("pk", flat=True).first() if topic else None
    if (drug and not drug_id) or (topic and not tag_id):
        return Thread.objects.none()
    if drug and topic and (few := _of_both(drug_id, tag_id)) is not None:
        return Thread.objects.filter(pk__in=few)
    threads = _naming(Thread.objects.all(), drug_id) if drug else Thread.objects.all()
    return _about(threads, tag_id) if topic else threads


def _naming(threads, drug):
    """Narrow threads to those with a live mention of a drug."""
    live = Mention.objects.live().filter(drug=drug)
    found = list(live.order_by().values_list("post__thread", flat=True)[: FEW + 1])
    if len(found) <= FEW:
        return threads.filter(pk__in=set(found))
    # `drug + 0`: by the index of drugs SQLite would read all mentions of the drug for each thread.
    of_thread = Mention.objects.live().annotate(named=F("drug") + 0).filter(post__thread=OuterRef("pk"), named=drug)
    return threads.filter(pk=_first(of_thread, "post__thread"))


def _about(threads, tag):
    """Narrow threads to those of a topic."""
    of_topic = TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Thread).pk, tag=tag)
    found = list(of_topic.values_list("object_id", flat=True)[: FEW + 1])
    if len(found) <= FEW:
        return threads.filter(pk__in=set(found))
    # `tag + 0`: by the index of tags it would read all threads of the topic for each thread.
    of_thread = of_topic.annotate(of=F("tag") + 0).filter(object_id=OuterRef("pk"), of=tag)
    return threads.filter(pk=_first(of_thread, "object_id"))


def _of_both(drug, tag):
    """Return the threads of the posts that a search finds for both; None where it finds very many. The two may seldom meet."""
    posts = word_index.newest(word_index.Wanted((((f"d{drug}",),), ((f"t{tag}",),))))
    if len(posts) > word_index.MOST:
        return None
    live = Mention.objects.live().filter(drug=drug, post__in=[post[0] for post in posts])
    return set(live.order_by().values_list("post__thread", flat=True))


def _first(rows, column):
    """Return the value of the first row; as a value, because PostgreSQL joins what merely exists, all of it at once."""
    return Subquery(rows.order_by().values(column)[:1])


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
