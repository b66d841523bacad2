"""Knows the things one ambiguous name can mean, as a reader chooses between them: the urgent ones first."""

from dataclasses import dataclass

from medications import near_names
from medications.matching.folding import fold
from medications.models import Condition, Drug, Name, SideEffect, Test

MODELS = {"drug": Drug, "side_effect": SideEffect, "test": Test, "condition": Condition}
KIND_WORDS = {"drug": "medicine", "side_effect": "side effect", "test": "test", "condition": "illness"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a name can mean: what it is, where its page is, why it may be this one, and what is urgent about it."""

    kind: str
    slug: str
    kind_words: str
    name: str
    url: str
    text: str
    note: str
    is_urgent: bool


def meanings(candidates, surface):
    """Return the meanings of (kind, slug) pairs, with the curators' notes on the surface: one query a kind and one more."""
    notes = _notes(surface)
    found = []
    for kind in MODELS:
        slugs = [slug for kind_of_it, slug in candidates if kind_of_it == kind]
        if slugs:
            found += [
                meaning(kind, row, notes.get((kind, row.pk), "")) for row in MODELS[kind].objects.filter(slug__in=slugs)
            ]
    return sorted(found, key=lambda one: (not one.is_urgent, one.name))


def meaning(kind, row, note=""):
    """Return one row as a reader meets it among others."""
    return Meaning(
        kind=kind,
        slug=row.slug,
        kind_words=KIND_WORDS[kind],
        name=row.name if kind == "drug" else row.plain_name,
        url=row.get_absolute_url(),
        text=row.group if kind == "drug" else getattr(row, "description", ""),
        note=note or getattr(row, "caution", ""),
        is_urgent=kind == "side_effect" and row.urgency == SideEffect.Urgency.URGENT,
    )


def other_drug(resolution, surface):
    """Return the name of the drug, not one of ours, that an unresolved surface names, or ""."""
    return resolution.other_drug or near_names.looks_alike(surface)


def _notes(surface):
    rows = Name.objects.filter(folded=fold(surface)).values_list("note", *(f"{kind}_id" for kind in MODELS))
    return {(kind, pk): note for note, *ids in rows for kind, pk in zip(MODELS, ids, strict=True) if pk}
