"""The site map says what changed when; each page says its one address, its search and what a shared link shows."""

import xml.etree.ElementTree as ET

import pytest
from django.contrib.staticfiles import finders

from experiences import moderation
from experiences.telling import read_thread
from medications.models import Drug, site_version
from meds_kb import site_map
from tests import world
from tests.house.doors import Page

pytestmark = pytest.mark.django_db
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client, path="/sitemap.xml"):
    """Return {address: day of change or None}."""
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert root.tag == f"{NS}urlset"
    found = [(url.findtext(f"{NS}loc"), url.findtext(f"{NS}lastmod")) for url in root]
    assert len(found) == len(dict(found)), "an address twice"
    return dict(found)


def head(client, path):
    return client.get(path).content.decode().partition("</head>")[0]


def test_last_change_is_that_of_facts_figures_and_what_people_told(client, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z")
    drug = world.drug("azathioprine", "Imuran")
    address = f"http://testserver{drug.get_absolute_url()}"
    assert places(client)[address] is None
    world.fact("purpose", drug)
    site_version.bump()
    assert places(client)[address] == "2026-03-01T12:00:00+00:00"
    time_machine.move_to("2026-04-01T12:00:00Z")
    world.labelled(drug, world.side_effect())
    site_version.bump()
    assert places(client)[address] == "2026-04-01T12:00:00+00:00"
    thread = world.publish("A story", world.told(experiences=[{"drug": "azathioprine", "stage": "taking"}]))
    found = places(client)
    assert found[address] == found[f"http://testserver{thread.get_absolute_url()}"] == world.NOW.isoformat()


def test_related_medicines_pairs_and_threads_without_a_public_post_are_not_listed(client):
    related = world.drug("mercaptopurine", page=Drug.Page.RELATED)
    world.labelled(related, world.side_effect())
    told = read_thread({"title": "Not yet", "posts": [world.told("CANARY")]})
    moderation.submit(told.posts[0], thread=moderation.open_thread(told, now=world.NOW), now=world.NOW)
    listed = " ".join(places(client))
    assert "/medications/mercaptopurine/" in listed
    assert "mercaptopurine/side-effects" not in listed
    assert "/not-yet/" not in listed


def test_effect_that_only_people_name_is_listed_with_its_drug(client):
    world.drug("azathioprine")
    world.side_effect("nausea")
    report = {"effect": "nausea", "answer": "yes"}
    world.publish("x", world.told(experiences=[{"drug": "azathioprine", "stage": "taking", "effects": [report]}]))
    assert "http://testserver/medications/azathioprine/side-effects/nausea/" in places(client)


def test_many_threads_stand_in_parts_that_together_hold_each_once(client, monkeypatch):
    threads = [world.publish(f"Thread {n}", world.told("Words.")) for n in range(5)]
    monkeypatch.setattr(site_map, "THREADS_A_PART", 2)
    root = ET.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{NS}sitemapindex"
    found = [place for one in root for place in places(client, one.findtext(f"{NS}loc"))]
    assert len(found) == len(set(found))
    assert {f"http://testserver{thread.get_absolute_url()}" for thread in threads} <= set(found)
    assert "http://testserver/about/" in found
    for part in ("999999999", "-1", "x", "9" * 40):
        assert client.get(f"/sitemap.xml?part={part}").status_code == 404


def test_robots_are_told_of_the_sitemap(client):
    assert b"\nSitemap: http://testserver/sitemap.xml\n" in client.get("/robots.txt").content


def test_opensearch_asks_our_search(client):
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    ns = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ET.fromstring(answer.content)
    assert root.tag == f"{ns}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{ns}ShortName")) <= 16  # the standard's bound
    assert 0 < len(root.findtext(f"{ns}Description")) <= 1024
    asked = root.find(f"{ns}Url[@type='text/html']").get("template")
    assert client.get(asked.replace("{searchTerms}", "imuran")).status_code == 200
    assert asked == "http://testserver/search/?q={searchTerms}"


def test_every_page_names_the_search(client):
    assert 'rel="search" type="application/opensearchdescription+xml"' in head(client, "/about/")
    assert 'href="/opensearch.xml"' in head(client, "/about/")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?utm=1", ""),
        ("?before=7-7&utm=1", "?before=7-7"),
        ("?before=7-7&topic=rash", ""),
        ("?topic=rash", ""),
    ],
)
def test_canonical_keeps_the_place_in_a_list_and_drops_the_rest(client, query, kept):
    html = head(client, f"/experiences/{query}")
    assert f'<link rel="canonical" href="http://testserver/experiences/{kept}">' in html


@pytest.mark.parametrize("path", ["/nowhere", "/medications/nonsense/"])
def test_error_has_no_canonical_address(client, path):
    assert "canonical" not in head(client, path)


def test_shared_link_shows_the_pages_own_title_and_words(client):
    world.drug("azathioprine", "Imuran")
    html = head(client, "/medications/azathioprine/")
    shown = dict(
        line.split('property="')[1].removesuffix('">').split('" content="')
        for line in html.splitlines()
        if 'property="og:' in line
    )
    assert shown["og:title"] == "Azathioprine (Imuran): what to expect"
    assert f"<title>{shown['og:title']} –" in html
    assert f'<meta name="description" content="{shown["og:description"]}">' in html
    assert shown["og:url"] == "http://testserver/medications/azathioprine/"
    assert shown["og:type"] == "website"
    assert finders.find(shown["og:image"].removeprefix("http://testserver/static/"))
    assert not Page(html).crooked
