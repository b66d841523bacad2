"""Knows the description of the API (OpenAPI 3.1): every address, what it takes, and what it answers."""

from django.conf import settings

from meds_kb.api.schemas import SCHEMAS, ref
from meds_kb.api.terms import CAUTION, COVERS, LICENCE, LICENCE_URL, REPORTS
from meds_kb.context import SITE_NAME

DRUG = {
    "name": "drug", "in": "path", "required": True, "schema": {"type": "string"},
    "description": "A drug as in /api/v1/drugs/. Any other known name redirects to it.",
}  # fmt: skip


def document(site):
    """Return the whole description for a site that answers at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": SITE_NAME,
            "version": settings.RELEASE,
            "description": f"What sources say of lupus medicines beside what people say. {CAUTION} {REPORTS} {COVERS}",
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": site}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }


def _asked(name, kind, words):
    return {"name": name, "in": "query", "schema": {"type": kind}, "description": words}


def _get(operation, summary, schema, *, parameters=(), refusals=()):
    """Return one address that answers JSON; a refusal is a status with its words."""
    answers = {"200": _answer(summary, "application/json", ref(schema)), "304": {"description": "Nothing has changed."}}
    for status, words in refusals:
        answers[status] = _answer(words, "application/problem+json", ref("Problem"))
    return {"get": {"operationId": operation, "summary": summary, "parameters": list(parameters), "responses": answers}}


def _answer(words, media_type, schema):
    return {"description": words, "content": {media_type: {"schema": schema}}}


_NO_DRUG = ("404", "There is no such drug; the list of drugs has all.")
_UNREAD = ("400", "The query cannot be read; the answer says what to change.")
_BEFORE = _asked("before", "integer", "Only what has a smaller id. `next` gives it; newest first.")
_TABLE = {
    "operationId": "figures_csv",
    "summary": "Every figure of every drug as a table, a row for each source and one for the reports.",
    "responses": {"200": _answer("The table, its head first.", "text/csv", {"type": "string"})},
}
PATHS = {
    "/api/v1/drugs/": _get("drugs", "All drugs.", "Drugs"),
    "/api/v1/drugs/{drug}/": _get(
        "drug", "One drug: names, checked codes, every sourced sentence; claims are facts of kind claim.", "Drug",
        parameters=[DRUG], refusals=[_NO_DRUG],
    ),
    "/api/v1/drugs/{drug}/figures/": _get(
        "figures", "For each side effect of a drug: what each source gives, and what people report.", "Figures",
        parameters=[DRUG, _asked("side_effect", "string", "Only this one, as in /api/v1/side-effects/.")],
        refusals=[_UNREAD, ("404", "There is no such drug or side effect; the lists have all.")],
    ),
    "/api/v1/figures.csv": {"get": _TABLE},
    "/api/v1/side-effects/": _get("side_effects", "All side effects, with the words people use.", "SideEffects"),
    "/api/v1/threads/": _get(
        "threads", "Public threads, newest first.", "Threads", parameters=[_BEFORE], refusals=[_UNREAD]
    ),
    "/api/v1/posts/": _get(
        "posts", "Public posts with what they tell and what moderators found, newest first.", "Posts",
        parameters=[
            _BEFORE,
            _asked("thread", "integer", "Only posts of this thread."),
            _asked("drug", "string", "Only posts that name this drug."),
        ],
        refusals=[_UNREAD, _NO_DRUG],
    ),
    "/api/v1/search/": _get(
        "search", "What one search finds: the page that is the answer first, then words in posts.", "Results",
        parameters=[_asked("q", "string", "Any words, in any spelling.")], refusals=[_UNREAD],
    ),
}  # fmt: skip
