"""Knows which effects, tests and illnesses have a name that holds all the words of a query, though it is not the name."""

from medications.models import Name

KINDS = ("side_effect", "test", "condition")  # never a drug: part of a drug's name is not that drug
SHOWN = 5


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
