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


def test_the_first_company_that_is_there_decides():
    effects = ("cushingoid", "angioedema")
    names = [*known_names(), *(KnownName("swollen face", "side_effect", slug, ambiguous=True) for slug in effects)]
    lexicon = Lexicon.build(names)
    assert [m.slug for m in lexicon.find("prednisone, a swollen face")] == ["prednisone", "cushingoid"]
    assert [m.slug for m in lexicon.find("Imuran, a swollen face")] == ["azathioprine", "angioedema"]
    assert lexicon.resolve("swollen face").slug is None


def test_a_verb_of_everyday_is_no_form_of_an_effect_when_it_is_ambiguous_itself():
    names = [
        *known_names(),
        KnownName("scratching", "side_effect", "pruritus"),
        KnownName("scratched", "side_effect", "pruritus", ambiguous=True),
    ]
    lexicon = Lexicon.build(names)
    assert [m.slug for m in lexicon.find("scratching all day")] == ["pruritus"]
    assert not lexicon.find("I scratched the car")


def test_what_no_usual_meaning_is_told_of_takes_up_its_words():
    names = [*known_names(), KnownName("ulcers", "side_effect", "mouth-ulceration", ambiguous=True)]
    assert [m.slug for m in Lexicon.build(names).find("nausea and ulcers")] == ["nausea", "mouth-ulceration"]
    names.append(KnownName("leg ulcers", "side_effect", "rash", ambiguous=True))
    assert [m.slug for m in Lexicon.build(names).find("nausea and leg ulcers")] == ["nausea"]


@pytest.mark.parametrize(
    "text", ["ten weeks of imuran", "a new dress and nausea", "sob story, nausea", "fit again, no nausea"]
)
def test_everyday_words_stay_unlinked_in_any_company(text):
    assert set(slugs(text)) <= {"azathioprine", "nausea"}
    assert found(text)


def test_usual_meanings_are_folded_as_names_are():
    from medications.matching import fold

    assert all(fold(form) == form for form in usual_meanings())
