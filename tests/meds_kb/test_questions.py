"""The grid of questions, and one question across medicines: who answers, what is open, whom to call."""

import pytest

from medications.models import Fact, Test
from meds_kb import questions_page
from tests import world
from tests.meds_kb.test_drug_page import page, read


@pytest.mark.django_db
class TestSmallWorld:
    def test_cell_says_who_answers(self, client):
        aza, pred = world.drug("azathioprine", "Imuran"), world.drug("prednisone")
        hair, effect = world.question("hair"), world.side_effect("hair loss")
        hair.effects.add(effect)
        world.fact("claim", aza, question=hair)
        tells = {"drug": "prednisone", "stage": "taking", "effects": [{"effect": "hair-loss", "answer": "no"}]}
        assert self.words() == {"azathioprine": "Sources", "prednisone": "Open"}
        world.publish("one", world.told("On prednisone.", experiences=[tells]))
        assert self.words() == {"azathioprine": "Sources", "prednisone": "Reports"}
        world.fact("claim", pred, question=hair)
        assert self.words()["prednisone"] == "Sources and reports"
        assert "Sources and reports" in read(page(client, "/questions/"))

    def words(self):
        grid = questions_page.read_grid()
        return {drug.slug: cell.words for drug, cell in zip(grid.drugs, grid.rows[0].cells, strict=True)}

    def test_unchecked_claim_leaves_the_cell_open(self):
        world.fact("claim", world.drug(), question=world.question("hair"), is_verified=False)
        assert self.words() == {"azathioprine": "Open"}

    def test_interaction_with_a_vaccine_answers_that_question_and_the_one_on_mixing(self):
        aza = world.drug()
        for slug in ("vaccines", "alcohol", "with-other-drugs"):
            world.question(slug)
        Fact.objects.filter(pk=world.fact("interaction", aza).pk).update(other_name="live vaccines")
        rows = questions_page.read_grid().rows
        assert {row.question.slug: row.cells[0].words for row in rows} == {
            "vaccines": "Sources", "alcohol": "Open", "with-other-drugs": "Sources",
        }  # fmt: skip

    def test_test_schedule_answers_which_tests(self, client):
        asks, blood = world.question("liver-and-tests"), world.topic(Test, "blood count")
        asks.tests.add(blood)
        world.fact("test", world.drug(), test=blood, before_start="yes")
        assert self.words() == {"azathioprine": "Sources"}
        assert "Blood count, before the start. A test sentence" in read(page(client, "/questions/liver-and-tests/"))

    def test_open_drug_says_so_with_the_safe_next_step(self, client):
        world.drug()
        world.question("hair")
        shown = read(page(client, "/questions/hair/"))
        assert "The safe next step. Ask your team." in shown
        assert "Open. We have no checked answer for azathioprine yet." in shown

    def test_sources_stand_side_by_side_with_their_people_and_mark(self, client):
        aza, asks = world.drug(), world.question("hair")
        world.fact("claim", aza, 1, question=asks, population="people with lupus", region="UK")
        world.fact("claim", aza, 2, question=asks, population="people with a transplant", check_again_on="2020-01-01")
        world.fact("disagreement", aza, 3, question=asks)
        shown = read(page(client, "/questions/hair/"))
        assert "UK Said of people with lupus." in shown
        assert "Said of people with a transplant. Due for another check" in shown
        assert "Where sources disagree A disagreement sentence, number 3." in shown

    def test_reports_show_three_counts_and_no_share_under_five(self, client):
        world.drug()
        world.question("hair").effects.add(world.side_effect("hair loss"))
        uses = [{"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "hair-loss", "answer": answer}]}
                for answer in ("yes", "yes", "no")]  # fmt: skip
        silent = {"drug": "azathioprine", "stage": "taking"}
        world.publish("four", *(world.told(experiences=[use]) for use in (*uses, silent)))
        shown = read(page(client, "/questions/hair/"))
        assert "Hair loss: 2 yes, 1 no, 1 did not mention" in shown
        assert "of 100" not in shown

    @pytest.mark.parametrize("slug", questions_page.CALL_FIRST)
    def test_pregnancy_and_stopping_lead_with_whom_to_call(self, client, slug):
        world.fact("claim", world.drug(), question=world.question(slug))
        html = page(client, f"/questions/{slug}/")
        assert html.index("Who to call") < html.index("A claim sentence")

    def test_reasons_for_stopping_answer_how_people_come_off(self, client):
        world.drug()
        world.question("tapering-and-stopping")
        use = {"drug": "azathioprine", "stage": "stopped", "stop_reason": "remission"}
        world.publish("stopped", world.told(experiences=[use]))
        assert "Why they stopped: remission: 1. Of 1 who took it." in read(
            page(client, "/questions/tapering-and-stopping/")
        )

    def test_unknown_question_is_not_found(self, client):
        assert client.get("/questions/no-such-question/").status_code == 404
