"""Lets any reader tell the moderators that a post should be looked at again."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from experiences import limits, moderation, networks
from experiences.models import Post
from experiences.views import kept
from experiences.writing import form_tokens, sent_fields
from experiences.writing.forms import ReportForm

OPENING = 300  # characters of the post, so that a reader knows it is the right one
FAULT = "We could not take this yet. Please look at it once more, and send it again."


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, pk):
    post = get_object_or_404(Post.objects.published().select_related("thread"), pk=pk)
    if request.method != "POST":
        return _page(request, post, ReportForm(), form_tokens.fresh())
    data = sent_fields.read(request.POST)
    form, token = ReportForm(data), data.get("token", "")
    if not form.is_valid():
        return _page(request, post, form, token)
    if data.get("website") or not form_tokens.secret(token) or form_tokens.is_too_fast(token):
        return _page(request, post, form, token if form_tokens.secret(token) else form_tokens.fresh(), notice=FAULT)
    now = timezone.now()
    limits.spend("report", networks.network_of(request), now=now)
    moderation.report(post, now=now, **form.cleaned_data)
    return render(request, "experiences/report_done.html", {"post": post, "days": settings.READ_WITHIN_DAYS})


def _page(request, post, form, token, *, notice=""):
    errors = kept.summary_of([form])
    opening = " ".join(post.body.split())
    opening = opening if len(opening) <= OPENING else f"{opening[:OPENING]}…"
    context = {"post": post, "form": form, "token": token, "opening": opening, "errors": errors, "notice": notice}
    return render(request, "experiences/report.html", context)
