"""Shows search engines and browsers which pages there are, and how the search is asked."""

from xml.sax.saxutils import escape

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meds_kb import site_map

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


class PartForm(forms.Form):
    """Part 0 is what is known; the others hold threads."""

    part = forms.IntegerField(min_value=0, max_value=50_000, required=False)  # as many as an index may list


@require_safe
def sitemap(request):
    form = PartForm(request.GET)
    if not form.is_valid():
        raise Http404
    parts, part = site_map.parts(), form.cleaned_data["part"]
    if part is None:
        return _index(request, parts) if parts > 1 else _places(request, site_map.what_is_known() + site_map.threads(1))
    if part > parts:
        raise Http404
    return _places(request, site_map.threads(part) if part else site_map.what_is_known())


@require_safe
def opensearch(request):
    """Say how a browser asks our search (OpenSearch 1.1)."""
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "meds_kb/opensearch.xml", {"site": _site(request)}, content_type=content_type)


def _index(request, parts):
    address = request.build_absolute_uri(reverse("sitemap"))
    entries = [f"<sitemap><loc>{escape(address)}?part={part}</loc></sitemap>" for part in range(parts + 1)]
    return _xml("sitemapindex", entries)


def _places(request, places):
    site = _site(request)
    return _xml("urlset", [f"<url><loc>{escape(site + place.path)}</loc>{_changed(place)}</url>" for place in places])


def _changed(place):
    return f"<lastmod>{place.changed.isoformat(timespec='seconds')}</lastmod>" if place.changed else ""


def _xml(root, entries):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{SCHEMA}">', *entries, f"</{root}>", ""]
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")


def _site(request):
    return request.build_absolute_uri("/").removesuffix("/")
