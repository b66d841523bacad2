"""Knows which published posts hold what a query asks for, how they are ranked, and where the words stand in them."""

import heapq
from collections import Counter
from dataclasses import dataclass

from experiences import addresses, word_index
from experiences.marking import as_html, marked_places, pieces
from experiences.models import Mention, Post
from experiences.search_index import use_code
from experiences.word_index import MOST, Wanted
from experiences.word_stems import code

ON_A_PAGE = 20
MOST_FOR_ONE_WORD = 3  # a word said ten times does not make a post ten times as good
IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: stems that stand one after another, or a drug (its id) under any of its names."""

    stems: tuple
    drug: int | None = None

    @property
    def codes(self):
        return tuple(map(code, self.stems))

    @property
    def ways(self):
        return (self.codes, *(((f"d{self.drug}",),) if self.drug else ()))


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the posts are narrowed to: ids of things and topics, whose use is told, at which stage."""

    drug: int | None = None
    effect: int | None = None
    condition: int | None = None
    tag: int | None = None
    voice: str = ""
    stage: str = ""

    @property
    def codes(self):
        things = (("e", self.effect), ("c", self.condition), ("t", self.tag))
        use = use_code(self.drug, self.voice, self.stage)
        return tuple(f"{letter}{pk}" for letter, pk in things if pk) + ((use,) if use else ())


@dataclass(frozen=True, slots=True)
class Hit:
    """One post that holds what was asked for, its thread's title, and the text around the first of the words."""

    url: str
    title: list
    pieces: list

    @property
    def marked_title(self):
        return as_html(self.title)

    @property
    def marked_text(self):
        return as_html(self.pieces)


@dataclass(frozen=True, slots=True)
class FoundPosts:
    """One page of hits. `total` counts those ranked; of more than `MOST` only the newest are, and `has_more` says so.

    `next_place` is where the next page begins, or None; `kinds` counts the codes that the ranked could be narrowed to.
    """

    hits: list
    total: int
    has_more: bool
    next_place: tuple | None
    kinds: Counter


NOTHING = FoundPosts([], 0, False, None, Counter())


def find(terms, *, without=(), narrowing=None, after=None):
    """Return a page of the published posts that hold every term and none of `without` (stems, as in `Asked`).

    `after` is the place of the last hit already seen. A query for nothing finds nothing.
    """
    narrowed = narrowing.codes if narrowing else ()
    if not (terms or narrowed):
        return NOTHING
    rows = word_index.newest(_wanted(terms, without, narrowed))
    ranked, narrowings = _ranked(rows[:MOST], terms, without)
    rest = ranked if after is None else [place for place in ranked if place < after]
    shown = heapq.nlargest(ON_A_PAGE, rest)
    return FoundPosts(
        hits=_hits([place[-1] for place in shown], terms),
        total=len(ranked),
        has_more=len(rows) > MOST,
        next_place=shown[-1] if len(rest) > len(shown) else None,
        kinds=Counter(" ".join(narrowings).split()),
    )


def _wanted(terms, without, narrowed):
    return Wanted(
        all_of=tuple(term.ways for term in terms) + tuple(((one,),) for one in narrowed),
        none_of=tuple(code(stems[0]) for stems in without if len(stems) == 1),
    )


def _ranked(rows, terms, without):
    """Return (score, useful, published, id) and the narrowing of each row that holds, in the order of the rows.

    The index knows nothing of phrases: some rows it gave hold less than was asked for.
    """
    asked = [(" ".join(term.codes), f" d{term.drug} " if term.drug else None) for term in terms]
    phrases = [" ".join(map(code, stems)) for stems in without if len(stems) > 1]
    found, narrowings = [], []
    for pk, codes, useful, published in rows:
        others, _, body = codes.rpartition("|")
        uses, _, title = others.rpartition("|")
        narrowing = uses.partition("|")[0]
        if phrases and any(phrase in title or phrase in body for phrase in phrases):
            continue
        score = 0
        for words, drug in asked:
            # Every code is as long as any other, so a run of codes never begins inside one.
            said = body.count(words)
            if said > MOST_FOR_ONE_WORD:  # not `min`, which a thousand rows would wait for
                said = MOST_FOR_ONE_WORD
            if words in title:
                said += IN_TITLE
            if not said and not (drug and drug in f" {narrowing}"):
                break
            score += said or 1
        else:
            found.append((score, useful, published, pk))
            narrowings.append(narrowing)
    return found, narrowings


def _hits(ids, terms):
    """Return the hits of some posts in their order: one query, and one for what drugs they name."""
    rows = {pk: row for pk, status, *row in word_index.read_posts(ids) if status == Post.Status.PUBLISHED}
    named = _named(ids, [term.drug for term in terms if term.drug])
    asked = [term.stems for term in terms]
    return [_hit(pk, rows[pk], asked, named.get(pk, ())) for pk in ids if pk in rows]


def _named(ids, drugs):
    places = {}
    if drugs:
        rows = Mention.objects.standing().filter(post__in=ids, drug__in=drugs).order_by()
        for post, start, end in rows.values_list("post", "start", "end"):
            places.setdefault(post, []).append((start, end))
    return places


def _hit(pk, row, asked, named):
    position, body, thread, title, slug = row
    url = addresses.of_post(pk, position=position, thread=thread, slug=slug)
    return Hit(
        url=url,
        title=pieces(title, marked_places(title, asked), around=None),
        pieces=pieces(body, marked_places(body, asked, named)),
    )
