"""Without a mouse: the skip link, the focus that one sees, the glossary and the folded sources."""

import pytest

from tests.chromium import PHONE

pytestmark = pytest.mark.browser

DRUG = "/medications/azathioprine/"
FOCUS = "() => [document.activeElement.id || document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]"


def test_first_tab_shows_the_skip_link_and_enter_skips_to_the_page(site, open_page):
    page = open_page(site + DRUG, size=PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == ["skip", "solid"]
    assert page.locator(".skip").bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_link_to_a_source_opens_the_folded_list(site, open_page, javascript):
    page = open_page(site + DRUG, javascript=javascript)
    cited = page.locator("main a[href^='#source-']").first
    source = page.locator(cited.get_attribute("href"))
    assert not source.is_visible()
    cited.focus()
    page.keyboard.press("Enter")
    source.wait_for(state="visible", timeout=5_000)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_hard_word_leads_to_its_meaning_and_back(site, open_page, javascript):
    page = open_page(site + DRUG, javascript=javascript)
    word = page.locator("main a.term[href^='/glossary/']").first
    anchor = word.get_attribute("href").partition("#")[2]
    word.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/glossary/#{anchor}")
    assert page.locator(f"#{anchor} dd").inner_text().endswith(".")
    page.go_back()
    assert page.url.endswith(DRUG)


def test_forced_colours_mark_one_entry_of_the_menu(site, open_page):
    page = open_page(site + DRUG, forced_colors="active")
    lines = page.locator(".site-nav a").evaluate_all(
        "links => links.map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert lines == ["underline", "none", "none"]
