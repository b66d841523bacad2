"""Knows what comes near to a query that is no name: names that hold its words, drugs of a class, names spelt alike.

What it compares with is read once for each version of the names, or of all that readers see.
"""

from collections import defaultdict

from django.db import DEFAULT_DB_ALIAS, connections
from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.matching.folding import fold
from medications.models import Drug, Fact, Name, site_version

KINDS = ("side_effect", "test", "condition")  # never a drug: part of a drug's name is not that drug
SHOWN = 5
MIN_LENGTH, MAX_LENGTH = 4, 30
ALIKE, NAMES_SHOWN = 0.65, 3
CONTENT, NAMES = 0, 1  # which of the two versions
_cached = {}


def holding(words):
    """Return (kind, slug) of the things a name of which holds every folded word, the closest name first."""
    if not words:
        return []
    whole = [row for row in _remembered(_by_word).get(words[0], ()) if row[0].issuperset(words)]
    whole.sort(key=lambda row: (len(row[1].split()), row[1]))
    return list(dict.fromkeys(thing for _words, _folded, thing in whole))[:SHOWN]


def _remembered(read, of=NAMES):
    """Return what is read, read again when a name changed, or anything that readers see."""
    key = (connections[DEFAULT_DB_ALIAS].settings_dict["NAME"], site_version.current()[of])
    if _cached.get(read, (None,))[0] != key:
        _cached[read] = (key, read())
    return _cached[read][1]


def _by_word():
    """Return {word: (all words, folded name, (kind, slug)) of the names that hold it}."""
    columns = ("folded", *(f"{kind}__slug" for kind in KINDS))
    found = defaultdict(list)
    for folded, *slugs in Name.objects.filter(drug=None, is_ambiguous=False).values_list(*columns):
        thing = next((kind, slug) for kind, slug in zip(KINDS, slugs, strict=True) if slug)
        for word in folded.split():
            found[word].append((frozenset(folded.split()), folded, thing))
    return dict(found)


def _plain_names():
    """Return {folded, without spaces: the name as it is written}."""
    rows = Name.objects.filter(is_ambiguous=False).exclude(kind=Name.Kind.MISSPELLING).order_by("id")
    return {folded.replace(" ", ""): surface for folded, surface in rows.values_list("folded", "surface")}


def forget():
    """Drop what was read; for tests, whose names change without a version."""
    _cached.clear()


def of_class(words):
    """Return ("drug", slug) of the drugs whose class holds every folded word."""
    if not words:
        return []
    return [("drug", slug) for slug, of_it in _remembered(_classes, CONTENT) if of_it.issuperset(words)]


def _classes():
    rows = Drug.objects.counted().order_by("page", "name").values_list("slug", "drug_class")
    return [(slug, _singular_words(its_class)) for slug, its_class in rows]


def _singular_words(text):
    words = fold(text).split()
    return {*words, *(f"{word}s" for word in words)}


def looks_alike(surface):
    """Return the name of the drug, not one of ours, that somebody may take for one of ours and that this names, or ""."""
    return _remembered(_look_alikes, CONTENT).get(fold(surface), "")


def _look_alikes():
    rows = Fact.objects.filter(kind=Fact.Kind.LOOK_ALIKE, other_drug=None).order_by("-other_name")
    return {fold(name): name for name in rows.values_list("other_name", flat=True)}


def spelt_alike(typed):
    """Return the plain names here that are spelt most like a word nothing knows, or none.

    It is for a reader to choose from, never for a link in a text: none of them is what was typed.
    """
    form = fold(typed).replace(" ", "")
    if not MIN_LENGTH <= len(form) <= MAX_LENGTH:
        return []
    forms = _remembered(_plain_names)
    near = process.extract(form, forms.keys(), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=NAMES_SHOWN)
    return [forms[one] for one, _score, _place in near]
