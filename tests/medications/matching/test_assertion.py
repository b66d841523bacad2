"""What is said of a thing named: each rule on small sentences."""

import pytest

from tests.medications.matching.small_lexicon import said


@pytest.mark.parametrize(
    "text",
    [
        "no nausea",
        "I have not had any nausea",
        "never had nausea",
        "didn't get nausea",
        "without nausea",
        "nausea: none",
        "Nausea? None.",
        "nausea was never an issue",
        "nausea hasn't been a problem",
        "free of nausea",
        "no hair loss or nausea",
        "I have no sign of nausea so far",
        "neither hair loss nor nausea",
        "the nausea they promised never arrived",
        "nausea has not been part of it for me",
        "the nausea thing never happened to me",
        "I have never had so much as nausea",
        "nausea hasn't set in",
        "the nausea has stayed away",
        "so far so good on the nausea front",
        "nausea just isn't a thing for me",
        "I worried about nausea for nothing",
        "scared of nausea, needn't have worried",
        "Nausea? Not a trace.",
        "still waiting for the nausea that never comes",
        "nausea has been a non issue",
        "I can't believe I got through it without nausea",
        "I can't complain, and without nausea too",
        "nausea was nowhere to be seen",
        "not so much as nausea",
        "I have never needed a thing for nausea",
        "still waiting on the nausea, two months and nothing",
        "I'm off the hook for nausea",
        "that's how little nausea I've had",
    ],
)
def test_denial_is_absent(text):
    assert said(text)["nausea"] == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "nausea all day",
        "not only nausea but headaches",
        "nausea went away after two weeks",
        "never had such nausea",
        "nothing but nausea",
        "no hair loss but nausea",
        "I couldn't work because of nausea",
        "it didn't stop the nausea",
        "the nausea never goes away",
        "apart from nausea no problems",
        "can't cope with the nausea",
        "Nausea? Yes, plenty.",
        "nobody told me about the nausea",
        "anyone else get nausea? mine is awful",
        "no one warned me about nausea",
        "not sure why, but nausea again",
        "I can't get through a day without nausea",
        "nausea without fail",
        "I'm not imagining the nausea",
        "I didn't get along with it, nausea all day",
        "it's not the nausea that bothers me",
        "it isn't the nausea I mind",
        "the nausea is nothing compared to last year",
        "the nausea didn't start until week six",
        "there isn't a week I don't get nausea",
        "I'm never free of nausea",
        "my biggest problem is nausea",
        "never had nausea before this",
        "the nausea it gave me took weeks to go",
        "not even ginger helps my nausea",
        "I can't take it without nausea",
        "hardly a day goes by without nausea",
        "without food I get nausea",
        "I wish I didn't have nausea",
        "not constant nausea, it comes and goes",
    ],
)
def test_effect_had_is_present(text):
    assert said(text)["nausea"] == "present"


def test_denial_reaches_across_a_list_and_no_farther():
    assert said("no hair loss, weight gain or moon face") == {
        "alopecia": "absent",
        "weight-increased": "absent",
        "cushingoid": "absent",
    }
    assert said("no nausea but awful diarrhoea") == {"nausea": "absent", "diarrhoea": "present"}
    assert said("no nausea, just awful diarrhoea") == {"nausea": "absent", "diarrhoea": "present"}
    assert said("no nausea and my hair is falling out") == {"nausea": "absent", "alopecia": "present"}


def test_denial_inside_a_phrase_is_absent():
    assert said("my hair didn't fall out") == {"alopecia": "absent"}


@pytest.mark.parametrize(
    "text",
    [
        "scared of moon face",
        "I worry about moon face",
        "will I get moon face",
        "has anyone had moon face?",
        "is moon face common?",
        "I don't want moon face",
        "moon face is my biggest fear",
        "what if I get moon face",
        "hoping I don't get moon face",
        "moon face?",
        "so anxious about moon face",
    ],
)
def test_fear_or_question_is_feared(text):
    assert said(text) == {"cushingoid": "feared"}


@pytest.mark.parametrize(
    "text",
    [
        "took it for joint pain",
        "Plaquenil helped my joint pain",
        "prescribed for the joint pain",
        "my joint pain is much better",
        "joint pain came back when I stopped",
        "before I started I had joint pain",
        "it took the joint pain away",
        "no improvement in my joint pain",
        "lupus gives me joint pain",
    ],
)
def test_illness_is_the_reason(text):
    assert said(text)["arthralgia"] == "indication"


@pytest.mark.parametrize(
    "text",
    [
        "side effects can include nausea",
        "it may cause nausea",
        "nausea is a common side effect",
        "some people get nausea",
        "watch out for nausea",
        "the leaflet mentions nausea",
    ],
)
def test_general_statement_is_other(text):
    assert said(text) == {"nausea": "other"}


@pytest.mark.parametrize(
    "text",
    [
        "never took cellcept",
        "I'm not on cellcept",
        "haven't tried cellcept",
        "never been on cellcept",
        "I refused cellcept",
    ],
)
def test_drug_not_taken_is_absent(text):
    assert said(text) == {"mycophenolate-mofetil": "absent"}


@pytest.mark.parametrize(
    "text",
    [
        "no problems on cellcept",
        "not on cellcept any more",
        "never had trouble with cellcept",
        "no side effects with cellcept",
    ],
)
def test_drug_taken_is_present(text):
    assert said(text) == {"mycophenolate-mofetil": "present"}


@pytest.mark.parametrize(
    "text", ["hope there is no nausea", "please let there be no nausea", "praying I don't get nausea"]
)
def test_what_one_hopes_not_to_have_is_feared(text):
    assert said(text)["nausea"] == "feared"
