"""Rules that hold on every page of the site, found by following every link and the site map, each page drawn once.

Results of a search lead to ever narrower ones, every facet with every other: those are opened from any other page only.
"""

import re
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.house.doors import Page, doors
from tests.house.plain_words import grade, grades_of, names_pattern

NOT_LISTED = {"search", "favicon"}  # what somebody asked for, and a door that sends on
MOST_CSS = 12 * 1024  # bytes as they stand in the files, all sheets of a page (DESIGN 9)
WITHOUT_A_PAGE_OF_OURS = ("/admin/", "/static/")
SEARCH = "/search/?"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


class Walk:
    """Every address that a link or the site map leads to, with its answer."""

    def __init__(self, client):
        self.client, self.answers, self.html, self.pages, self.links = client, {}, {}, {}, []
        self.listed = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
        waiting = deque(["/", *(urlsplit(address).path for address in self.listed)])
        while waiting:
            if (address := waiting.popleft()) not in self.answers:
                waiting += self._open(address)

    def _open(self, address):
        answer = self.answers[address] = self.client.get(address)
        if answer.status_code in (301, 302):
            return [answer.headers["Location"]]
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return []
        self.html[address] = answer.content.decode()
        self.pages[address] = page = Page(self.html[address])
        ours = [link for link in page.links if not link.startswith(("https://", "http://", "tel:", "mailto:"))]
        self.links += [(address, link, *_target(address, link)) for link in ours]
        passed_by = (*WITHOUT_A_PAGE_OF_OURS, SEARCH) if address.startswith(SEARCH) else WITHOUT_A_PAGE_OF_OURS
        return [target for link in ours if not (target := _target(address, link)[0]).startswith(passed_by)]


def _target(address, link):
    target, fragment = urldefrag(link)
    return (address.partition("?")[0] + target if target.startswith("?") else target or address), fragment


@pytest.fixture(scope="module")
def walk(shipped, django_db_blocker):
    with django_db_blocker.unblock():
        return Walk(Client())


def test_no_link_inside_the_site_is_dead(walk):
    faults = [f"{address} answers {one.status_code}" for address, one in walk.answers.items() if one.status_code >= 400]
    faults += [
        f"{address} links to {link!r}"
        for address, link, _target_, _fragment in walk.links
        if not link.startswith(("/", "#", "?")) or link.startswith("//")
    ]
    faults += [
        f"{address} jumps to #{fragment}, which {target} lacks"
        for address, _link, target, fragment in walk.links
        if fragment and target in walk.pages and fragment not in walk.pages[target].ids
    ]
    assert not faults, "\n".join(sorted(set(faults))[:40])
    assert len(walk.pages) > 500


def test_every_listed_page_answers_and_names_itself_as_canonical(walk):
    for address in walk.listed:
        html = walk.html[urlsplit(address).path]
        assert f'<link rel="canonical" href="{address}">' in html, address
    assert len(walk.listed) > 100


def test_every_page_that_shows_is_listed(walk, client):
    listed = {urlsplit(address).path for address in walk.listed}
    missing = [
        path
        for door in doors()
        if not door.is_form and door.name not in NOT_LISTED
        for path in door.addresses()
        if client.get(path).headers["Content-Type"].startswith("text/html") and path not in listed
    ]
    assert not missing


def test_every_page_and_paragraph_is_easy_to_read(walk):
    names, hard = names_pattern(), {}
    for address, html in walk.html.items():
        page, paragraphs = grades_of(html, names)
        if page.grade > 6:
            hard[f"the page {address}"] = page.grade
        hard |= {f"{address}: {one.text}": one.grade for one in paragraphs if one.grade > 8}
    assert not hard, "\n".join(f"{value} {where}" for where, value in sorted(hard.items()))


def css_of(html):
    """Return the bytes of all CSS of a page, as its sheets stand in the files."""
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', html)
    assert sheets
    return sum(Path(finders.find(name)).stat().st_size for name in sheets)


def test_every_page_comes_with_little_css(walk):
    assert {address: size for address, html in walk.html.items() if (size := css_of(html)) > MOST_CSS} == {}
    assert len({css_of(html) for html in walk.html.values()}) > 4


def test_grade_follows_the_formula():
    # 9 words, 1 sentence, 10 syllables.
    assert grade("You need a blood test before you start this.").grade == round(0.39 * 9 + 11.8 * 10 / 9 - 15.59, 1)
