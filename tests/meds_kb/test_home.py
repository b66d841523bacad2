"""The first page shows the medicines, and what people told and asked last."""

import pytest

from meds_kb.said import asked, newest
from tests import world

pytestmark = pytest.mark.django_db


def test_home_without_any_row_says_so(client):
    page = client.get("/").content.decode()
    assert "No medicine has been added yet." in page
    assert "Nobody has told anything yet." in page
    assert "There are no questions yet." in page


def test_home_names_each_medicine_and_links_what_was_told_and_asked_last(client):
    world.drug("azathioprine", "Imuran")
    thread = world.publish(
        "What should I expect?",
        world.told("I start Imuran tomorrow.", kind="question", experiences=[{"drug": "azathioprine", "stage": "starting"}]),
        world.told("Years on Imuran."),
    )  # fmt: skip
    page = client.get("/").content.decode()
    assert '<a href="/medications/azathioprine/">Azathioprine</a>' in page
    assert "I start Imuran tomorrow." in page
    assert f'<a href="{thread.get_absolute_url()}">What should I expect?' in page
    assert "1 answer<" in page


def test_post_about_two_medicines_stands_once_with_both():
    world.drug("azathioprine", "Imuran")
    world.drug("prednisone")
    uses = [{"drug": "azathioprine", "stage": "taking"}, {"drug": "prednisone", "stage": "stopped", "whose": "other"}]
    thread = world.publish("Older", world.told(experiences=[{"drug": "prednisone", "stage": "taking"}]))
    thread = world.publish("Both", world.told(experiences=uses))
    [both, older] = newest.told(5)
    assert both.url.startswith(thread.get_absolute_url())
    assert both.drugs == "azathioprine, prednisone"
    assert both.whose == "first-hand, and told for someone else"
    assert [use.stage for use in both.uses] == ["taking it", "stopped"]
    assert older.drugs == "prednisone"
    assert newest.told(1) == [both]


def test_only_threads_that_began_with_a_question_are_questions():
    world.drug("azathioprine", "Imuran")
    world.publish("A story", world.told(), world.told("And you?", kind="question"))
    world.publish("Old question", world.told(kind="question"))
    newest = world.publish("New question", world.told(kind="question"))
    questions = asked.newest(5)
    assert [question.title for question in questions] == ["New question", "Old question"]
    assert questions[0] == asked.Asked("New question", newest.get_absolute_url(), "No answer yet")


@pytest.mark.parametrize(("answers", "words"), [(0, "No answer yet"), (1, "1 answer"), (1200, "1,200 answers")])
def test_answers_are_counted_in_words(answers, words):
    assert asked.answers_in_words(answers) == words
