"""The pages of an effect, a test and an illness: which drugs speak of it, and which threads."""

import pytest

from medications.models import Condition, Fact, Test
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def test_effect_page_lists_every_drug_of_sources_and_reports_by_name(client, aza):
    nausea = world.side_effect("nausea", "feeling sick")
    world.labelled(world.drug("zinc"), nausea)
    use = {"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "nausea", "answer": "yes"}]}
    world.publish("one", world.told(experiences=[use]))
    world.drug("unrelated")
    html = page(client, "/side-effects/nausea/")
    assert html.index("/medications/azathioprine/side-effects/nausea/") < html.index(
        "/medications/zinc/side-effects/nausea/"
    )
    assert "None of our sources names it. 1 yes, 0 no, 0 did not mention" in read(html)
    assert "Other words for it feeling sick nausea" in read(html)
    assert "unrelated" not in read(html)


def test_effect_page_without_drugs_says_so(client):
    world.side_effect("nausea")
    assert "No source here names it for one of these medicines" in read(page(client, "/side-effects/nausea/"))


def test_test_page_says_which_drugs_ask_for_it_when_and_why(client, aza):
    test = world.topic(Test, "blood count")
    world.fact("test", aza, 1, test=test, region="UK", before_start="yes", why="It finds low cells.")
    world.fact("test", aza, 2, test=test, is_verified=False)
    shown = read(page(client, "/tests/blood-count/"))
    assert "Before the start. A test sentence, number 1. It finds low cells. UK Sources: A house 2024" in shown
    assert "number 2" not in shown


def test_unchecked_description_is_not_shown(client):
    Test.objects.filter(pk=world.topic(Test, "blood count").pk).update(is_verified=False)
    assert "One plain sentence." not in read(page(client, "/tests/blood-count/"))


def test_condition_page_lists_the_drugs_whose_checked_facts_name_it(client, aza):
    world.topic(Condition, "lupus nephritis")
    for n, (kind, words, more) in enumerate(
        [
            ("purpose", "It is used in lupus nephritis.", {}),
            ("licensed", "The licence has it.", {"population": "people with lupus nephritis", "region": "UK"}),
            ("off_label", "Unread, for lupus nephritis.", {"is_verified": False}),
            ("mechanism", "Not about use in lupus nephritis.", {}),
        ]
    ):
        Fact.objects.filter(pk=world.fact(kind, aza, n, **more).pk).update(text=words)
    shown = read(page(client, "/conditions/lupus-nephritis/"))
    assert "It is used in lupus nephritis." in shown
    assert "The licence has it. UK Said of people with lupus nephritis." in shown
    assert "Unread" not in shown
    assert "Not about use" not in shown


def test_every_page_lists_the_thread_that_names_its_subject(client, aza):
    world.side_effect("nausea")
    world.topic(Test, "blood count")
    world.topic(Condition, "lupus nephritis")
    body = "On Imuran for lupus nephritis I had nausea and a blood count."
    use = {"drug": "azathioprine", "stage": "taking", "condition": "lupus-nephritis"}
    thread = world.publish("all of it", world.told(body, experiences=[use]))
    for path in ("/medications/azathioprine/", "/side-effects/nausea/", "/tests/blood-count/",
                 "/conditions/lupus-nephritis/", "/medications/azathioprine/side-effects/nausea/"):  # fmt: skip
        assert f'href="{thread.get_absolute_url()}"' in page(client, path), path
