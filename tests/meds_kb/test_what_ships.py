"""What ships answers: each drug has its sheet and plan, the full ones their questions, and help its numbers."""

import pytest

from medications.models import Drug, Fact, Question
from meds_kb import questions_page
from tests.meds_kb.test_appointment import read_plan
from tests.meds_kb.test_texts import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
FEWEST_ANSWERED = 15  # of the 18, for each full page


def test_every_drug_has_a_sheet_and_a_plan(client):
    for slug in Drug.objects.counted().values_list("slug", flat=True):
        _raw, events = read_plan(client, drug=slug)
        assert events, slug
        assert client.get(f"/medications/{slug}/appointment/").status_code == 200


def test_full_drugs_are_answered_from_sources_and_no_open_cell_hides_a_claim():
    grid = questions_page.read_grid()
    claims = set(Fact.objects.for_readers().filter(kind="claim").values_list("drug__slug", "question__slug"))
    for place, drug in enumerate(grid.drugs):
        answered = [row.question.slug for row in grid.rows if row.cells[place].words.startswith("Sources")]
        if drug.page == Drug.Page.FULL:
            assert len(answered) >= FEWEST_ANSWERED, drug
        hidden = {slug for of, slug in claims if of == drug.slug} - set(answered)
        assert not hidden, f"{drug}: {hidden}"
    assert len(grid.rows) == Question.objects.count() == 18


def test_help_page_prints_emergency_numbers_first_each_with_its_source(client):
    words = words_of(client, "/help-now/")
    assert words.index("999 emergency") < words.index("116 123") < words.index("When to call 999")
    assert "checked 27 November 2026" in words


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("pregnant on cellcept", "Could you be pregnant now?"),
        ("stopped prednisone suddenly", "Have you stopped, or run out?"),
    ],
)
def test_search_of_somebody_in_distress_leads_with_whom_to_call(client, query, heading):
    page = client.get("/search/", {"q": query}).content.decode()
    assert 0 < page.find(heading) < page.find("<li data-result")
    assert heading not in client.get("/search/", {"q": "cellcept hair"}).content.decode()
