"""Knows how a setting is read from the environment, and how a bad one stops the start in one clear line."""

import contextlib
import os
import secrets
from pathlib import Path

import dj_database_url

ENGINES = {"sqlite3": "django.db.backends.sqlite3", "postgresql": "django.db.backends.postgresql"}
SPANS = {"minute": "60", "hour": "3600", "day": "86400"}  # seconds
MOST_TIMES, LONGEST_SPAN = 1_000_000_000, 86_400
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}

# Stock SQLite loses one submission in ten under eight writers; with these none (measured, DESIGN 8).
SQLITE_PRAGMAS = """
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=FULL;
    PRAGMA busy_timeout=5000;
    PRAGMA foreign_keys=ON;
    PRAGMA secure_delete=ON;
    PRAGMA cache_size=-16000;
"""


class BadSetting(SystemExit):
    """Stop the start with one line: which variable, what it holds, what it may hold."""

    def __init__(self, name, value, wanted):
        super().__init__(f"{name}={value!r} will not do: {wanted}.")


def read_text(name, default=""):
    """Return the variable without surrounding space; refuse control characters."""
    value = os.environ.get(name, default).strip()
    if any(ord(char) < 32 for char in value):
        raise BadSetting(name, value, "it holds a control character")
    return value


def read_folder(name, default):
    """Return the folder that the variable names, made if need be."""
    folder = Path(read_text(name) or default).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # posts that wait to be read lie here
    except OSError as error:
        raise BadSetting(name, str(folder), f"this folder cannot be made: {error.strerror}") from error
    return folder


def read_switch(name):
    """Return a yes-or-no variable as a bool; unset is no."""
    value = os.environ.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadSetting(name, os.environ[name], "write on or off")


def read_path(name, default):
    """Return the path of a file, whose folder must be there."""
    path = Path(read_text(name) or default).absolute()
    if not path.parent.is_dir():
        raise BadSetting(name, str(path), f"the folder {path.parent} does not exist")
    return path


def read_number(name, default, *, low, high):
    """Return a whole number from `low` to `high`, both included."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and low <= int(value[:12]) <= high):
        raise BadSetting(name, value, f"write a whole number from {low} to {high}")
    return int(value)


def read_choice(name, default, choices):
    """Return one of a few words."""
    value = os.environ.get(name, "").strip().lower() or default
    if value not in choices:
        raise BadSetting(name, value, f"write {' or '.join(choices)}")
    return value


def read_limit(name, default):
    """Return how often in how many seconds, written as ``20/hour`` or ``20/90`` (seconds)."""
    value = os.environ.get(name, "").strip() or default
    times, _, span = value.partition("/")
    seconds = SPANS.get(span.strip(), span.strip())
    if not (_is_whole(times.strip(), MOST_TIMES) and _is_whole(seconds, LONGEST_SPAN)):
        raise BadSetting(
            name, value, "write how often in which time: 20/hour, 5/minute, 100/day, or 10/900 for 900 seconds"
        )
    return int(times), int(seconds)


def _is_whole(text, most):
    return text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= most


def read_hosts(name, default):
    """Return a comma-separated list of host names."""
    hosts = [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
    for host in hosts:
        if "/" in host or " " in host:
            raise BadSetting(name, host, "write host names, separated by commas, without https:// or a path")
    return hosts or default


def read_contact(name):
    """Return an e-mail address or the address of a web page; empty when unset."""
    value = read_text(name)
    if value and (" " in value or not ("@" in value or value.startswith(("https://", "http://")))):
        raise BadSetting(name, value, "write an e-mail address, or a web page that starts with https://")
    return value


def read_database(var):
    """Return Django's database dict for DATABASE_URL, or for a SQLite file under `var` when it is unset."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{var / 'db.sqlite3'}"
    try:
        config = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except (ValueError, KeyError) as error:
        raise BadSetting("DATABASE_URL", _without_password(url), _WANTED_URL) from error
    if config.get("ENGINE") not in ENGINES.values() or not config.get("NAME"):
        raise BadSetting("DATABASE_URL", _without_password(url), _WANTED_URL)
    if config["ENGINE"] == ENGINES["sqlite3"]:
        _tune_sqlite(config)
    return config


_WANTED_URL = "write sqlite:////path/to/file or postgres://user:password@host:port/name"


def _tune_sqlite(config):
    folder = Path(config["NAME"]).parent
    if config["NAME"] != ":memory:" and not folder.is_dir():
        raise BadSetting("DATABASE_URL", config["NAME"], f"the folder {folder} does not exist")
    config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS}


def _without_password(url):
    _user, at, after = url.rpartition("@")
    return f"…@{after}" if at else url


def read_secret_key(var):
    """Return SECRET_KEY, or the random key kept in `var/secret_key`, made at first need and readable by its owner only."""
    if key := os.environ.get("SECRET_KEY", ""):
        if len(key) < 32:
            raise BadSetting("SECRET_KEY", "…", "write at least 32 characters, or leave it unset to have one made")
        return key
    path = var / "secret_key"
    with contextlib.suppress(FileExistsError):
        _make_secret_key(path)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise BadSetting("SECRET_KEY", str(path), "the file is too short; delete it to have a new one made")
    return key


def _make_secret_key(path):
    # Written aside and linked in whole: two first starts at once end with one key, never half of one.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
