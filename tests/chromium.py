"""Drives a real Chromium against the real server, the way a reader meets the site."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import axe_playwright_python
import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 320, "height": 720}, {"width": 1280, "height": 900}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium. A missing one fails the test; it is never skipped."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"No Chromium at {CHROMIUM}: run `apt-get install chromium`, or set CHROMIUM.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a page in a window of its own: `open_page(url, size=PHONE, scheme="dark", javascript=False)`."""
    contexts = []

    def open_(url, *, size=PHONE, scheme="light", javascript=True, **options):
        context = chromium.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=javascript, bypass_csp=False, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()


def follow(page, what):
    """Click what loads another page, a selector or a locator, and return when that page is there.

    A plain click returns while the old page may still be going: what is asked next then meets neither page.
    """
    with page.expect_navigation():
        (page.locator(what) if isinstance(what, str) else what).click()


BARRIERS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")  # all of BARRIERS that read colours


def axe_violations(page, only=BARRIERS):
    """Return what axe-core finds against WCAG 2.2 AA and best practice, or by some rules only; one line a node.

    The script goes in by `evaluate`: the site's own policy, rightly, lets no page add one.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    rules = {"runOnly": {"type": "tag" if only is BARRIERS else "rule", "values": only}}
    found = page.evaluate(f"axe.run(document, {json.dumps(rules)})")
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """Where the served site keeps its database: a second site is made of a copy sooner than from nothing."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of the real thing: `manage.py serve` with everything that ships, in a folder of its own.

    For journeys and looks. A test that changes something starts from `live_server` and a world of its own.
    """
    server, url = start_site(site_folder)
    try:
        wait_until_ready(server, url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def start_site(folder, *, output=None):
    """Start the site as a person does, without any setting of the tests; return its process and its address.

    What it writes goes to `output`, an open file, or where the tests' own words go.
    """
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "DATABASE_URL"))}
    env |= {"PORT": str(port), "VAR_DIR": str(folder)}
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=env, stdout=output, stderr=output)
    return server, f"http://127.0.0.1:{port}"


def wait_until_ready(server, url, *, seconds=300):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"The server ended with {server.returncode} before it was ready.", pytrace=False)
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"The server was not ready within {seconds} seconds.", pytrace=False)
