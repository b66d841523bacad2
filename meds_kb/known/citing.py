"""Knows how a page names its sources: in two or three words beside a sentence, in full once at its end."""

import re
from dataclasses import dataclass
from operator import attrgetter

from medications.models import Source

DATE_NOT_KNOWN = "date not known"

_COPY = re.compile(r"\b(?:copy of|carrying|holding|copy at)\b (?:the )?(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A short link beside a sentence to the full entry at the end of the page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One source in full, as the list at the end of a page shows it."""

    anchor: str
    label: str
    title: str
    publisher: str
    year: str
    kind: str
    url: str
    checked: str


class Shelf:
    """The sources of one page. Each is cited as often as needed and listed once."""

    def __init__(self):
        self._citations = {}
        self._entries = []
        self._times_used = {}
        self.newest_check = None

    def cite(self, source):
        """Return the citation of one source; at first sight put its entry on the list."""
        if source.slug not in self._citations:
            label = self._own_label(source)
            entry = _entry(source, label)
            self._entries.append(entry)
            self.newest_check = max(filter(None, (self.newest_check, source.checked_on)), default=None)
            self._citations[source.slug] = Citation(label, f"#{entry.anchor}")
        return self._citations[source.slug]

    def cite_all(self, sources):
        return tuple(self.cite(source) for source in sources)

    def entries(self):
        return sorted(self._entries, key=attrgetter("label"))

    def _own_label(self, source):
        """Return a label that no other source of this page has, so that the words of each link tell where it leads."""
        label = short_name(source.publisher or source.title)
        if source.year and str(source.year) not in label:
            label = f"{label} {source.year}"
        used = self._times_used[label] = self._times_used.get(label, 0) + 1
        return label if used == 1 else f"{label} ({used})"


def short_name(publisher):
    """Return the few words that readers know a publisher by; a copy says that it is one."""
    if found := _COPY.search(publisher):
        return f"{_head(found[1])} copy"
    first, slash, last = publisher.partition(" / ")
    return _head(last if slash and last.isupper() else first)


def day(date):
    """Return a date as "23 November 2026", or say that it is not known."""
    return f"{date.day} {date:%B %Y}" if date else DATE_NOT_KNOWN


def reviewed(drug):
    """Return who reviewed a drug's page and when, or nothing until somebody has."""
    return f"{drug.reviewed_by}, {day(drug.reviewed_on)}" if drug.reviewed_by else ""


def _entry(source, label):
    return Entry(
        anchor=f"source-{source.slug}",
        label=label,
        title=source.title,
        publisher=source.publisher,
        year=str(source.year or ""),
        kind=Source.Kind(source.kind).label,
        url=source.url,
        checked=day(source.checked_on),
    )


def _head(words):
    return re.split(r"[,(;]", words)[0].strip()
