"""Over https, every public page and the log-in of the desk stand at A+ by the rules of the MDN HTTP Observatory."""

import pytest
from django.http import HttpResponse

from tests.house.doors import doors
from tests.house.observatory import score

A_PLUS = 100

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.fixture
def over_https(settings, client):
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    return lambda address: client.get(address, secure=True)


def test_every_public_page_and_the_desk_s_log_in_stand_at_a_plus(over_https):
    addresses = ["/admin/login/", *(address for door in doors() for address in door.addresses())]
    poor = [f"{address}: {found}" for address in addresses if (found := score(over_https(address)))[0] < A_PLUS]
    assert not poor, "\n".join(poor)


def test_plain_http_is_sent_on_to_https(over_https, client):
    answer = client.get("/about/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/about/")


def test_answer_without_any_header_fails():
    assert score(HttpResponse())[0] < 50


def test_loose_policy_costs():
    answer = HttpResponse(headers={"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"})
    assert score(answer)[1]["policy"] == -20
