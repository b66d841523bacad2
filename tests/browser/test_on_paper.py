"""On paper: a drug page prints what stands open and the sources behind it, nothing that only leads elsewhere."""

import re

import pytest

pytestmark = pytest.mark.browser

PAGE = re.compile(rb"/Type\s*/Page\b")
LONGEST = 18  # A4 pages of a full drug page; with every fold opened it took 31


def test_drug_page_prints_what_stands_open_and_its_sources(site, open_page):
    page = open_page(f"{site}/medications/azathioprine/", scheme="dark")
    page.emulate_media(media="print")
    # What the screen left undrawn (`.later`) counts as hidden until a frame was drawn by the rules of paper.
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    shown = "selector => [...document.querySelectorAll(selector)].map(one => one.checkVisibility({ contentVisibilityAuto: true }))"
    assert set(page.evaluate(shown, ".sources li")) == {True}
    assert set(page.evaluate(shown, ".care li")) == {True}
    assert set(page.evaluate(shown, "nav, .search, .help")) == {False}
    assert 1 < len(PAGE.findall(page.pdf(format="A4"))) <= LONGEST
