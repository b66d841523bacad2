"""Runs everything a change must pass: lint, the suite on SQLite and on PostgreSQL, and a real Chromium.

An engine that is missing fails the run before anything else starts; nothing is skipped in silence.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.chromium import CHROMIUM

PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=5")
BOTH_CORES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # a file loads what ships once
STEPS = {
    "lint": ("make", "--no-print-directory", "lint"),
    "SQLite": (*PYTEST, *BOTH_CORES, "-m", "not browser"),
    "PostgreSQL": (sys.executable, "-m", "tests.postgres", *PYTEST, *BOTH_CORES, "-m", "not browser"),
    "Chromium": (*PYTEST, *BOTH_CORES, "-m", "browser"),
}
HOW_TO_GET_CHROMIUM = (
    f"The browser tests need Chromium, and there is none at {CHROMIUM}.\n"
    "  Debian and Ubuntu: apt-get install chromium (as root)\n"
    "  Elsewhere: install it, and say where it is: CHROMIUM=/path/to/chromium make test"
)


def main():
    get_chromium()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    results = [run(name, command, environment) for name, command in STEPS.items()]
    print("\nmake test:")
    for name, passed, seconds in results:
        print(f"  {name:<12}{'passed' if passed else 'FAILED'} in {seconds:.0f} s")
    return 0 if all(passed for _name, passed, _seconds in results) else 1


def run(name, command, environment):
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, env=environment, check=False).returncode
    return name, code == 0, time.monotonic() - started


def get_chromium():
    """Install Debian's Chromium where we may; stop with one clear answer where we may not."""
    if Path(CHROMIUM).exists():
        return
    root = how_to_be_root()
    if root is None or not shutil.which("apt-get"):
        raise SystemExit(HOW_TO_GET_CHROMIUM)
    print("== installing Chromium from Debian's packages", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
    ):
        if subprocess.run([*root, *command], env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            raise SystemExit(HOW_TO_GET_CHROMIUM)
    if not Path(CHROMIUM).exists():
        raise SystemExit(HOW_TO_GET_CHROMIUM)


def how_to_be_root():
    """Return what to write before a command that root must run; None when there is no way without a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    if importlib.util.find_spec("psycopg"):
        raise SystemExit("psycopg 3 is installed, and Django would silently use it in place of psycopg2. Remove it.")
    sys.exit(main())
