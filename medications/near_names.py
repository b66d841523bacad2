"""Knows what comes near to a query that is no name: names that hold its words, drugs of a class, names spelt alike."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.matching.folding import fold
from medications.models import Drug, Name

KINDS = ("side_effect", "test", "condition")  # never a drug: part of a drug's name is not that drug
SHOWN = 5
MIN_LENGTH, MAX_LENGTH = 4, 30
ALIKE, NAMES_SHOWN = 0.65, 3


def holding(words):
    """Return (kind, slug) of the things a name of which holds every folded word, the closest name first: one query."""
    if not words:
        return []
    rows = Name.objects.filter(drug=None, is_ambiguous=False)
    for word in words:
        rows = rows.filter(folded__contains=word)
    columns = ("folded", *(f"{kind}__slug" for kind in KINDS))
    whole = [row for row in rows.values_list(*columns) if set(words) <= set(row[0].split())]
    whole.sort(key=lambda row: (len(row[0].split()), row[0]))
    found = [(kind, slug) for _folded, *slugs in whole for kind, slug in zip(KINDS, slugs, strict=True) if slug]
    return list(dict.fromkeys(found))[:SHOWN]


def of_class(words):
    """Return ("drug", slug) of the drugs whose class holds every folded word: one query."""
    if not words:
        return []
    rows = Drug.objects.counted().order_by("page", "name").values_list("slug", "drug_class")
    return [("drug", slug) for slug, its_class in rows if set(words) <= _singular_words(its_class)]


def _singular_words(text):
    words = fold(text).split()
    return {*words, *(f"{word}s" for word in words)}


def spelt_alike(typed):
    """Return the plain names here that are spelt most like a word nothing knows, or none: one query.

    It is for a reader to choose from, never for a link in a text: none of them is what was typed.
    """
    form = fold(typed).replace(" ", "")
    if not MIN_LENGTH <= len(form) <= MAX_LENGTH:
        return []
    rows = Name.objects.filter(is_ambiguous=False).exclude(kind=Name.Kind.MISSPELLING).order_by("id")
    forms = {folded.replace(" ", ""): surface for folded, surface in rows.values_list("folded", "surface")}
    near = process.extract(form, forms.keys(), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=NAMES_SHOWN)
    return [forms[one] for one, _score, _place in near]
