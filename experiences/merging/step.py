"""Knows one merging under way: what goes, what stays, who does it, and how the history says so."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, Q


@dataclass(frozen=True)
class Step:
    """`old` goes, `into` stays; `kind` is the column in which other rows point at such a thing."""

    kind: str
    old: Model
    into: Model
    by: AbstractBaseUser | None = None

    @property
    def of_old(self):
        return Q(**{self.kind: self.old})

    @property
    def of_into(self):
        return Q(**{self.kind: self.into})

    @property
    def of_either(self):
        return self.of_old | self.of_into

    def move(self, row):
        """Let a row point at what stays."""
        setattr(row, self.kind, self.into)
        self.save(row)

    def save(self, row):
        self._sign(row)
        row.save()

    def delete(self, row):
        self._sign(row)
        row.delete()

    def _sign(self, row):
        row._history_user = self.by
        row._change_reason = f"{self.old.slug} merged into {self.into.slug}"[:100]
