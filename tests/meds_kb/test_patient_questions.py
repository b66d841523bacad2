"""Questions as patients type them are answered within two clicks of the drug page, or open with the safe next step."""

import html
import re
from pathlib import Path

import pytest

from medications.models import Drug, Fact, LabelledEffect
from meds_kb import questions_page
from meds_kb.known.near import is_answered_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
LINES = (Path(__file__).parent / "patient_questions.txt").read_text().splitlines()
ASKED = [tuple(part.strip() for part in line.split("|")) for line in LINES if not line.startswith("#")]


def text(markup):
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", markup)).split())


class Site:
    """Pages, each drawn once."""

    def __init__(self, client):
        self.client, self.pages = client, {}

    def part(self, address, begins, ends):
        if address not in self.pages:
            self.pages[address] = self.client.get(address).content.decode()
        return text(self.pages[address].partition(begins)[2].partition(ends)[0])


def test_each_is_answered_or_open_with_the_safe_next_step(client):
    site, faults = Site(client), []
    assert len(ASKED) >= 60
    for asked, drug, question, expected in ASKED:
        on_drug = site.part(f"/medications/{drug}/", f'id="question-{question}"', "</details>")
        on_question = site.part(f"/questions/{question}/", f'<h2 id="{drug}"', "<h2 id=")
        lead = site.part(f"/questions/{question}/", "<main", "<h2 id=")
        is_open = "Open." in on_drug
        fine = {
            "OPEN": is_open and "Open." in on_question and "The safe next step." in lead,
            "ASK": "Nobody here can tell you how much to take. Ask your doctor" in lead,
        }.get(expected, expected in on_question and not is_open)
        if not fine:
            faults.append(f"{asked}: {on_drug[:80]} // {on_question[:200]}")
    assert not faults, "\n".join(faults)


def test_questions_for_a_dose_are_declined_where_one_asks_in_own_words(client):
    for asked, _drug, _question, expected in ASKED:
        if expected == "ASK":
            assert "We give no dose and no plan" in text(client.get("/search/", {"q": asked}).content.decode()), asked


def test_own_words_lead_to_the_question(client):
    missed = [
        asked
        for asked, _drug, question, expected in ASKED
        if expected != "ASK" and f"/questions/{question}/" not in client.get("/search/", {"q": asked}).content.decode()
    ]
    assert len(missed) <= len(ASKED) // 20, missed


def test_no_cell_is_open_for_which_a_checked_fact_or_source_answers(client):
    """The slow twin of the grid: every readable fact, one by one."""
    grid = questions_page.read_grid()
    about = {row.question.slug: set(row.question.effects.values_list("slug", flat=True)) for row in grid.rows}
    usable = set(Fact.objects.for_readers().filter(kind="claim").values_list("drug__slug", "question__slug"))
    for one in LabelledEffect.objects.readable().select_related("drug_effect__drug", "drug_effect__side_effect"):
        effect = one.drug_effect.side_effect.slug
        usable |= {
            (one.drug_effect.drug.slug, slug)
            for slug in about
            if effect in about[slug] and is_answered_by(slug, effect)
        }
    for place, drug in enumerate(grid.drugs):
        page = client.get(drug.get_absolute_url()).content.decode()
        for row in grid.rows:
            slug, words = row.question.slug, row.cells[place].words
            item = text(page.partition(f'id="question-{slug}"')[2].partition("</details>")[0])
            if (drug.slug, slug) in usable:
                assert words.startswith("Sources"), f"{drug}: {slug} holds a usable fact and stands open"
                assert "Open." not in item, f"{drug}: {slug} stands open on its page"
            if words.startswith("Sources"):
                assert "Open." not in item, f"{drug}: {slug}"


def test_most_cells_of_the_full_drugs_are_answered_and_the_open_ones_are_these():
    grid = questions_page.read_grid()
    still_open = {
        drug.slug: [row.question.slug for row in grid.rows if not row.cells[place].words.startswith("Sources")]
        for place, drug in enumerate(grid.drugs)
        if drug.page == Drug.Page.FULL
    }
    assert still_open == {
        "azathioprine": ["eyes"],
        "cyclophosphamide": ["sleep-and-mood", "eyes", "sun"],
        "hydroxychloroquine": ["cancer"],
        "mycophenolate-mofetil": ["do-side-effects-pass"],
        "prednisone": ["sun", "cancer"],
    }
