"""The start: settings from the environment, the secret key, SQLite as it must be tuned."""

import os
import subprocess
import sys

import pytest
from django.db.utils import ConnectionHandler

from meds_kb import environment
from tests.house.tree import ROOT


def manage(*arguments, **variables):
    """Run a manage.py command in a process of its own, with these variables and no other setting."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "9" * 5000),
        ("DEBUG", "perhaps"),
        ("HTTPS", "2"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("TRUSTED_PROXIES", "-1"),
        ("CONTACT", "somebody"),
        ("LIMIT_SENDS", "20 an hour"),
        ("OPERATOR", "two\nlines"),
        ("DATABASE_URL", "mysql://u:topsecret@localhost/x"),
        ("DATABASE_URL", "postgres://u:topsecret@localhost:port/x"),
        ("DATABASE_URL", "rubbish"),
        ("DATABASE_URL", "sqlite:////no/such/folder/db.sqlite3"),
        ("VAR_DIR", "/dev/null/x"),
    ],
)
def test_bad_setting_stops_the_start_in_one_clear_line(name, value, tmp_path):
    answer = manage("check", **{"VAR_DIR": str(tmp_path), name: value})
    assert answer.returncode != 0
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    assert answer.stderr.startswith(f"{name}=")
    assert "topsecret" not in answer.stderr


def test_site_starts_with_no_variable_set(tmp_path):
    assert manage("check", VAR_DIR=str(tmp_path)).returncode == 0


def test_https_settings_pass_the_deployment_check(tmp_path):
    answer = manage(
        "check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path), HTTPS="on", ALLOWED_HOSTS="example.org"
    )
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first, second = (environment.read_secret_key(tmp_path) for _ in range(2))
    assert first == second
    assert len(first) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_sqlite_is_tuned_so_that_no_submission_is_lost(tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    connection = ConnectionHandler({"default": environment.read_database(tmp_path)})["default"]
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}
    try:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            read_back = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert read_back == wanted
        assert connection.transaction_mode == "IMMEDIATE"
    finally:
        connection.close()


def test_psycopg_3_is_absent():
    """Django would use it in silence instead of psycopg2, which is what we measured and pinned."""
    assert subprocess.run([sys.executable, "-c", "import psycopg"], capture_output=True, check=False).returncode == 1
