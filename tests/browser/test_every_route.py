"""In a real Chromium, every kind of page is open to everybody: no barrier, no sideways scroll, no error, no tracker."""

import re
import urllib.request

import pytest
from django.urls import Resolver404, resolve

from tests.chromium import BARRIERS, DESKTOP, OF_COLOUR, PHONE, ROOT, axe_violations, follow
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
LARGER = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`html { font-size: 200% !important } p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Links inside running text are exempt; what is not drawn has no size.
TOO_SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, label:has(input)')]
  .filter(one => !one.closest('p, li, dd, td, blockquote, .hidden, .skip') || one.matches('button, input, select, textarea, summary'))
  .filter(one => one.checkVisibility() && !one.closest('label:has(input)') || one.matches('label:has(input)'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && box.height && (box.height < 43.5 || box.width < 24))
  .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)"""

HOLLOW = """() => [...document.querySelectorAll('caption, :is(.card, .care, .post, .use, .adding, .effect, .notice) > :first-child')]
  .filter(one => parseFloat(getComputedStyle(one).marginTop)).map(one => `empty above ${one.outerHTML.slice(0, 120)}`)"""


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


class Visit:
    """One load of a page in a window of its own, and what it complained of, asked for and left behind."""

    def __init__(self, context, url):
        self.page, self.complaints, self.asked = context.new_page(), [], []
        self.page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        answer = self.page.goto(url)
        self.status, self.has_form = answer.status, "csrfmiddlewaretoken" in answer.text()
        self.cookies = context.cookies()


@pytest.fixture
def visit(chromium):
    contexts = []

    def visit_(url):
        contexts.append(chromium.new_context(viewport=PHONE, color_scheme="light"))
        return Visit(contexts[-1], url)

    yield visit_
    for context in contexts:
        context.close()


def faults_of_the_load(visit, site, route):
    """Return what is wrong with how a page loads: errors, more than five requests, a third party, a needless cookie."""
    wanted = 404 if route == "/nowhere/" else 200
    faults = [] if visit.status == wanted else [f"answers {visit.status}"]
    faults += [text for text in visit.complaints if wanted == 200 or "404" not in text]
    faults += [f"asks a third party: {url}" for url in visit.asked if not url.startswith(site)]
    if len(visit.asked) > 5 and not route.startswith("/admin/"):
        faults.append(f"asks {len(visit.asked)} times")
    return faults + (["leaves a cookie"] if visit.cookies and not visit.has_form else [])


def faults_of_the_look(page, route, size):
    """Return what is wrong with how a page looks at one size, in light and in dark; keep a picture of each."""
    page.set_viewport_size(size)
    faults = ["scrolls sideways"] if page.evaluate(WIDER_THAN_THE_WINDOW) else []
    faults += page.evaluate(TOO_SMALL) + page.evaluate(HOLLOW)
    for scheme, rules in (("light", BARRIERS), ("dark", OF_COLOUR)):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=PICTURES / f"{re.sub('[^a-z0-9]+', '-', route.lower())}-{size['width']}-{scheme}.png")
        faults += [f"{scheme}: {violation}" for violation in axe_violations(page, rules)]
    return [f"{size['width']}: {fault}" for fault in faults]


def test_dark_scheme_changes_colours_only():
    """So the rules that read colours are all that dark needs beside light."""
    sheets = "".join(sheet.read_text() for sheet in (ROOT / "static" / "css").glob("*.css"))
    rules = re.findall(r"prefers-color-scheme: dark\)[^{]*{[^{]*{(.*?)}\s*}", sheets, re.DOTALL)
    assert rules
    assert [rule for rule in rules if not re.fullmatch(r"(\s*--[\w-]+: #[0-9a-f]{3,6};)+\s*", rule)] == []
    assert len(rules) == sheets.count("prefers-color-scheme")


def test_nothing_moves_unless_the_reader_asked_for_no_less_motion():
    styled = "".join(one.read_text() for one in (ROOT / "static").glob("*/*.*s") if one.suffix in (".css", ".js"))
    assert len(styled) > 10_000
    asked = re.sub(r"prefers-reduced-motion: no-preference\)[^{]*{(?:[^{}]*{[^{}]*})*\s*}", "", styled)
    assert re.findall(r"\b(?:transition|animation|smooth|@keyframes|animate\()", asked) == []


def faults_of_larger_text(page):
    """Return whether a page scrolls sideways with text of twice the size, set as widely as WCAG 1.4.12 asks."""
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate(LARGER)
    return ["larger text scrolls sideways"] if page.evaluate(WIDER_THAN_THE_WINDOW) else []


@pytest.mark.parametrize("route", [*OPEN_TO_ALL, "/admin/login/"])
def test_page_is_open_to_everybody(site, visit, address_of, route):
    seen = visit(site + address_of(route))
    faults = faults_of_the_load(seen, site, route)
    if not route.startswith("/admin/"):  # Django's own sheets; the desk has tests of its own
        faults += [fault for size in (PHONE, DESKTOP) for fault in faults_of_the_look(seen.page, route, size)]
        faults += faults_of_larger_text(seen.page)
    assert not faults, "\n".join(faults)


def test_seed_question_is_answered_from_the_imuran_page_in_two_clicks(site, open_page):
    page = open_page(f"{site}/medications/imuran/", javascript=False)
    assert page.url.endswith("/medications/azathioprine/")
    thread = page.locator("main a[href^='/experiences/']").filter(has_text=re.compile("imuran", re.I)).first
    follow(page, thread)
    assert re.search(r"/experiences/\d+/", page.url)
    follow(page, page.locator("main a", has_text=re.compile("^Plaquinil$")).first)
    assert page.url.endswith("/medications/hydroxychloroquine/")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_contents_of_a_long_page_lead_to_the_heading_they_name(site, open_page, size):
    page = open_page(f"{site}/medications/azathioprine/", size=size)
    top = page.evaluate("parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)")
    for href in page.locator(".contents a").evaluate_all("links => links.map(one => one.getAttribute('href'))")[3:9]:
        page.locator(f".contents a[href='{href}']").click()
        assert abs(page.locator(href).bounding_box()["y"] - top) < 24, href
