import pytest

from medications.models import Name, Test, site_version
from medications.near_names import SHOWN, holding, looks_alike, of_class
from tests import world

pytestmark = pytest.mark.django_db


def test_a_name_that_holds_every_word_is_near_and_the_shortest_nearest(django_assert_num_queries):
    world.side_effect("leukopenia", "low white count")
    world.topic(Test, "white count with all its parts")
    world.side_effect("white hair")
    with django_assert_num_queries(2):
        found = holding(["white", "count"])
    with django_assert_num_queries(1):
        assert holding(["white", "count"]) == found
    assert found == [("side_effect", "leukopenia"), ("test", "white-count-with-all-its-parts")]


def test_part_of_a_word_is_not_near():
    world.side_effect("hair loss")
    assert holding(["air"]) == []


def test_a_drug_or_an_open_name_is_never_near():
    drug = world.drug("azathioprine", "Imuran tablets")
    Name.objects.create(surface="bad blood", is_ambiguous=True, side_effect=world.side_effect())
    assert drug.names.count() == 2
    assert holding(["tablets"]) == holding(["bad"]) == holding([]) == []


def test_only_the_nearest_few_are_offered():
    for n in range(SHOWN + 2):
        world.side_effect(f"pain number {n}")
    assert len(holding(["pain"])) == SHOWN


def test_classes_and_look_alikes_are_read_once_until_something_readers_see_changes(django_assert_num_queries):
    drug = world.drug()
    world.fact("look_alike", drug, 1)
    assert (looks_alike("lookalike 1"), looks_alike("lookalike 2"), of_class(["class"])) == (
        "Lookalike 1", "", [("drug", "azathioprine")]
    )  # fmt: skip
    with django_assert_num_queries(3):
        assert (looks_alike("Lookalike 2"), of_class(["purines"]), of_class(["a", "purine"])) == ("", [], [])
    world.fact("look_alike", drug, 2)
    type(drug).objects.update(drug_class="a purine")
    site_version.bump()
    assert (looks_alike("Lookalike 2"), of_class(["purines"])) == ("Lookalike 2", [("drug", "azathioprine")])
