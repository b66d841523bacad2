"""Knows the words a reader may not know: what each means, and how the first use of one on a page leads to its meaning."""

import re
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import reverse
from django.utils.html import escape

from medications.lists import by_name, capital
from medications.models import Term, Test

TAGS = re.compile(r"(<[^>]*>)")
OPENING = re.compile(r"<([a-z][a-z0-9]*)([^>]*)>")
VOID = {"br", "hr", "img", "input", "wbr"}
# Where a link would be lost, wrong, or inside another: and the words of those who write here are theirs.
LEFT_ALONE = {"a", "blockquote", "button", "caption", "h1", "h2", "h3", "h4", "label", "legend", "mark", "nav", "option", "select", "summary", "svg", "textarea", "th"}  # fmt: skip
LEFT_ALONE_CLASSES = {"card", "lead", "post", "rows", "said", "terms"}

_cached = (None, None)


@dataclass(frozen=True, slots=True)
class Explained:
    """One word of the glossary page; `sources` are (title, address)."""

    name: str
    anchor: str
    meaning: str
    sources: tuple = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The pattern that finds every form of every term, and the address of what a form means."""

    pattern: re.Pattern
    addresses: dict

    def address_of(self, found):
        return self.addresses.get(found) or self.addresses[found.lower()]


def terms():
    """Return all terms for the glossary page, A to Z: two queries."""
    rows = Term.objects.prefetch_related("sources")
    return by_name(
        Explained(
            capital(term.name), term.slug, term.meaning, tuple((one.title, one.url) for one in term.sources.all())
        )
        for term in rows
    )


def current(version):
    """Return the Words of a content version, read once in a process; None when there are none."""
    global _cached
    key = (connections[DEFAULT_DB_ALIAS].settings_dict["NAME"], version)
    if _cached[0] != key:
        _cached = (key, _read())
    return _cached[1]


def _read():
    tests = Test.objects.filter(merged_into=None).values_list("slug", "plain_name")
    addresses = {name: reverse("test", args=[slug]) for slug, name in tests}
    for slug, name, forms in Term.objects.values_list("slug", "name", "forms"):
        addresses |= dict.fromkeys((name, *forms.split("\n")), f"{reverse('glossary')}#{slug}")
    addresses.pop("", None)
    return words(addresses) if addresses else None


def words(addresses):
    """Return the Words of {form: address}; the longest form is tried first."""
    forms = sorted(addresses, key=len, reverse=True)
    parts = [re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in forms]
    return Words(re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])"), addresses)


def forget():
    """Drop what was read; for tests, whose terms change without a version."""
    global _cached
    _cached = (None, None)


def explained(html, words):
    """Return a page's HTML in which the first use of each term is a link to what it means."""
    shown, outer, depth = set(), None, 0
    pieces = TAGS.split(html)
    for place, piece in enumerate(pieces):
        if not piece.startswith("<"):
            if outer is None:
                pieces[place] = _linked(piece, words, shown)
        elif outer is None:
            outer, depth = _leaves_alone(piece), 1
        elif piece.startswith(f"<{outer}"):
            depth += 1
        elif piece == f"</{outer}>":
            depth -= 1
            outer = outer if depth else None
    return "".join(pieces)


def _leaves_alone(tag):
    """Return the name of an element whose text stays as it is, or None."""
    opening = OPENING.match(tag)
    if not opening or opening[1] in VOID:
        return None
    name, attributes = opening.groups()
    classes = re.search(r'class="([^"]*)"', attributes)
    theirs = classes and LEFT_ALONE_CLASSES & set(classes[1].split())
    return name if name in LEFT_ALONE or theirs else None


def _linked(text, words, shown):
    def link(found):
        address = words.address_of(found[0])
        if address in shown:
            return found[0]
        shown.add(address)
        return f'<a class="term" href="{escape(address)}">{found[0]}</a>'

    return words.pattern.sub(link, text)
