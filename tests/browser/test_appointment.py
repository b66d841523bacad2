"""On paper, the sheet for an appointment is one or two pages for every drug, whatever was ticked."""

import re

import pytest

from tests.chromium import DESKTOP

pytestmark = pytest.mark.browser
PAGE = re.compile(rb"/Type /Page\b(?!s)")


def test_sheet_prints_on_two_pages_at_most(site, open_page):
    page = open_page(f"{site}/medications/", size=DESKTOP)
    drugs = set(re.findall(r'href="/medications/([a-z-]+)/"', page.content()))
    assert len(drugs) >= 12
    page.goto(f"{site}/medications/azathioprine/appointment/")
    ticked = "&".join(f"q={one.get_attribute('value')}" for one in page.locator("input[name=q]").all())
    for drug in sorted(drugs):
        page.goto(f"{site}/medications/{drug}/appointment/?{ticked}")
        for paper in ("A4", "Letter"):
            assert 1 <= len(PAGE.findall(page.pdf(format=paper))) <= 2, f"{drug} on {paper}"
