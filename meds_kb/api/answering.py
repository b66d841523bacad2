"""Knows the form of every answer: data with its terms, or a problem with what to do about it (RFC 9457)."""

from functools import wraps

from django.http import JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt

from meds_kb.api.terms import about

ROOT = "/api/"
UNKNOWN = ("There is nothing at this address", "/api/v1/openapi.json lists every address and what it takes.")


def endpoint(view):
    """Answer GET only, to any other site, without a cookie."""

    @csrf_exempt  # nothing is taken, so nothing can be forged; the refusal stays a machine's
    @wraps(view)
    def answer(request, **named):
        if request.method in ("GET", "HEAD"):
            response = view(request, **named)
        else:
            response = problem(405, "This address only gives", "Ask with GET. Nothing was changed.")
            response.headers["Allow"] = "GET, HEAD"
        return _open(response)

    return answer


def data(request, found, **more):
    """Return found data with its terms; `next` is the address of the next page of a list, or None."""
    terms = about(request.build_absolute_uri(), localdate())
    return as_json({"about": terms, **more, "data": found})


def problem(status, what, what_to_do):
    body = {"type": "about:blank", "status": status, "title": what, "detail": what_to_do}
    return _open(as_json(body, status=status, content_type="application/problem+json"))


def not_understood(form):
    """Return 400 for a query that a form refused, with the form's own words."""
    said = "; ".join(f"{name}: {' '.join(errors)}" for name, errors in form.errors.items())
    return problem(400, "We could not read the query", f"{said} (/api/v1/openapi.json says what may be asked)")


def as_json(body, **more):
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False}, **more)


def _open(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
