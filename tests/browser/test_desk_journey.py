"""In a real Chromium, under the site's own policy, a curator logs in, adds a drug with its facts, and reads its page."""

import pytest

from medications.models import Drug
from meds_kb import roles
from meds_kb.staff import candidate, make_staff
from tests import world
from tests.chromium import DESKTOP, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"


@pytest.fixture
def desk(live_server, open_page):
    """The desk in a browser, logged in; what the browser complains about is kept."""
    world.grow(2)
    make_staff(candidate("cora"), PASSWORD, roles=roles.ROLES)
    page = open_page(live_server.url + "/admin/", size=DESKTOP)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.fill("#id_username", "cora")
    page.fill("#id_password", PASSWORD)
    follow(page, "input[type=submit]")
    assert page.locator("#desk-work-heading").is_visible()
    return page


def choose(page, box, words):
    """Type into an autocomplete box and take what it offers first."""
    page.locator(f"#{box} + .select2").click()
    page.keyboard.type(words)
    option = page.locator(".select2-results__option[aria-selected], .select2-results__option--highlighted").first
    option.wait_for()
    page.locator(".select2-results__option", has_text=words).first.click()


def test_drug_is_added_in_one_sitting_and_read_by_patients(desk, live_server):
    desk.goto(live_server.url + "/admin/medications/drug/add/")
    desk.fill("#id_name", "examplin")
    desk.keyboard.press("Tab")
    assert desk.input_value("#id_slug") == "examplin"
    desk.fill("#id_group", "Tablets")
    desk.fill("#id_drug_class", "a class")
    desk.fill("#id_names-0-surface", "Examplex")
    desk.select_option("#id_names-0-kind", "brand")
    prefix = desk.locator("textarea[id$=-text]").first.get_attribute("id").removesuffix("-text")
    desk.select_option(f"#{prefix}-kind", "get_help")
    desk.select_option(f"#{prefix}-when", "now")
    desk.fill(f"#{prefix}-text", "You have a rash and a fever.")
    choose(desk, f"{prefix}-sources", "The label")
    follow(desk, "input[name=_save]")
    assert desk.locator(".messagelist .success").is_visible()
    assert Drug.objects.get(slug="examplin").facts.get().sources.get().slug.startswith("label")
    desk.goto(live_server.url + "/medications/examplex/")
    assert desk.url.endswith("/medications/examplin/")
    assert "You have a rash and a fever." in desk.inner_text("main")
    assert desk.complaints == []


def test_no_page_of_the_desk_breaks_the_policy(desk, live_server):
    drug = Drug.objects.get(slug="azathioprine")
    desk.goto(live_server.url + "/admin/")
    links = desk.eval_on_selector_all(
        "#content a[href^='/admin/']", "links => links.map(link => link.pathname + link.search)"
    )
    links += [f"/admin/medications/drug/{drug.pk}/change/?part=claim", f"/admin/medications/drug/{drug.pk}/history/"]
    for link in sorted(set(links)):
        answer = desk.goto(live_server.url + link)
        assert answer.status == 200, link
        assert desk.complaints == [], link
