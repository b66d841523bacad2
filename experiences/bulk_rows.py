"""Knows how very many rows reach a table at once: COPY on PostgreSQL, one prepared statement on SQLite.

`bulk_create` makes an instance for each row; a million posts are eight million rows.
"""

from io import StringIO

from django.core.management.color import no_style
from django.db import connection
from django.db.models import DateField, DecimalField, Max

CONVERTED = (DateField, DecimalField)
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write(model, names, rows):
    """Insert rows, given as tuples of these columns; every other column gets its default. Returns nothing."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    others = {
        name: field.get_default()
        for name, field in fields.items()
        if name not in names and not (field.primary_key or field.null)
    }
    columns = [fields[name] for name in (*names, *others)]
    rest = tuple(others.values())
    convert = [(place, _Ready(field)) for place, field in enumerate(columns) if isinstance(field, CONVERTED)]
    made = (_ready([*row, *rest], convert) for row in rows)
    writer = _copy if connection.vendor == "postgresql" else _insert
    writer(model._meta.db_table, [field.column for field in columns], made)


def next_id(model):
    """Return the first id that is free. The caller gives ids in order, and calls `settle_ids` at the end."""
    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def settle_ids(*models):
    """Let the database go on after the ids that were given by hand."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


class _Ready(dict):
    """What the database wants for a value of one field, worked out once for each value."""

    def __init__(self, field):
        self.field = field

    def __missing__(self, value):
        self[value] = ready = self.field.get_db_prep_save(value, connection)
        return ready


def analyze(*models):
    """Let PostgreSQL's planner know of very many new rows; by itself it would, a minute later, and read whole tables till then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _ready(row, convert):
    for place, ready in convert:
        row[place] = ready[row[place]]
    return row


def _insert(table, columns, rows):
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(_quoted(columns))}) VALUES ({places})", rows)  # noqa: S608  # names of our own tables


def _copy(table, columns, rows):
    text = StringIO()
    for row in rows:
        text.write("\t".join(map(_as_text, row)))
        text.write("\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(_quoted(columns))}) FROM STDIN", text)


def _as_text(value):
    return "\\N" if value is None else str(value).translate(ESCAPES)


def _quoted(columns):
    return [connection.ops.quote_name(column) for column in columns]
