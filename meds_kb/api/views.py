"""Answers each address of the API."""

from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate

from medications.views import which_one
from meds_kb import finding
from meds_kb.api import drugs, figures, figures_csv, openapi, told, values
from meds_kb.api.answering import as_json, data, endpoint, not_understood, problem
from meds_kb.api.queries import FiguresQuery, PostsQuery, ThreadsQuery
from meds_kb.api.terms import LICENCE_URL
from meds_kb.known import reading
from meds_kb.views.search import SearchForm

LISTED = "/api/v1/{} lists those we have."


@endpoint
def api_drugs(request):
    return data(request, drugs.listed(request.build_absolute_uri))


@endpoint
def api_drug(request, name):
    drug, names = reading.drug_and_names(name)
    if drug is None:
        return _other_drug("api_drug", name)
    return data(request, drugs.one(drug, names, localdate(), request.build_absolute_uri))


@endpoint
def api_figures(request, name):
    drug, _names = reading.drug_and_names(name)
    form = FiguresQuery(request.GET)
    if drug is None:
        return _other_drug("api_figures", name)
    if not form.is_valid():
        return not_understood(form)
    side_effect = form.cleaned_data["side_effect"]
    pairs, cells = figures.of_drug(drug, side_effect)
    if not pairs and not figures.is_known(side_effect=side_effect):
        return _no_side_effect(side_effect)
    return data(
        request,
        [figures.pair_data(pair, request.build_absolute_uri) for pair in pairs],
        people=figures.people(drug, cells),
        sources=values.sources(row.source for pair in pairs for row in pair.rows),
    )


@endpoint
def api_figures_csv(request):
    text = figures_csv.lines(figures.of_all_drugs(), request.build_absolute_uri, localdate())
    response = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Link"] = f'<{LICENCE_URL}>; rel="license"'
    response.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


@endpoint
def api_side_effects(request):
    return data(request, drugs.side_effects(request.build_absolute_uri))


@endpoint
def api_threads(request):
    form = ThreadsQuery(request.GET)
    if not form.is_valid():
        return not_understood(form)
    found, before = told.threads(form.cleaned_data["before"], request.build_absolute_uri)
    return data(request, found, next=_next(request, before))


@endpoint
def api_posts(request):
    form = PostsQuery(request.GET)
    if not form.is_valid():
        return not_understood(form)
    found, before = told.posts(request.build_absolute_uri, **form.cleaned_data)
    if not found and not figures.is_known(drug=form.cleaned_data["drug"]):
        return _no_drug(form.cleaned_data["drug"])
    return data(request, found, next=_next(request, before))


@endpoint
def api_search(request):
    form = SearchForm(request.GET)
    if not form.is_valid():
        return not_understood(form)
    query = form.cleaned_data["q"]
    found = finding.find(query) if query else finding.Found([])
    results = [_result(one, request.build_absolute_uri) for one in found.results]
    notes = {"is_unsure": found.is_unsure, "other_drug": found.other_drug or None}
    return data(request, results, **notes, has_more_posts=found.posts.has_more)


@endpoint
def api_description(request):
    return as_json(openapi.document(request.build_absolute_uri("/").removesuffix("/")))


def _other_drug(door, name):
    """Send a known name to the drug it means, or say where to find the drugs."""
    if slug := which_one.slug_of(name, kind="drug"):
        return redirect(door, slug, permanent=True)
    return _no_drug(name)


def _no_drug(name):
    return problem(404, f"We have no drug called “{name[:80]}”", LISTED.format("drugs/"))


def _no_side_effect(name):
    return problem(404, f"We have no side effect called “{name[:80]}”", LISTED.format("side-effects/"))


def _next(request, before):
    if before is None:
        return None
    query = request.GET.copy()
    query["before"] = before
    return request.build_absolute_uri(f"{reverse(request.resolver_match.view_name)}?{query.urlencode()}")


def _result(result, at):
    return {
        "page": at(result.url),
        "title": result.title,
        "kind": result.kind,
        "text": "".join(piece.text for piece in result.pieces) or result.text or None,
        "note": result.note or None,
        "is_urgent": result.is_urgent,
    }
