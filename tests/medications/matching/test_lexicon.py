"""Which stretches of a text link, and which near ones do not."""

import pytest

from medications.matching import KnownName, Lexicon
from tests.medications.matching.small_lexicon import found, known_names, lexicon, slugs


@pytest.mark.parametrize(
    ("text", "slug", "surface"),
    [
        ("put on Imuran today", "azathioprine", "Imuran"),
        ("IMURAN", "azathioprine", "IMURAN"),
        ("my immuran", "azathioprine", "immuran"),
        ("imurran", "azathioprine", "imurran"),
        ("Paquinil", "hydroxychloroquine", "Paquinil"),
        ("placquenil's fine", "hydroxychloroquine", "placquenil"),
        ("imuran50", "azathioprine", "imuran"),
        ("50mgimuran", "azathioprine", "imuran"),
        ("imuran50mg", "azathioprine", "imuran"),
        ("cell-cept", "mycophenolate-mofetil", "cell-cept"),
        ("cell sept", "mycophenolate-mofetil", "cell sept"),
        ("hydroxy chloroquine", "hydroxychloroquine", "hydroxy chloroquine"),
        ("prednisoneee", "prednisone", "prednisoneee"),
        ("prednísone", "prednisone", "prednísone"),
        ("predisolone", "prednisolone", "predisolone"),
        ("mycophenolic acid", "mycophenolic-acid", "mycophenolic acid"),
        ("citoxin", "cyclophosphamide", "citoxin"),
        ("on 1muran 50 mg", "azathioprine", "1muran"),
        ("prednis0ne20mg", "prednisone", "prednis0ne"),
        ("plaquen1l/", "hydroxychloroquine", "plaquen1l"),
        ("my im uran", "azathioprine", "im uran"),
        ("be nlysta is not ours, but my fortic is", "mycophenolic-acid", "my fortic"),
    ],
)
def test_spelling_links_to_its_own_drug(text, slug, surface):
    assert [(one[0], one[1]) for one in found(text)] == [(surface, slug)]


@pytest.mark.parametrize(
    "word",
    [
        "hydroxyzine",
        "hydroxyurea",
        "hydralazine",
        "chloroquine",
        "cloroquine",
        "chloroquin",
        "cytotec",
        "cytosar",
        "cytokine",
        "cyclosporine",
        "ciclosporin",
        "cyclosporin",
        "imdur",
        "Imran",
        "immune",
        "immunity",
        "celexa",
        "celebrex",
        "accept",
        "plavix",
        "plaque",
        "predict",
        "primidone",
        "azacitidine",
        "azithromycin",
        "mercaptopurine",
        "ifosfamide",
        "cells",
        "person",
        "imugan",
        "immucyst",
        "plaquemine",
        "b12",
        "h1n1",
        "pl4qu3",
    ],
)
def test_lookalike_never_links(word):
    assert slugs(f"I take {word} 20 mg") == []


def test_slash_and_plus_part_two_drugs():
    assert slugs("plaquenil/prednisone and imuran+cytoxan") == [
        "hydroxychloroquine",
        "prednisone",
        "azathioprine",
        "cyclophosphamide",
    ]


@pytest.mark.parametrize("form", ["pred", "cyclo", "hydroxy", "aza", "MPA", "myco", "CTX", "steroids"])
def test_short_form_alone_never_links(form):
    assert slugs(f"the {form} was fine") == []


def test_short_form_is_settled_by_the_thread():
    assert slugs("the aza was fine", thread_drugs=frozenset({"azathioprine"})) == ["azathioprine"]
    assert slugs("the pred was fine", thread_drugs=frozenset({"prednisolone"})) == ["prednisolone"]
    assert slugs("the pred was fine", thread_drugs=frozenset({"prednisolone", "prednisone"})) == []


def test_short_form_is_settled_by_another_name_in_the_text():
    assert slugs("on prednisone again. pred is hard") == ["prednisone", "prednisone"]


def test_short_form_stays_open_beside_another_drug_it_is_short_for():
    assert slugs("I take cyclosporine. cyclo 300 mg") == []
    assert slugs("cyclo sporin 250 mg, and cyclophosphamide") == ["cyclophosphamide"]
    assert slugs("hydroxy zine 100 mg") == []
    assert slugs("prednisone and pred forte drops, and a steroid shot") == ["prednisone"]


def test_name_in_pieces_or_run_together_is_one_name():
    assert slugs("cy toxan") == ["cyclophosphamide"]
    assert slugs("mycophenolatemofetil") == ["mycophenolate-mofetil"]


@pytest.mark.parametrize(
    "text",
    ["two deltas since May", "the deltas one by one", "each cell kept well", "a cell sent by mail", "plaque oil"],
)
def test_everyday_words_are_no_pieces_of_a_name(text):
    assert slugs(text) == []


