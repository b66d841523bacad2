"""Knows how one page stands among the results: what it is, its first link, and what is said of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from rapidfuzz.distance import OSA

from medications.matching import fold
from medications.models import Name


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the results; the first link of the line leads to `url`. `typed` is what led to it, if not its name."""

    url: str
    title: str
    kind: str
    text: str = ""
    note: str = ""
    typed: str = ""
    is_urgent: bool = False
    title_pieces: tuple = ()
    pieces: tuple = ()


def of_meaning(one, *, typed="", brand=""):
    """Return the result of a Meaning; a drug stands with the brand that comes nearest to what was typed."""
    title = f"{one.name} ({brand})" if brand else one.name
    led_here = typed if fold(typed) != fold(one.name) else ""
    return Result(one.url, title, one.kind_words, one.text, one.note, led_here, one.is_urgent)


def of_pair(drug, effect):
    return Result(
        url=reverse("drug_effect", args=[drug.slug, effect.slug]),
        title=f"{effect.plain_name} on {drug.name}",
        kind="medicine and side effect",
        text="What sources give beside what people say.",
        is_urgent=effect.urgency == effect.Urgency.URGENT,
    )


def of_question(question, drug=None):
    """Return the page of a question, at one drug's place on it where that drug has one."""
    place = f"#{drug.slug}" if drug and drug.is_counted else ""
    return Result(
        url=f"{question.get_absolute_url()}{place}",
        title=f"{question.title} ({drug.name})" if place else question.title,
        kind="question people ask",
        text="What sources say and what people say, for each medicine.",
    )


def of_comparison(drugs):
    names = [drug.name for drug in drugs]
    return Result(
        url=f"{reverse('compare')}?{urlencode([('drug', drug.slug) for drug in drugs])}",
        title=f"{', '.join(names[:-1])} and {names[-1]}, side by side",
        kind="comparison",
        text="Two or more medicines beside each other. No one is called the best.",
    )


def of_hit(hit):
    title = "".join(piece.text for piece in hit.title)
    return Result(hit.url, title, "post", title_pieces=tuple(hit.title), pieces=tuple(hit.pieces))


def brands(slugs):
    """Return {drug slug: its brands, in the curators' order}: one query."""
    found = {}
    rows = Name.objects.filter(kind=Name.Kind.BRAND, is_verified=True, drug__slug__in=slugs).order_by("id")
    for slug, surface in rows.values_list("drug__slug", "surface"):
        found.setdefault(slug, []).append(surface)
    return found


def nearest(typed, names):
    """Return the name that comes nearest to what was typed, the first of equals; "" when there is none."""
    form = fold(typed).replace(" ", "")
    return min(names, key=lambda name: OSA.distance(form, fold(name).replace(" ", "")), default="")
