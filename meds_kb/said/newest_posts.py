"""Knows the newest public posts as a feed lists them: plain words, where to read them, when they appeared."""

import re
from dataclasses import dataclass
from datetime import datetime

from experiences import addresses
from experiences.models import Mention, Post, Thread
from meds_kb.said.stories import excerpt

COLUMNS = ("id", "position", "body", "published_at", "thread_id", "thread__slug", "thread__title", "thread__origin")
# XML 1.0, 2.2: a document that holds any of these is no XML at all.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One post of a feed; `url` starts at the root."""

    id: int
    url: str
    title: str
    excerpt: str
    origin_words: str
    published_at: datetime


def newest(limit, *, drug=None):
    """Return the posts that appeared last, or those that name one drug: one query."""
    posts = Post.objects.published()
    if drug is not None:
        posts = posts.filter(pk__in=_naming(drug, limit))
    rows = posts.order_by("-published_at", "-id").values_list(*COLUMNS)[:limit]
    return [_entry(*row) for row in rows]


def _naming(drug, limit):
    """Return the ids of the last posts that name a drug.

    By id, not by date: the index of a drug's mentions walks it, so a drug that few name costs no walk of all posts.
    """
    live = Mention.objects.live().filter(drug=drug).order_by("-post_id")
    return live.values("post_id").distinct()[:limit]


def _entry(pk, position, body, published_at, thread, slug, title, origin):
    return Entry(
        id=pk,
        url=addresses.of_post(pk, position=position, thread=thread, slug=slug),
        title=as_xml_text(title),
        excerpt=as_xml_text(excerpt(body)),
        origin_words=Thread.Origin(origin).label,
        published_at=published_at,
    )


def as_xml_text(text):
    return NOT_IN_XML.sub(" ", text)
