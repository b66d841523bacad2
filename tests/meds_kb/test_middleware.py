"""Requests that no page reads are refused in words, before any query."""

import pytest
from django.db import OperationalError

from experiences.limits import TooMany
from medications.models import site_version
from meds_kb.views import health


@pytest.mark.parametrize("address", ["/medications/%00/", "/%01", "/x%7F", "/?q=%00", "/search/?q=a%00b", "/?%1b=1"])
def test_control_characters_are_refused_before_any_query(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert b"search for the name" in answer.content
    assert not answer.cookies


def test_pasted_line_breaks_in_a_query_are_text(client):
    assert client.get("/healthz?q=a%0D%0A%09b").status_code == 200


def test_long_query_is_refused_with_what_to_do(client):
    assert client.get(f"/healthz?q={'a' * 8190}").status_code == 200
    answer = client.get(f"/healthz?q={'a' * 8191}")
    assert answer.status_code == 414
    assert b"fewer words" in answer.content


def test_wrong_method_is_told_what_to_do_and_which_methods_there_are(client):
    answer = client.delete("/healthz")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert b"Nothing was changed" in answer.content


def test_every_answer_carries_the_headers_that_close_doors(client):
    for address in ("/healthz", "/?q=%00"):
        headers = client.get(address).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_failure_is_answered_without_a_database(client, monkeypatch):
    def broken():
        raise OperationalError("no such server")

    monkeypatch.setattr(site_version, "current", broken)
    client.raise_request_exception = False
    answer = client.get("/about/")  # without the db fixture any query would fail
    assert answer.status_code == 500
    assert b"<main" in answer.content
    assert b"no such server" not in answer.content
    assert not answer.cookies


@pytest.mark.parametrize(
    ("wait", "words"), [(7, "in a minute"), (61, "in about 2 minutes"), (5401, "in about 2 hours")]
)
def test_too_many_requests_are_told_when_to_come_back(client, monkeypatch, wait, words):
    def refuse(*_):
        raise TooMany(wait)

    monkeypatch.setattr(health, "line", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, str(wait))
    assert words in answer.content.decode()
    assert not answer.cookies
