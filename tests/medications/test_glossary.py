"""The first use of a hard word on a page leads to what it means; everything else on the page stays as it was."""

import pytest

from medications import glossary
from medications.models import Term
from tests import world
from tests.house.doors import Page

WORDS = glossary.words(
    {"platelet": "/glossary/#platelet", "platelets": "/glossary/#platelet", "platelet count": "/tests/platelets/", "AST": "/tests/ast/"}
)  # fmt: skip


def linked(html):
    return glossary.explained(html, WORDS)


def test_first_use_is_linked_and_later_ones_are_not():
    assert linked("<p>Low Platelets. A platelet.</p><p>Platelets.</p>") == (
        '<p>Low <a class="term" href="/glossary/#platelet">Platelets</a>. A platelet.</p><p>Platelets.</p>'
    )


def test_longest_form_wins():
    assert 'href="/tests/platelets/">platelet count</a>' in linked("<p>Your platelet count</p>")


@pytest.mark.parametrize("text", ["the last week", "ast", "AST-like", "antiplatelet", "platelets-only"])
def test_form_with_capitals_and_whole_words_only(text):
    assert linked(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/">platelets</a>',
        "<h2>platelets</h2>",
        "<details><summary>platelets</summary></details>",
        '<article class="post told" id="post-1"><div><p>platelets</p></div></article>',
        '<p class="said">platelets</p>',
        '<ul class="cards"><li><article class="card known"><p>platelets</p></article></li></ul>',
        '<ol class="rows plain"><li><p>platelets</p></li></ol>',
        "<blockquote><p>platelets</p></blockquote>",
        '<div class="card"><div>x</div><divide>y</divide><p>platelets</p><div/></div></div>',
        '<a href="/x/"><abbr title="x">y</abbr> platelets</a>',
        '<input value="platelets">',
        '<label for="x">platelets <input id="x"></label>',
        "<textarea>platelets</textarea>",
        "<svg><text>platelets</text></svg>",
        "<p>&lt;platelet</p>".replace("platelet", "x"),
    ],
)
def test_links_headings_controls_and_the_words_of_writers_stay_as_they_are(html):
    assert linked(html) == html
    assert linked(f"{html}<p>platelets</p>").endswith('<p><a class="term" href="/glossary/#platelet">platelets</a></p>')


def test_form_that_begins_with_no_letter_is_passed_over():
    words = glossary.words({"“flare”": "/flare/", "?": "/what/", "anti-dsDNA": "/tests/dna/"})
    assert glossary.explained("<p>“flare”? Anti-dsDNA, anti-dsDNA.</p>", words) == (
        '<p>“flare”? Anti-dsDNA, <a class="term" href="/tests/dna/">anti-dsDNA</a>.</p>'
    )


@pytest.mark.django_db
def test_word_that_a_curator_adds_is_explained_on_the_next_page(client):
    drug = world.drug("azathioprine")
    world.fact("purpose", drug)
    term = Term.objects.create(slug="sentence", name="sentence", forms="", meaning="A row of words.")
    page = client.get("/medications/azathioprine/").content.decode()
    assert page.count(f'<a class="term" href="{term.get_absolute_url()}">sentence</a>') == 1
    glossary_page = client.get("/glossary/").content.decode()
    assert "A row of words." in glossary_page
    assert "sentence" in Page(glossary_page).ids


@pytest.mark.django_db
def test_glossary_explains_each_test_in_its_own_words(client):
    world.topic(glossary.Test, "blood count")
    page = client.get("/glossary/").content.decode()
    assert 'href="/tests/blood-count/"' in page
    assert "One plain sentence." in page
