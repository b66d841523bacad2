"""Knows the pages already rendered: each public page once per content version, with its compressed form beside it.

Every process keeps its own store and reads the one version row for each request, so an answer is never older than the
last decision, on any number of machines (DESIGN 7).
"""

import gzip
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse, HttpResponseNotModified, QueryDict
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.text import compress_sequence
from django.utils.timezone import localdate

from medications.models import site_version
from meds_kb.release import fingerprint

# The query each page reads. Anything else in a query is dropped before the view runs, so a page can neither differ
# by a key that its ETag does not know, nor be rendered again for every stray key of a link.
READS = {
    "search": ("q", "drug", "effect", "condition", "tag", "voice", "stage", "after"),
    "drug": ("condition", "dose", "time", "whose"),
    "compare": ("drug",),
    "appointment": ("q",),
    "switches": ("from", "to", "before"),
    "plan_calendar": ("start", "where"),
    "experiences": ("drug", "topic", "before"),
    "thread": ("after",),
    "sitemap": ("part",),
    "api_figures": ("side_effect",),
    "api_threads": ("before",),
    "api_posts": ("thread", "drug", "before"),
    "api_search": ("q",),
}
# Doors that take something from anybody; such a page sets a cookie and is nobody else's.
FORMS = frozenset({"share", "ask", "reply", "mine", "report"})
# Read afresh: the forms, and the two doors that tell whether we are well.
UNSTORED = FORMS | {"healthz", "readyz"}
DESK = "admin"
KEPT_BYTES = 32_000_000
SMALLEST_GZIPPED = 500  # bytes; below this the gzip frame costs more than it saves


@dataclass(frozen=True)
class StoredPage:
    """One rendered answer, plain and compressed."""

    body: bytes
    gzipped: bytes
    headers: dict

    @property
    def size(self):
        return len(self.body) + len(self.gzipped) + 500


class Store:
    """Keeps the pages read last, up to a number of bytes."""

    def __init__(self, kept_bytes):
        self.kept_bytes = kept_bytes
        self.size = 0
        self.version = None
        self._pages = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def turn_to(self, version):
        """Forget the pages of any other version: nobody is served them again, and words were taken off some of them."""
        with self._lock:
            if version != self.version:
                self._forget()
                self.version = version

    def keep(self, key, page, *, version=None):
        if page.size > self.kept_bytes:
            return
        with self._lock:
            if version != self.version:
                return
            if old := self._pages.pop(key, None):
                self.size -= old.size
            self._pages[key] = page
            self.size += page.size
            while self.size > self.kept_bytes:
                self.size -= self._pages.popitem(last=False)[1].size

    def forget(self):
        with self._lock:
            self._forget()

    def _forget(self):
        self._pages.clear()
        self.size = 0


store = Store(KEPT_BYTES)


def serve_stored_pages(get_response):
    """Answer a GET of a page that only shows with 304, from the store, or by rendering and storing it.

    Public pages are the same for everybody, so no cookie is read. A page that sets one, or varies by one, is a form's
    and is passed through.
    """
    if settings.DEBUG:
        raise MiddlewareNotUsed

    def answer(request):
        if not _only_shows(request):
            return get_response(request)
        with site_version.asked_once():
            return shown(request)

    def shown(request):
        # The version is read before the rendering: a page may be newer than its tag, never older.
        version, _names = site_version.current()
        request.content_version = version  # what else is kept per version needs no second look
        store.turn_to(version)
        tag = _tag(request, version)
        asked = [known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))]
        if tag.removeprefix("W/") in asked:
            return _finish(HttpResponseNotModified(), tag)
        page = store.get(tag)
        if page is None:
            response = get_response(request)
            if not _is_for_everybody(response):
                return response
            if response.streaming:
                return _finish(_pack_stream(response, request), tag)
            page = _stored(response)
            store.keep(tag, page, version=version)
        return _finish(HttpResponseNotModified() if "*" in asked else _unpack(page, request), tag)

    return answer


def _only_shows(request):
    if request.method not in ("GET", "HEAD"):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if not is_stored(match):
        return False
    _drop_unknown_query(request, READS.get(match.url_name, ()))
    return True


def is_stored(match):
    """Tell whether a resolved door leads to a page that is rendered once for everybody."""
    return match.url_name not in UNSTORED and DESK not in match.app_names


def takes_forms(match):
    """Tell whether anybody may send something to a resolved door."""
    return match.url_name in FORMS or DESK in match.app_names


def _drop_unknown_query(request, known):
    if not request.META.get("QUERY_STRING"):
        return
    query = QueryDict(mutable=True)
    for key in known:
        if key in request.GET:
            query.setlist(key, request.GET.getlist(key))
    request.GET = query
    request.META["QUERY_STRING"] = query.urlencode()


def _tag(request, content):
    """Return the weak ETag that stands for both forms of the body.

    Keyed with this copy's secret: another database behind the same address never matches, and nobody can guess one.
    """
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    parts = f"{content} {fingerprint()} {localdate()} {address}"
    return f'W/"{salted_hmac("meds_kb.page_store", parts, algorithm="sha256").hexdigest()[:32]}"'


def _is_for_everybody(response):
    return (
        response.status_code == 200
        and not response.cookies
        and "cookie" not in response.headers.get("Vary", "").lower()
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _stored(response):
    body = response.content
    # mtime=0: the same body gives the same bytes in every process.
    gzipped = gzip.compress(body, 6, mtime=0) if len(body) >= SMALLEST_GZIPPED else b""
    return StoredPage(body=body, gzipped=gzipped, headers=dict(response.headers.items()))


def _unpack(page, request):
    if page.gzipped and accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(page.gzipped, headers=page.headers)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(page.body, headers=page.headers)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _pack_stream(response, request):
    """Compress on its way what is too long to be kept; it carries a tag like any page."""
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response.streaming_content = compress_sequence(response.streaming_content)
        response.headers["Content-Encoding"] = "gzip"
    return response


def accepts_gzip(header):
    """Tell whether an Accept-Encoding header takes gzip (RFC 9110, 12.5.3: a weight of 0 means no)."""
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return False


def _finish(response, tag):
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
