"""In a real Chromium, every kind of page is open to everybody: no barrier, no sideways scroll, no error, no tracker."""

import re
import urllib.request

import pytest
from django.urls import Resolver404, resolve

from tests.chromium import DESKTOP, PHONE, ROOT, axe_violations
from tests.house.doors import doors

pytestmark = pytest.mark.browser

# Addresses that no site map lists. A route that has none, here or there, fails.
MORE_ADDRESSES = (
    "/search/?q=imuran",
    "/search/?q=no+such+thing+at+all",
    "/medications/pred/",
    "/medications/belimumab/",
    "/medications/prednisolone/",
    "/compare/?drug=imuran&drug=cellcept",
    "/nowhere/",
)
FOR_PROGRAMS = ("/api/", "/feed/", ".xml", ".txt", ".ico", ".ics", ".json", ".csv", "/healthz", "/readyz")
ROUTES = [door.route for door in doors() if not any(mark in door.route for mark in FOR_PROGRAMS)]
OPEN_TO_ALL = [*ROUTES, *MORE_ADDRESSES]
PICTURES = ROOT / "test-results"  # kept by each run, for a person to look at; git does not
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What far sections hide until they come near is shown, so that the rules see all of the page.
ALL_SHOWN = "const all = new CSSStyleSheet(); all.replaceSync('*{content-visibility:visible!important}'); document.adoptedStyleSheets = [all]"
# Links inside running text are exempt; what is not drawn has no size.
TOO_SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, label:has(input)')]
  .filter(one => !one.closest('p, li, dd, td, blockquote, .hidden, .skip') || one.matches('button, input, select, textarea, summary'))
  .filter(one => one.checkVisibility() && !one.closest('label:has(input)') || one.matches('label:has(input)'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && box.height && (box.height < 43.5 || box.width < 24))
  .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)"""


@pytest.fixture(scope="module")
def address_of(site):
    """Return the address of a route on the served site: from its site map, or a thread or a post that the site shows."""
    with urllib.request.urlopen(f"{site}/sitemap.xml") as answer:
        listed = [path.removeprefix(site) for path in re.findall("<loc>(.*?)</loc>", answer.read().decode())]
    thread = next(path for path in listed if re.match(r"/experiences/\d+/", path))
    with urllib.request.urlopen(site + thread) as answer:
        post = re.search(r'id="post-(\d+)"', answer.read().decode())[1]

    def address(route):
        if "<" not in route:
            return route
        filled = re.sub(r"<int:\w+>", post if route.startswith("/posts/") else thread.split("/")[2], route)
        known = [path for path in listed if _route_of(path) == route]
        if not known and "<" in filled:
            known = [re.sub("<[^>]+>", "azathioprine", filled)]
        return (known or [filled])[0]

    return address


def _route_of(path):
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return None


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("route", OPEN_TO_ALL)
def test_page_has_no_barrier_and_no_sideways_scroll(site, open_page, address_of, route, size):
    page = open_page(site + address_of(route), size=size)
    page.evaluate(ALL_SHOWN)
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    assert page.evaluate(TOO_SMALL) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=PICTURES / f"{re.sub('[^a-z0-9]+', '-', route.lower())}-{size['width']}-{scheme}.png")
        assert axe_violations(page) == [], scheme


@pytest.mark.parametrize("route", [*OPEN_TO_ALL, "/admin/login/"])
def test_page_loads_without_an_error_or_a_third_party_in_five_requests(site, chromium, address_of, route):
    context = chromium.new_context()
    page = context.new_page()
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(site + address_of(route))
    has_form, cookies, status = "csrfmiddlewaretoken" in answer.text(), context.cookies(), answer.status
    context.close()
    wanted = 404 if route == "/nowhere/" else 200
    assert status == wanted
    assert [text for text in complaints if wanted == 200 or "404" not in text] == []
    assert [url for url in asked if not url.startswith(site)] == []
    assert len(asked) <= 5 or route.startswith("/admin/")
    assert not cookies or has_form


@pytest.mark.parametrize("route", OPEN_TO_ALL)
def test_page_stands_larger_text_and_wider_spacing(site, open_page, address_of, route):
    page = open_page(site + address_of(route), size={"width": 640, "height": 900})
    spaced = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }",
        "html{font-size:200%!important} p{margin-bottom:2em!important} *{content-visibility:visible!important}"
        + spaced,
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


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_contents_of_a_long_page_lead_to_the_heading_they_name(site, open_page, size):
    page = open_page(f"{site}/medications/azathioprine/", size=size)
    top = page.evaluate("parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)")
    for href in page.locator(".contents a").evaluate_all("links => links.map(one => one.getAttribute('href'))")[3:9]:
        page.locator(f".contents a[href='{href}']").click()
        page.wait_for_timeout(150)  # far sections are laid out in the frame after the jump
        assert abs(page.locator(href).bounding_box()["y"] - top) < 24, href
