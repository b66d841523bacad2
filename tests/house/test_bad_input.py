"""Whatever is sent to any door is answered below 500, in words, and a wrong method changes nothing."""

from itertools import product

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meds_kb.page_store import READS
from tests.house.doors import doors

DOORS = doors()
NAMES = ("unknown-name", "0", "9" * 30, "9" * 5000, "-1", "%00", "a%00b", "%01", "a" * 3000, "%ff%fe", "%F0%9F%92%8A",
         "..%2f..%2fetc", "%3Cscript%3E", "a%20b", "a%0Ab", "%E2%80%AE", "reply")  # fmt: skip
VALUES = ("", "%00", "a%00b", "9" * 40, "-1", "1e9", "%ff%fe", "%zz", "%", "%F0%9F%92%8A", "a" * 7000, "[]", "{}",
          "%27%20OR%201=1", "%25%25", "_", "%5C", "%0A%09", "NaN", "2026-13-45")  # fmt: skip
METHODS = ("post", "put", "patch", "delete", "options", "trace")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def named(door):
    return door.name


def assert_answered(answer, what):
    assert answer.status_code < 500, what
    if answer.status_code >= 400:
        assert len(answer.content) > 20, f"{what}: {answer.status_code} without a word"
        assert not answer.cookies, what


@pytest.fixture
def _nothing_changes():
    before = contents()
    yield
    assert contents() == before


def contents():
    return {
        model.__name__: (model.objects.count(), model.objects.order_by("-pk").values_list().first())
        for model in apps.get_models()
    }


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_strange_names_in_the_path_are_answered(door, client):
    for name in NAMES:
        strange = "/".join(name if part.startswith("<") else part for part in door.route.split("/"))
        for address in {strange, door.route.split("<")[0] + name}:
            assert_answered(client.get(address), address)


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_strange_queries_are_answered(door, client):
    address = door.addresses()[0]
    for key in (*READS.get(door.name, ()), "stray"):
        for value in VALUES:
            assert_answered(client.get(f"{address}?{key}={value}"), f"{address}?{key}={value[:50]}")
        assert_answered(client.get(f"{address}?" + "&".join([f"{key}=1"] * 500)), f"{key} five hundred times")


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_query_of_a_megabyte_is_refused_with_what_to_do(door, client):
    answer = client.get(f"{door.addresses()[0]}?q={'a' * 1_000_000}")
    assert answer.status_code == 414
    assert b"fewer words" in answer.content


@pytest.mark.usefixtures("_nothing_changes")
@pytest.mark.parametrize("door", DOORS, ids=named)
def test_wrong_method_is_answered_and_changes_nothing(door):
    client = Client(enforce_csrf_checks=True)
    for method, address in product(METHODS, door.addresses()):
        answer = getattr(client, method)(address)
        assert_answered(answer, f"{method} {address}")
        assert answer.status_code == 405 or door.is_form, f"{method} {address}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=200))
def test_any_search_is_answered(client, query):
    assert_answered(client.get("/search/", {"q": query}), query)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=80))
def test_any_path_is_answered(client, path):
    assert_answered(client.get(f"/medications/{path.replace('?', '')}"), path)


@pytest.mark.parametrize("host", ["evil.example", "a b", "%00"])
def test_strange_host_is_refused_in_words(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert b"<main" in answer.content
