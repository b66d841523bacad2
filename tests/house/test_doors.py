"""Every door opens, says one thing, carries its headers, and sets a cookie only where there is a form."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from meds_kb import page_store
from tests.house.doors import WELL, Page, doors

DOORS = doors()
ELSEWHERE = {"favicon"}  # the one door that sends on to another
SHOWS = [door for door in DOORS if not door.is_form and door.name not in WELL | ELSEWHERE]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def named(door):
    return door.name


def is_page(answer):
    return answer.headers["Content-Type"].startswith("text/html")


@pytest.fixture(autouse=True)
def _somebody_runs_this_copy(settings):
    settings.CONTACT = "desk@example.org"


def test_store_speaks_of_doors_that_exist():
    spoken_of = {*page_store.READS, *page_store.FORMS, *page_store.UNSTORED}
    assert spoken_of <= {door.name for door in DOORS}


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_door_opens_and_carries_every_header(door, client):
    addresses = door.addresses()
    assert addresses, f"nothing that ships is behind {door.route}"
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200 or door.name in ELSEWHERE, address
        for header, value in HEADERS.items():
            assert answer.headers[header] == value, f"{header} at {address}"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_page_is_well_made(door, client):
    for address in door.addresses():
        answer = client.get(address)
        if not is_page(answer) or door.name in ELSEWHERE:
            continue
        page = Page(answer.content.decode())
        assert page.tags.count("main") == page.tags.count("h1") == page.tags.count("title") == 1, address
        assert not page.crooked, address
        assert "style" not in page.tags
        for file in page.files:
            if file.startswith(settings.STATIC_URL):
                assert finders.find(file.removeprefix(settings.STATIC_URL)), f"{file} at {address}"


@pytest.mark.parametrize("door", SHOWS, ids=named)
def test_page_that_only_shows_sets_no_cookie_and_answers_304(door, client):
    for address in door.addresses():
        answer = client.get(address)
        assert not answer.cookies, address
        assert answer.headers["Cache-Control"] == "no-cache", address
        assert "cookie" not in answer.headers["Vary"].lower(), address
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert is_page(answer) is False or Page(answer.content.decode()).post_forms == 0, address


def test_form_page_sets_one_guarded_cookie_and_is_never_stored(client):
    for address in [address for door in DOORS if door.is_form for address in door.addresses()]:
        answer = client.get(address)
        assert list(answer.cookies) == [settings.CSRF_COOKIE_NAME], address
        cookie = answer.cookies[settings.CSRF_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not answer.has_header("ETag")


@pytest.mark.parametrize("door", SHOWS, ids=named)
def test_staff_see_the_public_page_as_everybody_does(door, client, admin_user):
    staff = Client()
    staff.force_login(admin_user)
    for address in door.addresses():
        assert staff.get(address).getvalue() == client.get(address).getvalue(), address


def test_security_txt_without_an_operator_says_so(client, settings):
    settings.CONTACT = ""
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 404
    assert b"no operator yet" in answer.content
