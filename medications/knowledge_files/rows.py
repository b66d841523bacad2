"""Knows what a row of knowledge holds just now, and whether that is still what was loaded."""

import hashlib
import json
from collections import defaultdict
from decimal import Decimal

NATURAL_KEYS = {
    "Source": ("slug",),
    "SideEffect": ("slug",),
    "Test": ("slug",),
    "Condition": ("slug",),
    "Term": ("slug",),
    "Question": ("slug",),
    "Drug": ("slug",),
    "DrugEffect": ("drug_id", "side_effect_id"),
    "Name": ("folded", "drug_id", "side_effect_id", "test_id", "condition_id"),
}

# Columns that tables got after a release: a row loaded before has them empty, and its fingerprint does not know them.
CAME_LATER = {"Fact": ("due_weeks",)}


def digest_of(columns, many):
    """Return a fingerprint of columns and links, the same whether they come from a file or from the database."""
    plain = {name: _plain(value) for name, value in columns.items()} | {name: sorted(pks) for name, pks in many.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _plain(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value)


class Rows:
    """The rows of one model that were loaded before, with their links, in one query a link."""

    def __init__(self, model, pks):
        wanted, every = set(pks), list(model._base_manager.order_by("-pk"))
        self._rows = {row.pk: row for row in every if row.pk in wanted}
        self._key = NATURAL_KEYS.get(model.__name__, ())
        self._by_key = {tuple(getattr(row, name) for name in self._key): row for row in every} if self._key else {}
        self._by_form = {row.folded: row for row in every} if model.__name__ == "Name" else {}
        self._links = {
            field.name: self._linked(model, field) for field in model._meta.many_to_many if field.name != "tags"
        }

    def _linked(self, model, field):
        links = defaultdict(list)
        through, (near, far) = field.remote_field.through, (field.m2m_column_name(), field.m2m_reverse_name())
        for row, other in through._default_manager.values_list(near, far):
            links[row].append(other)
        return links

    def get(self, pk):
        return self._rows.get(pk)

    def digest(self, row, values):
        """Return the fingerprint of the same columns and links as `values`, as the row holds them."""
        columns, many = values
        return digest_of(
            {name: getattr(row, name) for name in columns}, {name: self._links[name][row.pk] for name in many}
        )

    def digest_of_old(self, row, values):
        """Return the same fingerprint as a load before the newest columns would have noted it."""
        columns, many = values
        younger = [name for name in CAME_LATER.get(type(row).__name__, ()) if not getattr(row, name)]
        return self.digest(row, ({name: one for name, one in columns.items() if name not in younger}, many))

    def standing(self, columns):
        """Return the row that stands already under the natural key of some columns, or None."""
        row = self._by_key.get(tuple(columns[name] for name in self._key)) if self._key else None
        if row is None and self._by_form and not columns["is_ambiguous"]:
            row = self._by_form.get(columns["folded"])
        return row

    @staticmethod
    def link(model, pairs):
        """Write the many-to-many links of new rows, one statement a field."""
        for field in model._meta.many_to_many:
            if field.name == "tags":
                continue
            through, near, far = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
            through._default_manager.bulk_create(
                through(**{near: row.pk, far: pk}) for row, many in pairs for pk in many.get(field.name, [])
            )
