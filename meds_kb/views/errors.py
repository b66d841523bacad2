"""Answers what went wrong, in words that say what to do next."""

from django.views.defaults import page_not_found

from meds_kb.api import answering
from meds_kb.middleware import UNSAID, say
from meds_kb.page_store import takes_forms

NO_COOKIE = (
    "We could not take your form",
    "Go back, load the page again and send it once more. Your browser must allow cookies for this site, and only for "
    "this step.",
)


def bad_request(request, exception):
    return say(request, 400, *UNSAID[400])


def forbidden(request, exception):
    return say(request, 403, *UNSAID[403])


def not_found(request, exception):
    if request.path_info.startswith(answering.ROOT):
        return answering.problem(404, *answering.UNKNOWN)
    return page_not_found(request, exception)


LONGEST_KEPT = 20_000


def csrf_failure(request, reason=""):
    """Refuse a form without its token, and give a writer their text back: it is shown, not sent on."""
    if not takes_forms(request.resolver_match):
        page = say(request, 405, *UNSAID[405])
        page.headers["Allow"] = "GET, HEAD"
        return page
    return say(request, 403, *NO_COOKIE, kept=request.POST.get("story", "")[:LONGEST_KEPT])
