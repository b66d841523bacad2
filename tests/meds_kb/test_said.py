"""How what people told becomes the words of a card or a line."""

from decimal import Decimal

import pytest

from experiences import moderation
from experiences.models import Experience
from meds_kb.said import changes, stories, threads
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def test_story_tells_what_was_said_and_leaves_out_what_was_not(aza):
    world.side_effect("nausea")
    world.side_effect("hair loss")
    use = {"drug": "azathioprine", "stage": "stopped", "whose": "other", "dose_amount": 50, "dose_unit": "mg", "dose_period": "a day",
           "duration": "years", "duration_words": "for years", "benefit": "some", "problems": "few",
           "effects": [{"effect": "nausea", "answer": "yes", "outcome": "passed"}, {"effect": "hair-loss", "answer": "no"}]}  # fmt: skip
    thread = world.publish("years", world.told("On Imuran.", experiences=[use]))
    (story,) = stories.newest(5, drug=aza)
    assert story.url == thread.posts.get().get_absolute_url()
    assert (story.drug, story.stage, story.whose) == ("azathioprine", "stopped", "told for someone else")
    assert (story.dose, story.duration, story.condition) == ("50 mg a day", "for years", "")
    assert (story.benefit, story.problems) == ("helped some", "few problems")
    assert story.effects == ["nausea (passed by itself)", "no hair loss"]


def test_stories_are_the_newest_and_only_the_public_ones(aza):
    use = {"drug": "azathioprine", "stage": "starting"}
    thread = world.publish("three", *[world.told(f"Post {n}.", experiences=[use]) for n in range(3)])
    moderation.take_down(thread.posts.last(), by=world.moderator(), now=world.NOW, reason="It names a doctor.")
    assert [story.excerpt for story in stories.newest(5, drug=aza)] == ["Post 1.", "Post 0."]
    assert [story.excerpt for story in stories.newest(1, drug=aza)] == ["Post 1."]


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ((Decimal("50.00"), "mg", "a day"), "50 mg a day"),
        ((Decimal("2.50"), "mg/kg", ""), "2.5 mg/kg"),
        ((None, "", ""), ""),
    ],
)
def test_dose_is_written_as_people_write_it(dose, words):
    assert stories.dose(*dose) == words


def test_long_text_is_cut_at_a_word():
    short = stories.excerpt("word\n\n" * 100)
    assert short.endswith("word …")
    assert len(short) <= stories.EXCERPT + 2
    assert stories.excerpt("  A  short\ntext. ") == "A short text."


@pytest.mark.parametrize(
    ("change", "what", "kind"),
    [
        ({"kind": "replaced", "from_drug": "prednisone", "to_drug": "azathioprine"}, "from prednisone to azathioprine", "replaced"),
        ({"kind": "added", "from_drug": "prednisone", "to_drug": "azathioprine"}, "azathioprine added to prednisone", "added"),
        ({"kind": "added", "to_drug": "azathioprine"}, "azathioprine added", "added"),
        ({"kind": "stopped", "from_drug": "azathioprine"}, "azathioprine stopped", "stopped"),
        ({"kind": "dose_changed", "from_drug": "azathioprine", "to_drug": "azathioprine"}, "another dose of azathioprine", "dose changed"),
        ({"kind": "stopped", "from_drug": "azathioprine", "is_planned": True}, "azathioprine stopped", "stopped, still to come"),
    ],
)  # fmt: skip
def test_change_is_told_in_words(aza, change, what, kind):
    world.drug("prednisone")
    world.publish("a change", world.told("Imuran.", changes=[change]))
    (told,) = changes.touching(aza)
    assert (told.what, told.kind, told.why, told.whose) == (what, kind, "reason not said", "first-hand")


def test_change_says_its_reason_and_the_effect_when_it_is_named(aza):
    world.side_effect("nausea")
    told = [
        {"kind": "stopped", "from_drug": "azathioprine", "reason": "cost"},
        {"kind": "stopped", "from_drug": "azathioprine", "reason": "side_effect", "side_effect": "nausea", "whose": "other"},
    ]  # fmt: skip
    world.publish("two changes", *[world.told(f"Imuran {n}.", changes=[change]) for n, change in enumerate(told)])
    assert [(one.why, one.whose) for one in changes.touching(aza)] == [
        ("nausea", "told for someone else"),
        ("cost", "first-hand"),
    ]


def test_thread_card_names_the_drugs_of_its_public_posts_once(aza):
    world.drug("prednisone")
    world.drug("methotrexate")
    bodies = ("Imuran and prednisone.", "Imuran again.", "And methotrexate.")
    thread = world.publish("drugs", *map(world.told, bodies))
    moderation.take_down(thread.posts.last(), by=world.moderator(), now=world.NOW, reason="It names a doctor.")
    (card,) = threads.naming(drug=aza)
    assert card.drugs == ["azathioprine", "prednisone"]
    assert (card.posts, card.title, card.url) == ("2 posts", "drugs", thread.get_absolute_url())


def test_every_choice_that_can_be_shown_has_words():
    for choices in (Experience.Benefit, Experience.Problems, Experience.Duration, Experience.StopReason):
        for value in choices.values:
            assert bool(stories.said(choices, value)) is (value != "not_said")
