"""Whom a denial, a fear, a question or a reason in the same sentence is about, and whom it is not."""

import pytest

from medications.matching import KnownName, Lexicon
from tests.medications.matching.small_lexicon import known_names, lexicon, said, slugs


@pytest.mark.parametrize(
    ("text", "slug", "assertion"),
    [
        ("never took cellcept, azathioprine made me nauseous", "azathioprine", "present"),
        ("never took cellcept, azathioprine made me nauseous", "mycophenolate-mofetil", "absent"),
        ("azathioprine was never an option", "azathioprine", "absent"),
        ("it is the lupus not the imuran", "azathioprine", "present"),
        ("without prednisone I am lost", "prednisone", "present"),
        ("so scared of hair loss on cytoxan", "cyclophosphamide", "present"),
        ("scared of cytoxan", "cyclophosphamide", "feared"),
    ],
)
def test_drug_is_denied_or_feared_only_by_words_about_it(text, slug, assertion):
    assert said(text)[slug] == assertion


@pytest.mark.parametrize(
    ("text", "slug", "assertion"),
    [
        ("no nausea, headaches are awful", "headache", "present"),
        ("no diarrhoea, stitches, or nausea", "nausea", "absent"),
        ("I never had headaches before Imuran", "headache", "present"),
        ("I never had headaches like this", "headache", "present"),
        ("not once in five years have I had nausea", "nausea", "absent"),
        ("Is nausea common with this", "nausea", "feared"),
        ("does Imuran cause nausea", "nausea", "feared"),
        ("does Cytoxan cause nausea", "nausea", "feared"),
        ("could my headaches be from Imuran?", "headache", "present"),
        ("it can make you nauseous", "nausea", "other"),
        ("hair loss is what I was most scared of", "alopecia", "feared"),
        ("not as bad as I feared: nausea for a day", "nausea", "present"),
        ("never once needed the nausea pills", "nausea", "other"),
        ("fretting over nausea", "nausea", "feared"),
        ("praying the nausea stays away", "nausea", "feared"),
        ("I hope the nausea isn't too bad", "nausea", "feared"),
        ("if I stop the plaquenil I get joint pain", "arthralgia", "indication"),
        ("high doses may bring on nausea", "nausea", "other"),
        ("my hair was not falling out", "alopecia", "absent"),
        ("it keeps my joint pain in check", "arthralgia", "indication"),
        ("my fatigue is gone and the joint pain with it", "arthralgia", "indication"),
        ("my fatigue is gone and the nausea with it", "nausea", "present"),
        ("since I got sick my trouble is joint pain", "arthralgia", "indication"),
        ("joint pain from the sarcoid, nothing else", "arthralgia", "indication"),
        ("my nephrotic fatigue never lets up", "fatigue", "indication"),
        ("no nausea till now", "nausea", "absent"),
        ("no nausea up to now", "nausea", "absent"),
        ("I never had nausea until now", "nausea", "present"),
        ("nausea I never had, because I eat first", "nausea", "absent"),
        ("they asked about nausea but I haven't had any", "nausea", "absent"),
        (
            "the joint pain and puffiness vanished within days of starting prednisone",
            "arthralgia",
            "indication",
        ),
        ("the joint pain was the spondylitis", "arthralgia", "indication"),
    ],
)
def test_clause_decides_whether_an_effect_is_had(text, slug, assertion):
    assert said(text)[slug] == assertion


@pytest.mark.parametrize(
    ("text", "slug", "assertion"),
    [
        ("I came back with joint pain", "arthralgia", "present"),
        ("my joint pain came back when I halved it", "arthralgia", "indication"),
        ("no more joint pain since Plaquenil", "arthralgia", "indication"),
        ("before Imuran I had joint pain", "arthralgia", "indication"),
        ("before Cytoxan I had joint pain", "arthralgia", "indication"),
        ("stopping Imuran for joint pain", "arthralgia", "present"),
        ("Imuran for joint pain", "arthralgia", "indication"),
    ],
)
def test_illness_is_told_from_the_side_effect_by_the_drug_around_it(text, slug, assertion):
    assert said(text)[slug] == assertion


