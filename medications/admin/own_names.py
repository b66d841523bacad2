"""Knows the names a thing has by being itself: its ingredient or term, and its plain name, always lead to it."""

from medications.matching.folding import fold
from medications.models import Condition, Drug, Name, SideEffect, Test

TARGET_OF = {Drug: "drug", SideEffect: "side_effect", Test: "test", Condition: "condition"}
FULL_AND_PLAIN = {"name": Name.Kind.TERM, "plain_name": Name.Kind.PLAIN}
OWN_KINDS = {
    Drug: {"name": Name.Kind.INGREDIENT},
    SideEffect: {"term": Name.Kind.TERM, "plain_name": Name.Kind.PLAIN},
    Test: FULL_AND_PLAIN,
    Condition: FULL_AND_PLAIN,
}


def name_in_the_way(thing, surface):
    """Return the name of something else that this form already is, or None."""
    others = Name.objects.filter(folded=fold(surface), is_ambiguous=False)
    if thing.pk:
        others = others.exclude(**{TARGET_OF[type(thing)]: thing})
    return others.first()


def keep_own_names(thing):
    """Add the thing's own names where they are missing. A form that others have too is as ambiguous as theirs."""
    target = TARGET_OF[type(thing)]
    for field, kind in OWN_KINDS[type(thing)].items():
        surface = getattr(thing, field)
        same = Name.objects.filter(folded=fold(surface))
        if not same.filter(**{target: thing}).exists():
            Name.objects.create(surface=surface, kind=kind, is_ambiguous=same.exists(), **{target: thing})
