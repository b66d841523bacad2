"""The pages of words promise what the site keeps, and print no number that has no source."""

import re

import pytest
from django.test import override_settings
from django.utils.html import strip_tags

from meds_kb import page_store

pytestmark = pytest.mark.django_db


def words_of(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return " ".join(strip_tags(page.content.decode().replace("<", " <")).split())


def test_help_page_prints_no_phone_number_without_a_source(client):
    assert re.findall(r"\d{3}", words_of(client, "/help-now/")) == []


def test_help_page_says_first_that_this_is_no_emergency_service(client):
    words = words_of(client, "/help-now/")
    assert 0 < words.index("We are not an emergency service") < words.index("Call your local emergency number")


def test_counting_is_shown_on_an_example_the_site_itself_worked_out(client):
    words = words_of(client, "/how-we-count/")
    assert "2 of 9 said yes: 22 of 100, between 6 and 55 of 100" in words
    assert "11 did not mention it" in words


@pytest.mark.parametrize("path", ["/about/", "/privacy/"])
def test_operator_is_named_or_said_to_be_missing(client, path):
    assert "This copy has no operator yet" in words_of(client, path)
    page_store.store.forget()  # a new setting comes with a new process
    with override_settings(OPERATOR="Lupus Group North", CONTACT="hello@lupus.example"):
        words = words_of(client, path)
    assert "run by Lupus Group North" in words
    assert "hello@lupus.example" in words
    assert "no operator" not in words


def test_privacy_says_how_long_words_are_kept(client):
    words = words_of(client, "/privacy/")
    for said in (
        "30 days after the post appeared",
        "90 days after that",
        "after 90 days",
        "live for 30 days",
        "within 14 days",
    ):
        assert said in words


def test_every_page_says_that_no_clinician_has_reviewed_it(client):
    assert "No clinician has reviewed this yet." in words_of(client, "/about/")


def test_old_name_of_the_icon_leads_to_the_file(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("/static/favicon.ico")
