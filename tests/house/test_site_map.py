"""Every page that shows is in the site map, and every address there is the one that its page says of itself."""

import re
from urllib.parse import urlsplit

import pytest

from tests.house.doors import doors

NOT_LISTED = {"search", "favicon"}  # what somebody asked for, and a door that sends on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def places(client):
    return re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())


def test_every_listed_page_answers_and_names_itself_as_canonical(client):
    listed = places(client)
    for address in listed:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in answer.content.decode(), address
    assert len(listed) > 100


def test_every_page_that_shows_is_listed(client):
    listed = {urlsplit(address).path for address in places(client)}
    missing = [
        path
        for door in doors()
        if not door.is_form and door.name not in NOT_LISTED
        for path in door.addresses()
        if client.get(path).headers["Content-Type"].startswith("text/html") and path not in listed
    ]
    assert not missing