def test_misspelling_in_pieces_leaves_another_drug_its_name():
    names = [*known_names(), KnownName("hydroxyl chloroquine", "drug", "hydroxychloroquine", is_misspelling=True)]
    built = Lexicon.build(names)
    assert [m.slug for m in built.find("hydroxyl chloroquine")] == ["hydroxychloroquine"]
    assert not built.find("chloroquine")
    assert not built.find("chloroqine")


@pytest.mark.parametrize("spelling", ["prendislone", "predinslone"])
def test_misspelling_nearer_to_prednisolone_is_never_prednisone(spelling):
    assert "prednisone" not in slugs(spelling)


def test_spelling_of_fewer_slips_wins_over_one_that_sounds_as_near():
    assert [m.slug for m in lexicon().find("cellept")] == ["mycophenolate-mofetil"]


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("I was worried about nausea but it never came", "absent"),
        ("scared of nausea, luckily nothing happened", "absent"),
        ("told to expect nausea and got none", "absent"),
        ("I thought I would get nausea but no", "absent"),
        ("I was afraid of nausea and then it happened", "present"),
        ("expected nausea, sure enough it started", "present"),
        ("managed to avoid nausea", "absent"),
        ("no hair loss, got nausea though", "present"),
        ("does it make anyone else nauseous?", "feared"),
    ],
)
def test_what_came_of_a_fear_or_a_warning_decides(text, assertion):
    assert said(text)["nausea"] == assertion


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("lupus fatigue", "indication"),
        ("I had joint pain for years, then I started Plaquenil", "indication"),
        ("I was diagnosed with lupus after joint pain", "indication"),
        ("switched to Imuran because of joint pain", "present"),
        ("I take ibuprofen for the joint pain", "present"),
        ("can't get rid of this joint pain", "present"),
    ],
)
def test_illness_owns_what_is_named_with_it_and_remedies_do_not(text, assertion):
    told = said(text)
    assert told.get("arthralgia", told.get("fatigue")) == assertion


@pytest.mark.parametrize(
    ("text", "slug", "assertion"),
    [
        ("it isn't the prednisone that gives me nausea", "nausea", "present"),
        ("nausea came and never came back", "nausea", "present"),
        ("if anybody gets nausea on this ring your team", "nausea", "other"),
        ("I have a scan because moon face is a worry", "cushingoid", "feared"),
        ("nobody mentions the nausea", "nausea", "present"),
        ("it isn't working, still tired", "fatigue", "indication"),
        ("I don't get joint pain anymore", "arthralgia", "indication"),
        ("I didn't sleep for a week", "insomnia", "present"),
        ("had to stop the Imuran because of headaches and joint pain", "arthralgia", "present"),
        ("if I miss a dose my joint pain is awful", "arthralgia", "indication"),
    ],
)
def test_what_a_clause_denies_fears_or_explains_is_what_it_is_about(text, slug, assertion):
    assert said(text)[slug] == assertion


@pytest.mark.parametrize(
    "text",
    [
        "didn't have any brain fog, gas or nausea",
        "haven't had any dry mouth, nausea, hair loss",
        "didn't get stitches, chills or nausea",
        "not experienced side effects like nausea",
        "no hair loss, bad nausea or moon face",
        "no hair loss, moon face, or the dreaded nausea",
        "no hair loss, nausea or anything like that",
    ],
)
def test_denied_list_may_hold_what_no_name_covers(text):
    assert said(text)["nausea"] == "absent"


def test_a_drug_that_begins_a_clause_ends_the_denial_of_another():
    assert said("never took imuran, prednisone gave me nausea") == {
        "azathioprine": "absent",
        "prednisone": "present",
        "nausea": "present",
    }


def test_what_the_drug_left_as_it_was_is_the_illness():
    assert said("it helps the joint pain, but not the fatigue")["fatigue"] == "indication"


def test_what_something_is_taken_against_is_not_named():
    assert "nausea" not in said("anti-nausea tablets")


def test_what_follows_only_may_still_be_denied():
    assert said("only nausea, no hair loss") == {"nausea": "present", "alopecia": "absent"}


@pytest.mark.parametrize("text", ["the joint pain just won't stop", "joint pain so bad it was stopped"])
def test_what_goes_on_or_stops_the_drug_is_had(text):
    assert said(text)["arthralgia"] == "present"
