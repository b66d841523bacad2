"""Knows the words a reader may not know: what each means, and how the first use of one on a page leads to its meaning."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import reverse
from django.utils.html import escape

from medications.lists import by_name, capital
from medications.models import Term, Test

TAG, WORD = re.compile(r"<[^>]*>"), re.compile(r"[\w-]+")
OPENING, CLASSES = re.compile(r"<([a-z][a-z0-9]*)"), re.compile(r'\sclass="([^"]*)"')
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
    """The patterns that find the forms of the terms, by their first word, and the address of what a form means."""

    patterns: dict
    addresses: dict

    def found_in(self, text):
        """Yield each form as it stands in a text, from left to right, the longest of those that begin together."""
        if self.patterns.keys().isdisjoint(WORD.findall(text.lower())):  # of most stretches of a page
            return
        end = 0
        for word in WORD.finditer(text):
            pattern = self.patterns.get(word[0].lower())
            if pattern and word.start() >= end and (found := pattern.match(text, word.start())):
                end = found.end()
                yield found

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
    """Return the Words of {form: address}; a form that begins with no letter or digit is never found."""
    by_first = defaultdict(list)
    for form in sorted(addresses, key=len, reverse=True):
        if first := WORD.match(form):
            by_first[first[0].lower()].append(form)
    return Words({first: _pattern(forms) for first, forms in by_first.items()}, addresses)


def _pattern(forms):
    parts = [re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in forms]
    return re.compile(rf"(?:{'|'.join(parts)})(?![\w-])")


def forget():
    """Drop what was read; for tests, whose terms change without a version."""
    global _cached
    _cached = (None, None)


def explained(html, words):
    """Return a page's HTML in which the first use of each term is a link to what it means."""
    shown, parts, place = set(), [], 0
    while tag := TAG.search(html, place):
        start, end = tag.span()
        outer = _leaves_alone(tag[0])
        end = _end_of(outer, html, end) if outer else end
        parts += [_linked(html[place:start], words, shown), html[start:end]]
        place = end
    return "".join([*parts, _linked(html[place:], words, shown)])


def _leaves_alone(tag):
    """Return the name of an element whose text stays as it is, or None."""
    opening = OPENING.match(tag)
    if not opening or opening[1] in VOID:
        return None
    name = opening[1]
    if name in LEFT_ALONE:
        return name
    classes = CLASSES.search(tag)
    return name if classes and not LEFT_ALONE_CLASSES.isdisjoint(classes[1].split()) else None


def _end_of(name, html, place):
    """Return where an element ends that has been opened before a place; the end of the page where it is never closed."""
    depth = 1
    for tag in _tags(name).finditer(html, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@cache
def _tags(name):
    return re.compile(rf"<(/?){name}(?:\s[^>]*)?>")


def _linked(text, words, shown):
    parts, place = [], 0
    for found in words.found_in(text):
        address = words.address_of(found[0])
        if address not in shown:
            shown.add(address)
            parts += [text[place : found.start()], f'<a class="term" href="{escape(address)}">{found[0]}</a>']
            place = found.end()
    return "".join([*parts, text[place:]])
