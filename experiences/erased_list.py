"""Knows the list of erased posts outside the database: what a backup brings back, it takes away again.

One line of JSON for each post: its number, when it was written (a number may be given again after a restore), and when
it was erased. Nothing else is known of it. The table holds the same rows; whichever lacks one takes it from the other.
"""

import json
import logging
import os
from datetime import datetime

from django.conf import settings

from experiences.models import Erasure

log = logging.getLogger(__name__)


def add(erasures):
    """Append some erasures to the file, on disk before this returns. A file that cannot be written is logged, not fatal:
    the table knows, and `catch_up` tries again."""
    lines = "".join(f"{json.dumps(_plain(one))}\n" for one in erasures)
    try:
        with open(os.open(settings.ERASED_LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        log.error("%s cannot be written (%s): erased posts would come back with a backup", settings.ERASED_LIST, error)


def read():
    """Return {(number, written at): erased at} of the file; a line that was cut short is no line."""
    try:
        lines = settings.ERASED_LIST.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return {}
    return dict(filter(None, map(_read, lines)))


def catch_up():
    """Append what the table knows and the file does not."""
    listed = read()
    if missing := [one for one in Erasure.objects.all() if (one.post_number, one.written_at) not in listed]:
        add(missing)


def _plain(one):
    return {"post": one.post_number, "written": one.written_at.isoformat(), "erased": one.at.isoformat()}


def _read(line):
    try:
        row = json.loads(line)
        return (row["post"], datetime.fromisoformat(row["written"])), datetime.fromisoformat(row["erased"])
    except (ValueError, KeyError, TypeError):
        return None
