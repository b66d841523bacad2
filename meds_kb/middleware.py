"""Knows what stands before every page: which requests no page reads, and the headers every answer carries."""

from urllib.parse import unquote_to_bytes

from django.shortcuts import render

from experiences.limits import TooMany
from experiences.words import in_about

LONGEST_QUERY = 8_192  # bytes; the longest search anybody typed is far below
CONTROLS = frozenset(range(32)) | {127}
CONTROLS_IN_TEXT = CONTROLS - frozenset(b"\t\n\r")  # pasted text may hold these

HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "web",
}

STRANGE = (
    "We cannot read this address",
    "It holds signs that no page here uses. Check the address, or search for the name of a medicine.",
)
TOO_LONG = ("This address is too long", "Please search again with fewer words. A name such as Imuran is enough.")
TOO_MANY = (
    "Please wait a little",
    "A lot came from your part of the network in a short time. It may not have been you. You can try again {when}.",
)
# What an error says that would otherwise leave as an empty page.
UNSAID = {
    400: ("We could not read that", "Something in it was not what this page expects. Please go back and try again."),
    403: ("This page is closed to you", "If you work here, log in at the desk first. If you do not, nothing is wrong."),
    404: ("We cannot find that page", "Check the address, or search for the name of a medicine."),
    405: ("This page does not take that", "Nothing was changed. Open the page again from a link on this site."),
}


def send_headers(get_response):
    """Add to every answer, files and errors too, the headers that no other part of the site sets."""

    def answer(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def refuse_what_no_page_reads(get_response):
    """Answer 400 or 414 to addresses that can only be a mistake or an attack, and give every bare error its words.

    PostgreSQL fails on a NUL byte where SQLite does not, so none may reach a query.
    """

    def answer(request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return say(request, 414, *TOO_LONG)
        if holds(CONTROLS, request.path_info.encode()) or holds(CONTROLS_IN_TEXT, _bytes_of(query)):
            return say(request, 400, *STRANGE)
        response = get_response(request)
        if response.status_code in UNSAID and not response.streaming and not response.content:
            return _in_words(request, response)
        return response

    return answer


def answer_too_many(get_response):
    """Answer 429 in words, with the time to wait, where a view was asked more often than its limit allows."""

    def answer(request):
        return get_response(request)

    def refuse(request, exception):
        if not isinstance(exception, TooMany):
            return None
        heading, text = TOO_MANY
        page = say(request, 429, heading, text.format(when=in_about(exception.wait)))
        page.headers["Retry-After"] = str(exception.wait)
        page.headers["Cache-Control"] = "no-store"
        return page

    answer.process_exception = refuse
    return answer


def say(request, status, heading, text, *, kept=""):
    """Return an error page that says what happened and what to do; `kept` is what somebody wrote, to copy."""
    return render(request, "refused.html", {"heading": heading, "text": text, "kept": kept}, status=status)


def holds(controls, octets):
    return any(octet in controls for octet in octets)


def _bytes_of(query):
    return unquote_to_bytes(query.replace("+", " "))


def _in_words(request, response):
    page = say(request, response.status_code, *UNSAID[response.status_code])
    if allowed := response.headers.get("Allow"):
        page.headers["Allow"] = allowed
    return page
