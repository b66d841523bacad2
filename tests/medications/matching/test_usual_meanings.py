"""What an ambiguous form means in a text: its plain sense in company, never an everyday word."""

import pytest

from medications.matching import KnownName, Lexicon
from medications.matching.settling import usual_meanings
from tests.medications.matching.small_lexicon import found, known_names, slugs


def test_bruising_is_bruising_whatever_lies_behind_it():
    effects = ("increased-tendency-to-bruise", "thrombocytopenia")
    names = [*known_names(), *(KnownName("bruising", "side_effect", slug, ambiguous=True) for slug in effects)]
    lexicon = Lexicon.build(names)
    assert [m.slug for m in lexicon.find("such bruising")] == ["increased-tendency-to-bruise"]
    assert lexicon.resolve("bruising").slug is None


def test_sweats_need_company():
    names = [*known_names(), KnownName("weak", "side_effect", "asthenia", ambiguous=True)]
    lexicon = Lexicon.build(names)
    assert not lexicon.find("a weak excuse")
    assert [m.slug for m in lexicon.find("so weak and nauseous")] == ["asthenia", "nausea"]
    assert [m.slug for m in lexicon.find("so weak", thread_drugs=frozenset(["azathioprine"]))] == ["asthenia"]


@pytest.mark.parametrize(
    "text", ["ten weeks of imuran", "a new dress and nausea", "sob story, nausea", "fit again, no nausea"]
)
def test_everyday_words_stay_unlinked_in_any_company(text):
    assert set(slugs(text)) <= {"azathioprine", "nausea"}
    assert found(text)


def test_usual_meanings_are_folded_as_names_are():
    from medications.matching import fold

    assert all(fold(form) == form for form in usual_meanings())
