"""Machines learn whether this copy is alive, ready, and whom to write to."""

import datetime
import re

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from meds_kb.views import health


def test_healthz_asks_the_database_nothing(client):
    answer = client.get("/healthz")  # without the db fixture a query would fail
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "default-src" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_readyz_is_ready_when_every_migration_is_applied(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_names_what_waits(client):
    latest = MigrationLoader(connection).graph.leaf_nodes("experiences")[0]
    MigrationRecorder(connection).record_unapplied(*latest)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"1 migrations wait" in answer.content


def test_readyz_says_when_the_database_does_not_answer(client, monkeypatch):
    def broken(_connection):
        raise OperationalError("connection refused on db.internal")

    monkeypatch.setattr(health, "MigrationExecutor", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"database does not answer" in answer.content
    assert b"db.internal" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("desk@example.org", "Contact: mailto:desk@example.org"),
        ("https://example.org/contact", "Contact: https://example.org/contact"),
    ],
)
def test_security_txt_names_the_operator_for_less_than_a_year(client, settings, contact, line):
    settings.CONTACT = contact
    text = client.get("/.well-known/security.txt").content.decode()
    assert line in text.splitlines()
    expires = datetime.datetime.fromisoformat(re.search(r"^Expires: (.+)$", text, re.M)[1])
    left = expires - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=100) < left < datetime.timedelta(days=365)
