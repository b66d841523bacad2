"""Shows the newest posts to feed readers (Atom, RFC 4287): all of them, and those that name one drug."""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from medications.models import Drug
from medications.views import which_one
from meds_kb.context import SITE_NAME
from meds_kb.said import newest_posts

MOST = 50


@require_safe
def feed(request):
    return _atom(request, SITE_NAME, reverse("home"), newest_posts.newest(MOST))


@require_safe
def drug_feed(request, name):
    drug = Drug.objects.filter(slug=name).first()
    if drug:
        title = f"{drug.name.capitalize()} – {SITE_NAME}"
        return _atom(request, title, drug.get_absolute_url(), newest_posts.newest(MOST, drug=drug))
    if slug := which_one.slug_of(name, kind="drug"):
        return redirect("drug_feed", slug, permanent=True)
    return which_one.answer(request, name, kind="drug")


def _atom(request, title, page, entries):
    made = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        description="What people say about lupus medicines. Experience, never advice.",
        language="en-GB",
        author_name="People who wrote here",
        feed_url=request.build_absolute_uri(),
    )
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.url),
            description=escape(entry.excerpt),  # the generator declares it as HTML
            unique_id=lasting_id(request.get_host(), entry.id),
            pubdate=entry.published_at,
            updateddate=entry.published_at,
            categories=[entry.origin_words],
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def lasting_id(host, post):
    """Return a tag URI (RFC 4151): unlike the address of a post it outlives a new title of its thread."""
    name = urlsplit(f"//{host}").hostname
    return f"tag:{'localhost' if ':' in name else name},2026:post-{post}"