def test_everyday_words_are_pieces_of_a_name_beside_a_dose():
    assert found("cell kept 1000 mg a day")[0][:2] == ("cell kept", "mycophenolate-mofetil")
    assert slugs("the deltas since 2019") == []


def test_word_after_a_name_in_pieces_is_no_piece():
    assert [one[0] for one in found("hydroxy chloroquine then plaqueni is")] == ["hydroxy chloroquine", "plaqueni"]


@pytest.mark.parametrize("word", ["prednislne", "prednislone", "prednisolne", "cytooxin", "cyttoxin"])
def test_spelling_between_two_drugs_is_neither(word):
    assert slugs(word) == []


def test_short_form_is_settled_by_a_usual_dose():
    assert slugs("aza 100mg daily") == ["azathioprine"]
    assert slugs("hydroxy 200 mg twice a day") == ["hydroxychloroquine"]
    assert slugs("hydroxy 25 mg at night") == []
    assert slugs("pred 40mg") == []


@pytest.mark.parametrize("word", ["ten", "dress", "fit", "PE", "sob", "spots"])
def test_everyday_word_never_links(word):
    assert slugs(f"my {word} again") == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("whites have dropped", "leukopenia"),
        ("my white count was low again", "leukopenia"),
        ("low white blood cell count", "leukopenia"),
        ("hair was coming out in handfuls", "alopecia"),
        ("my hair has been falling out", "alopecia"),
        ("put on loads of weight", "weight-increased"),
        ("can't sleep", "insomnia"),
        ("can’t really sleep", "insomnia"),
        ("joints are so painful", "arthralgia"),
        ("the runs", "diarrhoea"),
        ("nausia", "nausea"),
        ("diarhea", "diarrhoea"),
    ],
)
def test_phrase_links_with_words_between_and_in_other_forms(text, slug):
    assert slugs(text) == [slug]


def test_longer_name_hides_a_shorter_one_inside():
    assert slugs("high blood pressure") == ["hypertension"]
    assert slugs("drenched in night sweats") == []


def test_phrase_does_not_cross_a_sentence():
    assert slugs("I washed my hair. Loss of nerve") == []


def test_curator_adds_a_drug_without_code():
    grown = Lexicon.build([*known_names(), KnownName("sirolimus", "drug", "sirolimus", own=True)])
    assert [m.slug for m in grown.find("on sirolimas 2mg")] == ["sirolimus"]


def test_explain_says_why_it_linked_and_why_not():
    told = {one.text: (one.slug, one.reason) for one in lexicon().explain("Paquinil, cytotecs and some pred")}
    assert told["Paquinil"][0] == "hydroxychloroquine"
    assert "distance" in told["Paquinil"][1]
    assert told["pred"] == (None, "may mean several things (methylprednisolone, prednisolone, prednisone)")


def test_unknown_names_are_frequent_drug_like_words():
    texts = ["saw zorbimab work", "zorbimab again", "zorbimab and Imuran", "flibbet"]
    assert [(one.surface, one.texts) for one in lexicon().unknown_names(texts)] == [("zorbimab", 3)]


def test_x_at_the_end_is_no_plural():
    grown = Lexicon.build([*known_names(), KnownName("Imurek", "drug", "azathioprine", own=True)])
    assert [m.text for m in grown.find("imureks, not imurex")] == ["imureks"]


def test_a_name_that_holds_a_drug_is_found_only_as_written():
    names = [
        KnownName("prednisone", "drug", "prednisone", own=True),
        KnownName("prednisone face", "side_effect", "cushingoid"),
    ]
    lexicon = Lexicon.build(names)
    assert [one.slug for one in lexicon.find("my prednisone face")] == ["cushingoid"]
    assert [one.slug for one in lexicon.find("off prednisone my face is thin")] == ["prednisone"]


def test_a_short_form_asks_the_thread_only_where_it_stands():
    def unasked():
        raise AssertionError("the thread is not read")

    assert lexicon().others_meant("On Imuran 50 mg", unasked) == frozenset()
    assert "ciclosporin" in lexicon().others_meant("On cyclo 300 mg", lambda: ["I had ciclosporine once"])
    assert lexicon().others_meant("On cyclo 300 mg", lambda: ["I had Imuran once"]) == frozenset()


@pytest.mark.parametrize(
    ("word", "links"), [("aravva", True), ("aravan", False), ("arova", False), ("plaquinel", True)]
)
def test_of_a_short_brand_that_nobody_misspells_only_the_plainest_slips_are_read(word, links):
    small = Lexicon.build([*known_names(), KnownName("Arava", "drug", "leflunomide", own=True)])
    assert bool(small.find(word)) is links
