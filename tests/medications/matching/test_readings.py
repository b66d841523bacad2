"""Values read out in a post."""

from itertools import pairwise

import pytest

from medications.matching import Lexicon
from medications.matching.names import KnownName
from medications.matching.readings import measures

LEXICON = Lexicon.build(
    [
        KnownName("low white blood cells", "side_effect", "leukopenia"),
        KnownName("high liver enzymes", "side_effect", "hepatic-enzyme-increased"),
        KnownName("high blood pressure", "side_effect", "hypertension"),
        KnownName("low haemoglobin", "side_effect", "anaemia"),
        KnownName("high sugar", "side_effect", "hyperglycaemia"),
        KnownName("WBC", "test", "full-blood-count"),
        KnownName("ALT", "test", "liver-function"),
        KnownName("BP", "test", "blood-pressure"),
    ]
)


@pytest.mark.parametrize(
    ("text", "read", "slug"),
    [
        ("my WBC was 2.8 last week", "WBC was 2.8", "leukopenia"),
        ("WBC 2,800", "WBC 2,800", "leukopenia"),
        ("wbc: 2800", "wbc: 2800", "leukopenia"),
        ("ALT of 300.", "ALT of 300", "hepatic-enzyme-increased"),
        ("ALT 3x normal", "ALT 3x normal", "hepatic-enzyme-increased"),
        ("BP 170/100 today", "BP 170/100", "hypertension"),
        ("haemoglobin dropped to 85", "haemoglobin dropped to 85", "anaemia"),
        ("haemoglobin of 8.5", "haemoglobin of 8.5", "anaemia"),
        ("sugar at 14.2", "sugar at 14.2", "hyperglycaemia"),
    ],
)
def test_a_value_out_of_the_usual_names_an_effect(text, read, slug):
    (found,) = LEXICON.find(text)
    assert (found.text, found.slug, found.assertion) == (read, slug, "present")
    assert found.reason.startswith("a value ")


@pytest.mark.parametrize(
    "text",
    [
        "WBC was 6.1",
        "WBC 3 weeks ago",
        "WBC. 2 more tests",
        "ALT 30",
        "BP 118/76",
        "haemoglobin 140",
        "sugar 3 times a day",
        "WBC x",
        "WBC 99999999999",
    ],
)
def test_a_usual_value_or_another_number_names_none(text):
    assert all(one.kind == "test" for one in LEXICON.find(text))


def test_a_value_denied_or_unknown_to_the_lexicon_is_not_said_to_be_had():
    assert [one.assertion for one in LEXICON.find("never had a WBC of 2")] == ["absent"]
    assert Lexicon.build([KnownName("WBC", "test", "full-blood-count")]).find("WBC 2")[0].kind == "test"


def test_measures_of_two_units_do_not_overlap():
    for units in measures().values():
        ranges = sorted((unit.low, unit.high) for unit in units)
        assert all(one[1] < other[0] for one, other in pairwise(ranges))
