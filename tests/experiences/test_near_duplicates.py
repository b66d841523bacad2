"""Texts that say nearly the same are found, whatever their state; others are not."""

import pytest

from experiences import near_duplicates
from tests import world

TEXT = "I have taken Imuran for three years now and it has kept my kidneys quiet, with only a little nausea at first."


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (TEXT, True),
        (TEXT.upper().replace(",", " -"), True),
        (f"{TEXT} I would take it again.", True),
        (TEXT.replace("three", "four"), True),
        ("I have taken Imuran for a month. My kidneys are well.", False),
        ("", False),
    ],
)
def test_likeness_is_of_the_words_not_of_their_dress(other, is_near):
    assert (near_duplicates.likeness(TEXT, other) >= near_duplicates.ENOUGH) is is_near
    assert near_duplicates.likeness(other, TEXT) == near_duplicates.likeness(TEXT, other)


@pytest.mark.django_db
def test_near_posts_are_found_in_one_query(django_assert_num_queries):
    world.drug("azathioprine", "Imuran")
    thread = world.publish("A thread", world.told(TEXT), world.told("Something else about Imuran."))
    first = thread.posts.first().pk
    with django_assert_num_queries(1):
        assert near_duplicates.near(f"{TEXT} Yes.") == [first]
    assert near_duplicates.near(TEXT, but=first) == []
