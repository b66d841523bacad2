"""Knows what was told last: one card for each post, however many medicines it tells of."""

from dataclasses import dataclass
from itertools import groupby

from meds_kb.said import stories

MOST_PER_POST = 4  # no post of the archive tells of more medicines


@dataclass(frozen=True, slots=True)
class Told:
    """One post: its opening words, and what it tells of each medicine."""

    url: str
    drugs: str
    whose: str
    excerpt: str
    uses: list


def told(limit):
    """Return the newest public posts that tell an experience, in one query."""
    found = stories.newest(limit * MOST_PER_POST)
    return [_told(list(uses)) for _url, uses in groupby(found, key=lambda story: story.url)][:limit]


def _told(uses):
    uses.reverse()  # in the order in which the post tells them
    first = uses[0]
    return Told(
        url=first.url,
        drugs=", ".join(use.drug for use in uses),
        whose=first.whose if all(use.whose == first.whose for use in uses) else "first-hand, and told for someone else",
        excerpt=first.excerpt,
        uses=uses,
    )
