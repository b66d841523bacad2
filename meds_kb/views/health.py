"""Answers machines that ask how this copy of the site is, who runs it, and what robots may read."""

import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECURITY_TXT_DAYS = 180  # RFC 9116 wants an expiry less than a year ahead


@require_safe
@never_cache
def healthz(request):
    return line("alive")


@require_safe
@never_cache
def readyz(request):
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return line("not ready: the database does not answer; check DATABASE_URL and that the server runs", status=503)
    if waiting:
        return line(f"not ready: {len(waiting)} migrations wait; run manage.py migrate", status=503)
    return line("ready")


@require_safe
def robots(request):
    closed = "User-agent: *\nDisallow: /admin/\nDisallow: /experiences/mine/\nDisallow: /posts/"
    return line(f"{closed}\n\nSitemap: {request.build_absolute_uri(reverse('sitemap'))}")


@require_safe
def security_txt(request):
    """Say whom to tell about a weakness (RFC 9116), once somebody runs this copy."""
    if not settings.CONTACT:
        return line("This copy has no operator yet, so there is nobody to write to.", status=404)
    address = f"mailto:{settings.CONTACT}" if "@" in settings.CONTACT else settings.CONTACT
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = today + datetime.timedelta(days=SECURITY_TXT_DAYS)
    return line(f"Contact: {address}\nExpires: {expires:%Y-%m-%dT%H:%M:%SZ}\nPreferred-Languages: en")


def line(text, *, status=200):
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
