"""Knows when two texts say nearly the same: most of their runs of three words are shared."""

import re

from experiences.models import Post
from medications.matching.folding import flatten

RUN = 3  # words
ENOUGH = 0.6  # of all runs of both texts; a text with one sentence added keeps more
RECENT = 300  # posts looked at: a second sending comes soon after the first
_WORD = re.compile(r"[a-z0-9']+")


def likeness(text, other):
    """Return how much two texts share, from 0 to 1 (Jaccard's index of their runs of words)."""
    return _share(_runs(text), _runs(other))


def near(text, *, but=None):
    """Return the ids of recent posts, in whatever state, that say nearly the same, the newest first: one query."""
    runs = _runs(text)
    rows = Post.objects.exclude(body="").order_by("-id").values_list("pk", "body")[:RECENT]
    return [pk for pk, body in rows if pk != but and _share(runs, _runs(body)) >= ENOUGH]


def _runs(text):
    words = _WORD.findall(flatten(text))
    return {tuple(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1))}


def _share(first, second):
    return len(first & second) / len(first | second)
