"""Knows what an entry of a knowledge file is, and how a wrong one is named: file, entry, reason."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MISSING = object()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said so that a curator can mend it."""

    file: str
    entry: str
    reason: str

    def __str__(self):
        return f"{self.file}: {self.entry}: {self.reason}"


class BrokenKnowledge(Exception):
    """The files cannot be loaded. `problems` lists every reason found."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Ref:
    """Points to another entry: the model's name and the entry's key."""

    model: str
    key: str


@dataclass(slots=True)
class Entry:
    """One row to be: its model, its key in the files, its plain values, and its links."""

    model: str
    key: str
    file: str
    label: str
    values: dict
    links: dict = field(default_factory=dict)  # foreign keys: field -> Ref or None
    many: dict = field(default_factory=dict)  # many-to-many: field -> list of Ref
    tags: list = field(default_factory=list)


class Item:
    """One mapping of a file, read key by key; what is left unread is reported."""

    def __init__(self, file, label, mapping, problems):
        self.file, self.label, self.problems = file, label, problems
        self.mapping = mapping if isinstance(mapping, dict) else {}
        self._unread = set(self.mapping)
        if not isinstance(mapping, dict):
            self.wrong("is not a mapping of keys to values")

    def wrong(self, reason):
        self.problems.append(Problem(self.file, self.label, reason))

    def take(self, key, default=MISSING):
        self._unread.discard(key)
        value = self.mapping.get(key, default)
        if value is MISSING:
            self.wrong(f"“{key}” is missing")
            return None
        return value

    def text(self, key, default=MISSING):
        """Return a string; numbers are written out, None is the default."""
        value = self.take(key, default)
        if isinstance(value, dict | list):
            self.wrong(f"“{key}” should be text")
            return ""
        if isinstance(value, bool):
            self.wrong(f"“{key}” should be text; put it in quotes")
            return ""
        text = "" if value is None else str(value).strip()
        if not text and default is MISSING:
            self.wrong(f"“{key}” is empty")
        return text

    def flag(self, key, default):
        value = self.take(key, default)
        if not isinstance(value, bool):
            self.wrong(f"“{key}” should be true or false")
            return default
        return value

    def number(self, key):
        """Return a number, or None where the key is left out."""
        value = self.take(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            self.wrong(f"“{key}” should be a number")
            return None
        return Decimal(str(value)) if isinstance(value, float) else value

    def day(self, key):
        value = self.take(key, None)
        if value is not None and not isinstance(value, date):
            self.wrong(f"“{key}” should be a day, such as 2027-11-23")
            return None
        return value

    def list(self, key):
        value = self.take(key, None)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(f"“{key}” should be a list")
            return []
        return value

    def words(self, key):
        """Return a list of non-empty strings."""
        return [str(word).strip() for word in self.list(key) if str(word).strip()]

    def items(self, key, name="id"):
        """Return the mappings under `key` as items, each labelled by its own `name`."""
        return [
            Item(self.file, self._name_of(key, name, place, one), one, self.problems)
            for place, one in enumerate(self.list(key), 1)
        ]

    def _name_of(self, key, name, place, one):
        own = one.get(name) if isinstance(one, dict) else None
        return f"{key}: {own}" if own else f"{key}: number {place}"

    def done(self):
        """Report the keys that nobody read: a misspelt key would otherwise lose a fact in silence."""
        for key in sorted(map(str, self._unread)):
            self.wrong(f"nobody knows the key “{key}”")
