"""A public page is rendered once per content version, and is never older than the last decision."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import override_settings
from django.urls import path

from medications.models import site_version
from meds_kb import page_store

rendered = []


def page(request, name="page"):
    rendered.append(request.get_full_path())
    return HttpResponse(f"<main>{name} {request.GET.get('q', '')} {'words ' * 200}</main>")


def form(request):
    rendered.append(request.get_full_path())
    return HttpResponse(get_token(request))


def stream(request):
    rendered.append(request.get_full_path())
    return StreamingHttpResponse("line\n" for _ in range(1000))


def moved(request):
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [
    path("plain/", page, name="plain"),
    path("search/", page, name="search"),
    path("healthz", page, name="healthz"),
    path("form/", form, name="form"),
    path("moved/", moved, name="moved"),
    path("stream/", stream, name="stream"),
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_doors():
    rendered.clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_page_is_rendered_once_per_content_version(client):
    first = client.get("/plain/")
    assert client.get("/plain/").content == first.content
    assert len(rendered) == 1

    site_version.bump()
    second = client.get("/plain/")
    assert len(rendered) == 2
    assert second["ETag"] != first["ETag"]


def test_page_answers_304_to_its_own_etag_even_in_a_fresh_process(client):
    tag = client.get("/plain/")["ETag"]
    page_store.store.forget()
    for asked in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        answer = client.get("/plain/", headers={"If-None-Match": asked})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag), asked
        assert answer["Cache-Control"] == "no-cache"
    assert len(rendered) == 1


def test_etag_of_another_day_or_host_or_page_is_another(client, time_machine):
    tags = {client.get("/plain/")["ETag"], client.get("/search/")["ETag"]}
    tags.add(client.get("/plain/", headers={"Host": "localhost"})["ETag"])
    tags.add(client.get("/plain/", headers={"Host": "127.0.0.1"})["ETag"])
    time_machine.move_to("2031-01-02")
    tags.add(client.get("/plain/")["ETag"])
    assert len(tags) == 5


def test_star_matches_only_a_page_that_exists(client):
    assert client.get("/plain/", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/moved/", headers={"If-None-Match": "*"}).status_code == 302


def test_page_is_compressed_for_those_who_ask(client):
    plain = client.get("/plain/")
    packed = client.get("/plain/", headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) == int(packed["Content-Length"]) < len(plain.content)
    assert "Accept-Encoding" in plain["Vary"]
    assert not plain.has_header("Content-Encoding")
    assert len(rendered) == 1


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("GZIP", True), ("br;q=1, gzip;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.000", False),
     ("", False), ("identity", False), ("xgzip", False)],
)  # fmt: skip
def test_accept_encoding_is_read_as_the_standard_says(header, accepted):
    assert page_store.accepts_gzip(header) is accepted


def test_head_is_answered_like_get_from_the_same_store(client):
    got, asked = client.get("/plain/"), client.head("/plain/")
    assert asked.headers == got.headers
    assert asked.content == b""
    assert len(rendered) == 1


def test_query_that_no_page_reads_reaches_neither_view_nor_key(client):
    tags = {client.get(address)["ETag"] for address in ("/plain/", "/plain/?utm=1", "/plain/?q=imuran")}
    assert len(tags) == 1
    assert rendered == ["/plain/"]


def test_query_that_the_page_reads_is_part_of_its_key(client):
    assert b"imuran" in client.get("/search/?x=1&q=imuran").content
    assert b"cellcept" in client.get("/search/?q=cellcept").content
    assert rendered == ["/search/?q=imuran", "/search/?q=cellcept"]


def test_form_page_is_never_stored_and_carries_no_etag(client):
    assert [client.get("/form/").has_header("ETag") for _ in range(2)] == [False, False]
    assert len(rendered) == 2


def test_post_and_healthz_pass_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.post("/plain/").status_code == 200
        assert client.get("/healthz").status_code == 200


def test_stored_page_costs_one_query(client, django_assert_num_queries):
    client.get("/plain/")
    with django_assert_num_queries(1):
        client.get("/plain/")


def test_session_of_a_moderator_changes_nothing(client, admin_user):
    anonymous = client.get("/plain/")
    client.force_login(admin_user)
    assert client.get("/plain/")["ETag"] == anonymous["ETag"]
    assert len(rendered) == 1


def test_store_stays_within_its_bytes_and_forgets_the_page_read_longest_ago():
    def stored(size):
        return page_store.StoredPage(body=b"x" * size, gzipped=b"", headers={})

    store = page_store.Store(kept_bytes=10_000)
    store.keep("a", stored(3_000))
    store.keep("b", stored(3_000))
    assert store.get("a")
    store.keep("c", stored(3_000))
    assert [bool(store.get(key)) for key in "abc"] == [True, False, True]
    store.keep("a", stored(100))
    assert store.size == 3_000 + 100 + 2 * 500
    store.keep("huge", stored(20_000))
    assert store.size == 3_000 + 100 + 2 * 500


def test_stream_is_packed_on_its_way_tagged_and_never_kept(client):
    plain = client.get("/stream/")
    packed = client.get("/stream/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.getvalue()) == plain.getvalue() == b"line\n" * 1000
    assert len(rendered) == 2
    assert page_store.store.size == 0
    assert plain["Cache-Control"] == "no-cache"
    again = client.get("/stream/", headers={"If-None-Match": packed["ETag"]})
    assert (again.status_code, len(rendered)) == (304, 2)
