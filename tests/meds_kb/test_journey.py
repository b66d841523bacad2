"""The seed's question, asked of what ships: what should I expect of Imuran, and what have others experienced?"""

import re

import pytest

from experiences.models import Mention, Thread
from medications import lexicon
from tests.meds_kb.test_drug_page import page, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

SPELLINGS = {
    "Imuran": "azathioprine", "Azathioprine": "azathioprine", "Plaquinil": "hydroxychloroquine", "Paquinil": "hydroxychloroquine",
    "Prednisone": "prednisone", "Cytoxan": "cyclophosphamide", "Cytoxin": "cyclophosphamide", "cell-cept": "mycophenolate-mofetil",
    "cellcept": "mycophenolate-mofetil", "Plaquenil": "hydroxychloroquine",
}  # fmt: skip
KIND_OF_PATH = {"drug": "medications", "side_effect": "side-effects", "test": "tests", "condition": "conditions"}


def section(html, anchor):
    """Return the text of the part of a page that a link to an anchor opens."""
    start = html.index(f'id="{anchor}"')
    return read(f"<main>{html[start : html.index('</section>', start)]}</main>")


def test_the_question_is_answered_within_two_clicks_of_the_imuran_page(client):
    assert client.get("/medications/imuran/").headers["Location"] == "/medications/azathioprine/"
    html = page(client)
    links = set(re.findall(r'<a href="([^"]+)"', html))
    assert {"#first-weeks", "#key-facts", "#side-effects", "#what-people-say", "#experiences"} <= links
    assert "6 to 12 weeks" in section(html, "key-facts")
    assert "blood count" in section(html, "first-weeks")
    assert "told of taking azathioprine" in section(html, "what-people-say")
    nausea = "/medications/azathioprine/side-effects/nausea/"
    assert nausea in links
    assert "What sources give" in read(page(client, nausea))
    thread = Thread.objects.get()
    assert thread.get_absolute_url() in links
    assert client.get(thread.get_absolute_url()).status_code == 200


def test_help_stands_before_every_story_on_every_drug_page(client):
    for slug in dict.fromkeys(SPELLINGS.values()):
        html = page(client, f"/medications/{slug}/")
        assert html.index('id="help"') < html.index('id="what-people-say"') < html.index('id="experiences"')
        assert "No clinician has reviewed this page yet." in read(html)


@pytest.mark.parametrize(("spelling", "slug"), SPELLINGS.items())
def test_every_spelling_of_the_thread_leads_to_its_page(client, spelling, slug):
    found = lexicon.current().resolve(spelling)
    assert (found.kind, found.slug) == ("drug", slug)
    answer = client.get(f"/search/?q={spelling}")
    first = re.search(r'<li data-result>.*?<a href="([^"]+)"', answer.content.decode(), re.DOTALL)
    assert first[1] == f"/medications/{slug}/"


def test_every_page_that_the_thread_names_lists_the_thread(client):
    thread = Thread.objects.get()
    named = {
        (kind, slug)
        for mention in Mention.objects.for_thread_page(thread)
        for kind, slug in [(mention.target._meta.model_name, mention.target.slug)]
    }
    paths = {f"/{KIND_OF_PATH[kind.replace('sideeffect', 'side_effect')]}/{slug}/" for kind, slug in named}
    assert {f"/medications/{slug}/" for slug in SPELLINGS.values()} <= paths
    missing = [path for path in paths if f'href="{thread.get_absolute_url()}' not in page(client, path)]
    assert missing == []


def test_every_question_has_an_answer_or_its_safe_next_step_on_every_drug_page(client):
    for slug in dict.fromkeys(SPELLINGS.values()):
        asked = re.findall(
            r'<details id="question-[^"]+">(.*?)</details>', page(client, f"/medications/{slug}/"), re.DOTALL
        )
        assert len(asked) == 18
        assert all(len(read(f"<main>{one}</main>")) > 40 for one in asked)


def test_a_drug_page_with_its_style_stays_within_30_kb_on_the_wire(client):
    for slug in dict.fromkeys(SPELLINGS.values()):
        answer = client.get(f"/medications/{slug}/", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) < 26_000, slug  # the style sheet is some 4 KB more
