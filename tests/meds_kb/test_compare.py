"""Two to four medicines side by side: the same rows, the sources in each cell, the same counts."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from medications import lexicon
from meds_kb import page_store
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db

MOST_QUERIES = 7


@pytest.fixture
def two():
    return world.drug("azathioprine", "Imuran"), world.drug("prednisone", "Deltasone")


def test_any_known_name_makes_a_column(client, two):
    shown = read(page(client, "/compare/?drug=imuran&drug=prednisone"))
    assert "What Azathioprine Prednisone" in shown


@pytest.mark.parametrize("query", ["", "?drug=imuran", "?drug=imuran&drug=azathioprine"])
def test_fewer_than_two_gives_the_chooser(client, two, query):
    html = page(client, f"/compare/{query}")
    assert html.count('type="checkbox"') == 2
    assert "What sources say" not in html


def test_unknown_name_is_said_in_words(client, two):
    shown = read(page(client, "/compare/?drug=imuran&drug=deltasone&drug=nosuchdrug"))
    assert "We do not know “nosuchdrug”" in shown
    assert "What Azathioprine Prednisone" in shown


def test_fifth_is_left_out_and_said(client):
    names = [world.drug(f"medicine-{letter}").slug for letter in "abcde"]
    shown = read(page(client, "/compare/?" + "&".join(f"drug={name}" for name in names)))
    assert "Four fit on a page." in shown


def test_cells_name_their_source_and_an_empty_one_says_so(client, two):
    aza, _pred = two
    world.fact("claim", aza, question=world.question("alcohol"))
    html = page(client, "/compare/?drug=azathioprine&drug=prednisone")
    row = html[html.index('<th scope="row">Alcohol') :].partition("</tr>")[0]
    assert "A claim sentence" in row
    assert 'href="#source-label"' in row
    assert "We have no checked answer yet." in row


def test_reports_have_the_same_three_counts_for_each(client, two):
    world.labelled(two[0], world.side_effect())
    uses = [{"drug": slug, "stage": "taking", "effects": [{"effect": "nausea", "answer": "yes"}]}
            for slug in ("azathioprine", "azathioprine", "prednisone")]  # fmt: skip
    world.publish("three", *(world.told(experiences=[use]) for use in uses))
    shown = read(page(client, "/compare/?drug=azathioprine&drug=prednisone"))
    assert "People here who told of taking it 2 1" in shown
    assert "2 yes, 0 no, 0 did not mention" in shown
    assert "None of our sources names it. People here: 1 yes, 0 no, 0 did not mention" in shown


def test_a_combination_is_not_for_search_engines(client, two):
    mark = '<meta name="robots" content="noindex">'
    assert mark in page(client, "/compare/?drug=azathioprine&drug=prednisone")
    assert mark not in page(client, "/compare/")


def cost(client, rows):
    address = "/compare/?drug=azathioprine&drug=other-aa"
    with transaction.atomic():
        world.grow(rows)
        client.get(address)  # the names, which a process reads once, are read
        page_store.store.forget()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        transaction.set_rollback(True)
    page_store.store.forget()
    lexicon.forget()
    return len(captured)


def test_columns_cost_the_same_queries_for_one_row_and_for_many(client):
    few, many = cost(client, 1), cost(client, 8)
    assert few == many <= MOST_QUERIES
