"""In a real Chromium, every kind of page is open to everybody: no barrier, no sideways scroll, no error, no tracker."""

import re

import pytest

from tests.chromium import DESKTOP, PHONE, axe_violations

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/medications/",
    "/medications/azathioprine/",
    "/medications/belimumab/",
    "/medications/prednisolone/",
    "/medications/azathioprine/side-effects/nausea/",
    "/side-effects/",
    "/side-effects/leukopenia/",
    "/tests/",
    "/conditions/",
    "/medications/pred/",
    "/tests/full-blood-count/",
    "/conditions/lupus-nephritis/",
    "/experiences/",
    "/experiences/1/the-thread-that-ships/",
    "/compare/",
    "/compare/?drug=imuran&drug=cellcept",
    "/questions/",
    "/questions/pregnancy-and-fertility/",
    "/search/?q=imuran",
    "/search/?q=no+such+thing+at+all",
    "/help-now/",
    "/about/",
    "/how-we-count/",
    "/moderation/",
    "/privacy/",
    "/nowhere/",
    "/admin/login/",
)
OPEN_TO_ALL = [page for page in PAGES if not page.startswith("/admin/")]  # the desk's pages are Django's own
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_page_has_no_barrier_and_no_sideways_scroll(site, open_page, path, size):
    page = open_page(site + path, size=size)
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == [], scheme


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_without_an_error_or_a_third_party(site, chromium, path):
    context = chromium.new_context()
    page = context.new_page()
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(site + path)
    context.close()
    wanted = 404 if path == "/nowhere/" else 200
    assert answer.status == wanted
    assert [text for text in complaints if wanted == 200 or "404" not in text] == []
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_page_stands_larger_text_and_wider_spacing(site, open_page, path):
    page = open_page(site + path, size={"width": 640, "height": 900})
    spaced = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }",
        "html{font-size:200%!important} p{margin-bottom:2em!important}" + spaced,
    )
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)


def test_seed_question_is_answered_from_the_imuran_page_in_two_clicks(site, open_page):
    page = open_page(f"{site}/medications/imuran/", javascript=False)
    assert page.url.endswith("/medications/azathioprine/")
    thread = page.locator("main a[href^='/experiences/']").filter(has_text=re.compile("imuran", re.I)).first
    thread.click()
    assert re.search(r"/experiences/\d+/", page.url)
    page.locator("main a", has_text=re.compile("^Plaquinil$")).first.click()
    assert page.url.endswith("/medications/hydroxychloroquine/")
