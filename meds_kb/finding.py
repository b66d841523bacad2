"""Knows what a search finds: first the page a name means, a drug with an effect before either, then words in posts."""

from dataclasses import dataclass

from django.urls import reverse

from experiences import asked_words, word_search
from experiences.word_stems import SAY_LITTLE
from medications import lexicon, near_names
from medications.matching import fold
from medications.meanings import MODELS, meaning, meanings, other_drug

MOST_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the results; the first link of the line leads to `url`."""

    url: str
    title: str
    kind: str
    text: str = ""
    note: str = ""
    is_urgent: bool = False
    pieces: tuple = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds. `other_drug` is a drug that this site does not hold: said, never put in place of another."""

    results: list
    is_unsure: bool = False
    other_drug: str = ""
    posts: word_search.FoundPosts = word_search.NOTHING


def find(query):
    """Return what one query finds; seven queries at most, however much is found."""
    known = lexicon.current()
    resolution = known.resolve(query)
    if resolution.candidates:
        results = [_of_meaning(one) for one in meanings(resolution.candidates, query)]
    else:
        whole = [(resolution.kind, resolution.slug)] if resolution.slug else []
        results = _pages(whole or _named(known, query))
    asked = asked_words.read(query)
    posts = word_search.find([word_search.Term(one) for one in asked.words], without=asked.without)
    return Found(
        results=results + [_of_hit(hit) for hit in posts.hits],
        is_unsure=bool(resolution.candidates),
        other_drug="" if results else other_drug(resolution, query),
        posts=posts,
    )


def _named(known, query):
    """Return (kind, slug) of all that a query names; what its other words only come near to stands last."""
    mentions = known.find(query)
    exact = list(dict.fromkeys((one.kind, one.slug) for one in mentions))
    if any(kind != "drug" for kind, _slug in exact):
        return exact
    rest = query
    for one in reversed(mentions):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return exact + near_names.holding([word for word in fold(rest).split() if len(word) > 1 and word not in SAY_LITTLE])


def _pages(named):
    """Return the pages of what a query names: pairs of a drug and an effect first, then each by itself."""
    rows = {
        (kind, row.slug): row
        for kind, model in MODELS.items()
        if (slugs := [slug for kind_of_it, slug in named if kind_of_it == kind])
        for row in model.objects.filter(slug__in=slugs)
    }
    found = [(kind, rows[kind, slug]) for kind, slug in named if (kind, slug) in rows]
    drugs = [row for kind, row in found if kind == "drug" and row.is_counted]
    effects = [row for kind, row in found if kind == "side_effect"]
    pairs = [_of_pair(drug, effect) for drug in drugs for effect in effects][:MOST_PAIRS]
    return pairs + [_of_meaning(meaning(kind, row)) for kind, row in found]


def _of_meaning(one):
    return Result(one.url, one.name, one.kind_words, one.text, one.note, one.is_urgent)


def _of_pair(drug, effect):
    return Result(
        url=reverse("drug_effect", args=[drug.slug, effect.slug]),
        title=f"{effect.plain_name} on {drug.name}",
        kind="medicine and side effect",
        text="What sources give beside what people say.",
        is_urgent=effect.urgency == effect.Urgency.URGENT,
    )


def _of_hit(hit):
    return Result(hit.url, "".join(piece.text for piece in hit.title), "post", pieces=tuple(hit.pieces))
