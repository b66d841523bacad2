"""Knows how the posts found can be narrowed: to a medicine, a side effect, an illness, a topic, a voice, a stage."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from html import escape

from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from taggit.models import Tag

from experiences.models import Experience
from experiences.word_search import Narrowing
from medications.models import Condition, Drug, SideEffect

MOST_CHOICES = 6
THINGS = {
    "drug": ("d", Drug, "name", "Medicine"),
    "effect": ("e", SideEffect, "plain_name", "Side effect"),
    "condition": ("c", Condition, "plain_name", "Illness"),
    "tag": ("t", Tag, "name", "Topic"),
}
USES = {
    "voice": ("v", dict(Experience.Whose.choices), "Who tells it"),
    "stage": ("s", dict(Experience.Stage.choices), "How far on"),
}
KEYS = (*THINGS, *USES)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to narrow to; `count` of the posts ranked are of it."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one kind; when one is chosen, its name and the address without it."""

    title: str
    choices: list
    chosen: str = ""
    url_without: str = ""

    @property
    def links(self):
        """Return the choices as HTML: one string, for a page shows some thirty."""
        links = (f'<a href="{escape(one.url)}">{escape(one.name)}</a> ({one.count})' for one in self.choices)
        return mark_safe(", ".join(links))  # noqa: S308 – each name and address is escaped


def read(chosen):
    """Return (the Narrowing, {key: name chosen}) of slugs and values as they stand in an address; unknown ones are none."""
    ids, names = {}, {}
    for key, (_letter, model, column, _title) in THINGS.items():
        if chosen.get(key):
            row = model.objects.filter(slug=chosen[key]).first()
            row = getattr(row, "merged_into", None) or row
            ids[key], names[key] = (row.pk, getattr(row, column)) if row else (_NO_ROW, chosen[key])
    for key, (_letter, words, _title) in USES.items():
        if chosen.get(key):
            ids[key], names[key] = chosen[key], words[chosen[key]]
    return (Narrowing(**ids) if ids else None), names


_NO_ROW = 2**60  # a thing that nobody knows: no post is of it


def offered(kinds, query, chosen, names):
    """Return the facets for what was found: one query for all the things that some posts are of."""
    counts = {key: _of_things(kinds, letter) for key, (letter, *_rest) in THINGS.items() if key not in names}
    choices = _named({key: _most(of_it) for key, of_it in counts.items()}, counts)
    titles = {key: title for key, (_letter, _model, _column, title) in THINGS.items()}
    for key, (letter, words, title) in USES.items():
        titles[key] = title
        said = ((name, kinds[f"{letter}{value}"], value) for value, name in words.items())
        choices[key] = [(name, count, value) for name, count, value in said if count]
    return [
        _chosen(key, titles[key], query, chosen, names)
        if key in names
        else Facet(titles[key], _choices(key, choices[key], query, chosen))
        for key in KEYS
        if key in names or choices.get(key)
    ]


def _of_things(kinds, letter):
    return {int(code[1:]): n for code, n in kinds.items() if code[0] == letter and code[1:].isdigit()}


def _most(counts):
    """Return the ids of those that can be among the choices shown: the names of equals decide."""
    least = sorted(counts.values(), reverse=True)[:MOST_CHOICES]
    return [pk for pk, count in counts.items() if count >= least[-1]]


def _named(ids, counts):
    """Return {key: (name, count, slug) of its things}: one statement, for the ORM would take as long as the search."""
    parts = [
        f"SELECT '{key}', id, {column}, slug FROM {model._meta.db_table} WHERE id IN ({', '.join(map(str, ids[key]))})"  # noqa: S608
        for key, (_letter, model, column, _title) in THINGS.items()
        if ids.get(key)
    ]
    found = defaultdict(list)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            for key, pk, name, slug in cursor.fetchall():
                found[key].append((name, counts[key][pk], slug))
    return found


def _chosen(key, title, query, chosen, names):
    rest = {other: value for other, value in chosen.items() if other != key}
    return Facet(title, [], names[key], address(query, rest))


def _choices(key, choices, query, chosen):
    best = sorted(choices, key=lambda one: (-one[1], one[0]))[:MOST_CHOICES]
    return [Choice(name, count, address(query, {**chosen, key: slug})) for name, count, slug in best]


def address(query, chosen, **more):
    """Return the address of a search, its keys in one order."""
    pairs = [("q", query), *((key, chosen[key]) for key in KEYS if chosen.get(key)), *more.items()]
    return f"{_door()}?{urlencode(pairs)}"


@cache
def _door():
    return reverse("search")
