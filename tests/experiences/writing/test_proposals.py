"""What a text seems to tell becomes rows to ask about: which drug, how far, which effects, from what to what."""

import pytest

from experiences.writing.proposals import MOST, propose
from tests.medications.matching.small_lexicon import lexicon


def told(text):
    return propose(text, lexicon().find(text))


def stages(text):
    return {use.drug: use.stage for use in told(text).uses}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("I take Imuran.", "taking"),
        ("I have been on Imuran for three years.", "taking"),
        ("I just started Imuran.", "starting"),
        ("She will start Imuran next month.", "starting"),
        ("I am newly on Imuran.", "starting"),
        ("I am thinking about Imuran.", "considering"),
        ("My doctor wants me to try Imuran.", "considering"),
        ("I stopped Imuran.", "stopped"),
        ("Imuran made me sick and then I stopped it.", "stopped"),
        ("My wife was on Imuran.", "stopped"),
        ("Imuran made me sick. Then I stopped it. Now all is well.", "stopped"),
        ("Imuran.", ""),
    ],
)
def test_stage_is_read_from_the_words_around_a_name(text, stage):
    assert stages(text) == {"azathioprine": stage}


def test_effects_go_to_the_drug_they_are_told_of():
    uses = {
        use.drug: use.effects for use in told("Imuran gave me nausea but no hair loss. CellCept gave me diarrhea.").uses
    }
    assert uses["azathioprine"] == {"nausea": ("yes", "nausea"), "alopecia": ("no", "hair loss")}
    assert uses["mycophenolate-mofetil"] == {"diarrhoea": ("yes", "diarrhea")}


def test_what_somebody_switched_because_of_belongs_to_what_they_left():
    found = told("I switched from CellCept to Imuran because of diarrhea.")
    assert found.changes == [("mycophenolate-mofetil", "azathioprine")]
    assert [(use.drug, use.stage, list(use.effects)) for use in found.uses] == [
        ("mycophenolate-mofetil", "stopped", ["diarrhoea"]),
        ("azathioprine", "taking", []),
    ]


def test_fear_is_no_effect_and_a_drug_is_proposed_once_as_it_was_first_written():
    (use,) = told("I take Imuran. I am scared of nausea on imuran.").uses
    assert (use.words, use.effects) == ("Imuran", {})


@pytest.mark.parametrize(
    ("text", "dose", "benefit", "problems"),
    [
        ("I take Imuran 50 mg a day.", ("50", "mg", "a day"), "not_said", "not_said"),
        ("I take Imuran, 1.5 mg daily, and it helps a lot.", ("1.5", "mg", "a day"), "a_lot", "not_said"),
        ("I take Imuran with hardly any problems.", None, "not_said", "few"),
        ("Imuran did not help. No side effects.", None, "none", "none"),
    ],
)
def test_dose_benefit_and_problems_are_read_near_the_name(text, dose, benefit, problems):
    (use,) = told(text).uses
    assert (use.dose and tuple(map(str, use.dose)), use.benefit, use.problems) == (dose, benefit, problems)


def test_endless_repeating_is_read_only_so_far():
    found = told("I take Imuran and have nausea. " * MOST + "I stopped CellCept.")
    assert [(use.drug, use.stage, list(use.effects)) for use in found.uses] == [("azathioprine", "taking", ["nausea"])]
