"""The real server answers as the pages promise: compressed, revalidated, refused, and gone when it is told to go."""

import gzip
import http.client
import shutil
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.chromium import start_site, wait_until_ready

ADDRESS, FORWARDED, BROWSER = "127.83.19.7", "203.0.113.77", "Canary/83.19"

pytestmark = pytest.mark.browser


@pytest.fixture
def ask(site):
    def ask_(method, path, **headers):
        connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    return ask_


def test_drug_page_is_compressed_and_small_enough_for_a_phone(ask):
    answer = ask("GET", "/medications/azathioprine/", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip"
    page = gzip.decompress(answer.body).decode()
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    sheet = ask("GET", style, **{"Accept-Encoding": "gzip"})
    assert sheet.status == 200
    assert "immutable" in sheet.getheader("Cache-Control")
    assert len(answer.body) + len(sheet.body) <= 30_000


def test_head_and_revalidation_send_no_body(ask):
    got, asked = ask("GET", "/medications/"), ask("HEAD", "/medications/")
    assert (asked.status, asked.body) == (200, b"")
    assert asked.getheader("ETag") == got.getheader("ETag")
    again = ask("GET", "/medications/", **{"If-None-Match": got.getheader("ETag")})
    assert (again.status, again.body) == (304, b"")


def test_headers_tell_nothing_of_the_server(ask):
    assert ask("GET", "/").getheader("Server") == "web"


@pytest.mark.parametrize("size", [9_000, 70_000, 1_000_000])
def test_long_query_is_refused_below_500(ask, size):
    assert ask("GET", "/search/?q=" + "a" * size).status in (414, 431)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/medications/%00/", 400),
        ("POST", "/medications/", 405),
        ("FETCH", "/medications/", 405),
        ("GET", "/experiences/" + "9" * 40 + "/x/", 404),
    ],
)
def test_bad_request_is_answered_in_words(ask, method, path, status):
    answer = ask(method, path)
    assert answer.status == status
    assert b"<main" in answer.body


def call(url, method, path, **headers):
    """Ask from another address of this machine, under another name."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20, source_address=(ADDRESS, 0))
    connection.request(method, path, headers={"User-Agent": BROWSER, "X-Forwarded-For": FORWARDED, **headers})
    connection.getresponse().read()
    connection.close()


def test_no_address_and_no_browser_is_kept_and_the_server_ends_on_sigterm(site, site_folder, tmp_path):
    shutil.copytree(site_folder, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "log").open("wb") as log:
        server, url = start_site(tmp_path, output=log)
    wait_until_ready(server, url)
    for method, path in (
        ("GET", "/"),
        ("GET", "/nowhere/"),
        ("POST", "/admin/login/"),
        ("FETCH", "/"),
        ("GET", "/%00"),
    ):
        call(url, method, path)
    call(url, "GET", "/", Host="evil.example")
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    assert children
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=20) == 0
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [trace for trace in (ADDRESS, FORWARDED, BROWSER) if trace.encode() in kept] == []
