"""Knows how the lists of medicines, side effects, tests and conditions stand on a page: grouped, named, linked."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from medications.matching.folding import fold
from medications.meanings import KIND_WORDS
from medications.models import Condition, Drug, Fact, Name, Question, SideEffect, Test
from medications.models.names import TARGETS


@dataclass(frozen=True, slots=True)
class Medicine:
    """One drug on a list, with the names it is sold under and what it is for."""

    name: str
    url: str
    brands: tuple
    purpose: str
    is_full: bool
    is_related: bool

    @property
    def purpose_in_short(self):
        """The first sentence."""
        first, stop, _rest = self.purpose.partition(". ")
        return f"{first}." if stop else first


@dataclass(frozen=True, slots=True)
class Entry:
    """One effect, test or condition on a list: what people call it, its full name, a plain sentence."""

    name: str
    url: str
    term: str
    text: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; `anchor` is what a link on the same page leads to."""

    heading: str
    anchor: str
    entries: list


def medicines():
    """Return {group heading: [medicines]} in three queries; the related ones stand last in their group."""
    brands, purposes = defaultdict(list), {}
    for drug, surface in (
        Name.objects.filter(kind=Name.Kind.BRAND, is_verified=True, drug__isnull=False)
        .values_list("drug", "surface")
        .order_by("id")
    ):
        brands[drug].append(surface)
    for drug, text in Fact.objects.filter(kind=Fact.Kind.PURPOSE, is_verified=True).values_list("drug", "text"):
        purposes.setdefault(drug, text)
    groups = defaultdict(list)
    for drug in Drug.objects.for_list_page():
        groups[drug.group].append(_medicine(drug, brands[drug.pk], purposes.get(drug.pk, "")))
    return {group: sorted(by_name(groups[group]), key=lambda one: one.is_related) for group in sorted(groups)}


def side_effects():
    """Return the effects grouped by part of the body, in one query."""
    rows = SideEffect.objects.filter(merged_into=None).values_list(
        "body_system", "slug", "plain_name", "term", "urgency"
    )
    groups = defaultdict(list)
    for heading, *row in rows:
        groups[heading].append(_effect(*row))
    return [Group(heading, anchor_of(heading), by_name(groups[heading])) for heading in sorted(groups)]


def names():
    """Return (name, what it is, address) of all that a reader may look for by a name of its own, A to Z: two queries.

    A drug stands under its brands, its ingredient and its abbreviations; the others under their plain and full names.
    """
    shown = (Name.Kind.INGREDIENT, Name.Kind.BRAND, Name.Kind.ALSO, Name.Kind.TERM, Name.Kind.PLAIN)
    columns = ("surface", "kind", *(f"{kind}__slug" for kind in TARGETS), "drug__name")
    rows = Name.objects.filter(kind__in=shown, is_ambiguous=False, is_verified=True).values_list(*columns)
    found = [_name(*row) for row in rows if row[1] != Name.Kind.ALSO or (row[2] and row[0].isupper())]
    found += [(one.title, "question", one.get_absolute_url()) for one in Question.objects.all()]
    return sorted(found, key=lambda one: (fold(one[0]), one))


def _name(surface, _kind, drug, side_effect, test, condition, drug_name):
    if drug:
        note = "medicine" if fold(surface) == fold(drug_name) else drug_name
        return surface, note, reverse("drug", args=[drug])
    kind, slug = next(
        (kind, slug) for kind, slug in (("side_effect", side_effect), ("test", test), ("condition", condition)) if slug
    )
    return surface, KIND_WORDS[kind], reverse(kind, args=[slug])


def drug_names():
    """Return {first letter: [(name, the medicine, address)]} of every name of a medicine, A to Z: one query."""
    letters = defaultdict(list)
    kinds = (Name.Kind.INGREDIENT, Name.Kind.BRAND)
    rows = Name.objects.filter(kind__in=kinds, is_ambiguous=False, is_verified=True, drug__isnull=False)
    for surface, slug, drug_name in rows.values_list("surface", "drug__slug", "drug__name"):
        same = fold(surface) == fold(drug_name)
        letters[fold(surface)[0].upper()].append((surface, "" if same else drug_name, reverse("drug", args=[slug])))
    return {letter: sorted(letters[letter], key=lambda one: fold(one[0])) for letter in sorted(letters)}


def tests():
    return _topics(Test, "test")


def conditions():
    return _topics(Condition, "condition")


def anchor_of(heading):
    """Return the heading as the name of a place on the page."""
    return "-".join("".join(char if char.isalnum() else " " for char in heading.lower()).split())


def by_name(entries):
    """Sort here, not in the database: each of the two orders capitals and accents in its own way."""
    return sorted(entries, key=lambda entry: fold(entry.name))


def capital(words):
    return words[:1].upper() + words[1:]


def _medicine(drug, brands, purpose):
    return Medicine(
        name=capital(drug.name),
        url=drug.get_absolute_url(),
        brands=tuple(brands),
        purpose=purpose,
        is_full=drug.page == Drug.Page.FULL,
        is_related=drug.page == Drug.Page.RELATED,
    )


def _effect(slug, plain_name, term, urgency):
    return Entry(
        name=capital(plain_name),
        url=reverse("side_effect", args=[slug]),
        term="" if term == plain_name else term,
        is_urgent=urgency == SideEffect.Urgency.URGENT,
    )


def _topics(model, url_name):
    rows = model.objects.filter(merged_into=None).values_list(
        "slug", "plain_name", "name", "description", "is_verified"
    )
    return by_name(
        Entry(
            name=capital(plain_name),
            url=reverse(url_name, args=[slug]),
            term="" if name == plain_name else name,
            text=text if is_verified else "",
        )
        for slug, plain_name, name, text, is_verified in rows
    )
