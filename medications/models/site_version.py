"""Knows the version of everything that readers see: one row, raised by whatever changes a public page."""

import contextlib
from contextvars import ContextVar

from django.db import connection, models
from django.db.models import F

_asked = ContextVar("what was read of the version, in a list, while it is asked only once", default=None)


class SiteVersion(models.Model):
    """The one row. `content` goes up with every public change, `names` with every change of a name."""

    public = set()
    private = {"id", "content", "names"}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    content = models.PositiveBigIntegerField(default=1)
    names = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="site_version_is_one_row")]

    def __str__(self):
        return f"content {self.content}, names {self.names}"


def current():
    """Return (content, names). One indexed row; (0, 0) in an empty database."""
    asked = _asked.get()
    if asked is None:
        return _read()
    if not asked:
        asked.append(_read())
    return asked[0]


def _read():
    # Plain SQL: every page asks, and to build this query takes the ORM five times as long.
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, names FROM medications_siteversion WHERE id = 1")
        return cursor.fetchone() or (0, 0)


@contextlib.contextmanager
def asked_once():
    """Read the version at most once in what is done here and by this thread; for a page that changes nothing.

    Whoever bumps after all reads it afresh from then on.
    """
    if _asked.get() is not None:
        yield
        return
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def hold():
    """Queue at the row, as whoever bumps does, without raising it. Call it first in a transaction that may bump."""
    return SiteVersion.objects.select_for_update().filter(id=1).first()


def bump(*, names=False):
    """Raise the content version, and the names' version too when a name changed. Call it in the change's transaction."""
    _asked.set(None)
    SiteVersion.objects.get_or_create(id=1)
    changes = {"content": F("content") + 1}
    if names:
        changes["names"] = F("names") + 1
    SiteVersion.objects.filter(id=1).update(**changes)
