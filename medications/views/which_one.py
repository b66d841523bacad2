"""Answers a name in an address that is no slug: sends on to the one page it means, asks which one, or says it is unknown."""

from django.shortcuts import redirect, render

from medications import lexicon
from medications.meanings import meanings, other_drug


def answer(request, name, *, kind):
    """Return 301 to the page of a known name, 200 with the choices when it may mean several things, else 404 with search."""
    resolution = lexicon.current().resolve(name)
    if resolution.slug and resolution.kind == kind:
        return redirect(kind, resolution.slug, permanent=True)
    if any(candidate == kind for candidate, _slug in resolution.candidates):
        choices = meanings(resolution.candidates, name)
        return render(request, "medications/which_one.html", {"name": as_typed(name), "meanings": choices})
    context = {"name": as_typed(name), "other_drug": other_drug(resolution, name)}
    return render(request, "medications/unknown_name.html", context, status=404)


def slug_of(name, *, kind):
    """Return the slug a known name stands for, or None when it is unknown or may mean several things."""
    resolution = lexicon.current().resolve(name)
    return resolution.slug if resolution.kind == kind else None


def as_typed(name):
    return name.replace("-", " ")[:80]
