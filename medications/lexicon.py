"""Knows the one lexicon of the site: every name a curator keeps, ready for the matcher."""

from django.db import DEFAULT_DB_ALIAS, connections

from medications.matching.lexicon import Lexicon
from medications.models import Name, NeverLink, site_version

_cached = (None, None)


def current():
    """Return the lexicon of the names as they stand, built again only when a name has changed."""
    global _cached
    _content, names = site_version.current()
    # The database is part of the key: tests and the demo have names of their own.
    key = (connections[DEFAULT_DB_ALIAS].settings_dict["NAME"], names)
    if _cached[0] != key:
        _cached = (key, _built())
    return _cached[1]


def _built():
    return Lexicon.build(Name.objects.as_known_names(), refused=NeverLink.objects.as_refused_forms())


def forget():
    """Drop the built lexicon; for tests, whose names change without a version."""
    global _cached
    _cached = (None, None)
