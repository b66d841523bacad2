"""The knowledge files: loaded whole or not at all, again without harm, and never over a curator's words."""

from textwrap import dedent

import pytest

from medications.knowledge_files.entries import BrokenKnowledge
from medications.knowledge_files.loading import is_current, load
from medications.models import Drug, Fact, LabelledEffect, Name, ShippedEntry, SideEffect, SiteVersion, Source

pytestmark = pytest.mark.django_db

SOURCES = """
    - {id: leaflet, title: A leaflet, publisher: NHS, year: 2024, kind: leaflet, checked: 2026-11-23}
    - {id: shop, title: A shop's page, kind: web}
"""
EFFECTS = """
    - effect: nausea
      term: nausea
      plain_name: feeling sick
      description: You feel that you may be sick.
      body_system: Stomach and bowel
      organ_class: Gastrointestinal disorders
      urgency: mild
      names: [queasy]
      ambiguous: [ill]
"""
TESTS = """
    - {test: blood-count, name: full blood count, plain_name: blood count, description: Counts cells., names: [FBC], sources: [leaflet]}
"""
CONDITIONS = """
    - {condition: lupus, name: systemic lupus erythematosus, plain_name: lupus, description: An illness., names: [SLE], sources: [leaflet]}
"""
QUESTIONS = """
    - {question: stomach, title: Will it upset my stomach?, short: Stomach, next_step: Ask your pharmacist., effects: [nausea], tests: []}
"""
TERMS = """
    - {term: platelet, name: platelet, forms: [platelets], meaning: It helps blood to clot.}
    - {term: marrow, name: bone marrow, meaning: It makes blood., sources: [leaflet]}
"""
PATIENT_WORDS = """
    side_effects:
      nausea: [sick to my stomach]
"""
DRUG = """
    drug: testazine
    name: testazine
    page: full
    group: Tablets
    class: test drug
    tags: [tablets]
    codes:
      atc: {code: L04AX01, sources: [leaflet]}
    names:
      brands: [{name: Brandex, regions: [UK], sources: [leaflet]}]
      misspellings: [testazene]
      ambiguous: [{name: testa, note: It can be another drug.}]
    check_again_on: 2027-11-23
    purpose: [{id: purpose, text: It calms lupus., sources: [leaflet]}]
    get_help: [{id: help, when: now, text: Get help when you cannot breathe., sources: [], verified: false}]
    interactions: [{id: with-x, with: grapefruit, severity: major, text: It raises the level., advice: Ask first., sources: [leaflet]}]
    tests: [{id: count, test: blood-count, text: Every 2 weeks at first., why: It counts cells., sources: [leaflet]}]
    claims: [{id: stomach, question: stomach, text: It can upset the stomach., low: 1, high: 2, unit: weeks, sources: [leaflet]}]
    side_effects:
      - effect: nausea
        seriousness: mild
        note: It often eases.
        note_sources: [leaflet]
        sources_say:
          - {source: leaflet, band: common}
          - {source: leaflet, percent: 12.5, population: people with lupus, group: lupus, of: 40}
"""


@pytest.fixture
def folder(tmp_path):
    """A small, whole set of knowledge files."""
    (tmp_path / "drugs").mkdir()
    files = {
        "sources": SOURCES,
        "side_effects": EFFECTS,
        "tests": TESTS,
        "conditions": CONDITIONS,
        "questions": QUESTIONS,
        "terms": TERMS,
        "patient_words": PATIENT_WORDS,
        "drugs/testazine": DRUG,
    }
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return tmp_path


def rewrite(folder, name, old, new):
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def everything():
    """What the tables hold, to show that nothing changed."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Source, SideEffect, Drug, Name, Fact, LabelledEffect, ShippedEntry, SiteVersion)
    }


def test_load_makes_every_kind_of_row(folder):
    load(folder)
    drug = Drug.objects.get(slug="testazine")
    assert set(drug.names.values_list("folded", "is_ambiguous")) == {
        ("testazine", False),
        ("brandex", False),
        ("testazene", False),
        ("testa", True),
    }
    assert sorted(drug.facts.values_list("kind", flat=True)) == [
        "claim",
        "effect_note",
        "get_help",
        "interaction",
        "purpose",
        "test",
    ]
    rows = LabelledEffect.objects.filter(drug_effect__drug=drug).values_list("band", "low", "total")
    assert [(band, low and float(low), total) for band, low, total in rows] == [("common", None, None), ("", 12.5, 40)]
    assert set(drug.tags.names()) == {"tablets"}
    assert str(drug.facts.get(kind="claim").check_again_on) == "2027-11-23"


def test_second_load_changes_nothing(folder):
    load(folder)
    before = everything()
    summary = load(folder)
    assert (summary.created, summary.updated, summary.removed, summary.kept) == (0, 0, 0, ())
    assert everything() == before


def test_load_names_the_system_account_in_the_history(folder):
    load(folder)
    entry = Drug.history.get(slug="testazine")
    assert entry.history_user.username == "the-site-itself"
    assert not entry.history_user.has_usable_password()
    assert not entry.history_user.is_active


def test_changed_file_updates_its_row_and_raises_the_version(folder):
    load(folder)
    version = SiteVersion.objects.get().content
    rewrite(folder, "drugs/testazine", "It calms lupus.", "It keeps lupus quiet.")
    rewrite(folder, "drugs/testazine", "It often eases.", "It mostly eases.")
    assert not is_current(folder)
    summary = load(folder)
    assert summary.updated == 2
    assert set(Fact.objects.filter(kind__in=["purpose", "effect_note"]).values_list("text", flat=True)) == {
        "It keeps lupus quiet.",
        "It mostly eases.",
    }
    assert SiteVersion.objects.get().content == version + 1
    assert is_current(folder)


def test_changed_sources_update_the_links(folder):
    load(folder)
    rewrite(
        folder, "drugs/testazine", "It calms lupus., sources: [leaflet]", "It calms lupus., sources: [leaflet, shop]"
    )
    load(folder)
    assert set(Fact.objects.get(kind="purpose").sources.values_list("slug", flat=True)) == {"leaflet", "shop"}


def test_curators_words_stay(folder):
    load(folder)
    Fact.objects.filter(kind="purpose").update(text="A curator's better sentence.")
    rewrite(folder, "drugs/testazine", "It calms lupus.", "It keeps lupus quiet.")
    summary = load(folder)
    assert Fact.objects.get(kind="purpose").text == "A curator's better sentence."
    assert len(summary.kept) == 1


def test_what_a_curator_removed_stays_away(folder):
    load(folder)
    Fact.objects.filter(kind="interaction").delete()
    load(folder)
    assert not Fact.objects.filter(kind="interaction").exists()


def test_curators_own_row_is_not_made_twice(folder):
    Source.objects.create(slug="leaflet", title="The curator's own entry", kind="leaflet")
    summary = load(folder)
    assert Source.objects.get(slug="leaflet").title == "The curator's own entry"
    assert any("leaflet" in line for line in summary.kept)
    assert Fact.objects.get(kind="purpose").sources.get().title == "The curator's own entry"


def test_entry_gone_from_the_files_goes(folder):
    load(folder)
    rewrite(folder, "drugs/testazine", "purpose: [{id: purpose, text: It calms lupus., sources: [leaflet]}]", "")
    summary = load(folder)
    assert summary.removed == 1
    assert not Fact.objects.filter(kind="purpose").exists()


def test_one_page_of_lesser_weight_makes_no_checked_fact(folder):
    rewrite(folder, "drugs/testazine", "It calms lupus., sources: [leaflet]", "It calms lupus., sources: [shop]")
    load(folder)
    assert not Fact.objects.get(kind="purpose").is_verified


BROKEN = {
    "unknown key": (
        "drugs/testazine",
        "page: full",
        "page: full\npags: full",
        "drugs/testazine.yaml: testazine: nobody knows the key “pags”",
    ),
    "missing key": ("drugs/testazine", "class: test drug", "", "“class” is missing"),
    "no source": (
        "drugs/testazine",
        "It calms lupus., sources: [leaflet]",
        "It calms lupus., sources: []",
        "purpose: purpose: is marked as checked but names no source",
    ),
    "unknown source": (
        "drugs/testazine",
        "percent: 12.5",
        "percent: 12.5, detail: x}\n      - {source: nowhere",
        "points to an unknown source: nowhere",
    ),
    "unknown effect": ("drugs/testazine", "effect: nausea", "effect: naussea", "unknown sideeffect: naussea"),
    "bad choice": ("drugs/testazine", "severity: major", "severity: huge", "interactions: with-x: severity"),
    "bad number": ("drugs/testazine", "percent: 12.5", "percent: a lot", "“percent” should be a number"),
    "share above 100": ("drugs/testazine", "percent: 12.5", "percent: 125", "Give both figures, of 100"),
    "number in unchecked warning": (
        "drugs/testazine",
        "Get help when",
        "Within 2 hours get help when",
        "get_help: help: is shown to readers though unchecked",
    ),
    "bad yaml": ("drugs/testazine", "page: full", "page: [full", "is not valid YAML"),
    "key twice": ("drugs/testazine", "page: full", "page: full\npage: short", "the key 'page' stands twice"),
    "entry twice": ("sources", "- {id: shop", "- {id: leaflet", "stands twice"),
    "one name, two things": ("side_effects", "names: [queasy]", "names: [Brandex]", "the same form stands in"),
    "sure and unsure": ("side_effects", "ambiguous: [ill]", "ambiguous: [FBC]", "the same form stands in"),
    "not a list": ("tests", "- {test: blood-count", "blood: {test: blood-count", "should be a list of entries"),
    "one word, two meanings": ("terms", "name: bone marrow", "name: platelets", "stands for platelet already"),
    "word of nothing": ("patient_words", "nausea:", "naussea:", "unknown sideeffect: naussea"),
    "bad day": ("sources", "checked: 2026-11-23", "checked: yesterday", "should be a day"),
    "wrong file name": (
        "drugs/testazine",
        "drug: testazine",
        "drug: other",
        "the file should have the name of its drug",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_file_says_where_and_why_and_changes_nothing(folder, name, old, new, reason):
    load(folder)
    before = everything()
    rewrite(folder, name, old, new)
    with pytest.raises(BrokenKnowledge) as caught:
        load(folder)
    assert reason in str(caught.value)
    assert f"{name}.yaml: " in str(caught.value)
    assert everything() == before


def test_missing_file_is_named(folder):
    (folder / "questions.yaml").unlink()
    with pytest.raises(BrokenKnowledge, match=r"questions\.yaml: the file: is missing"):
        load(folder)


def test_entry_gone_from_the_files_stays_when_a_curator_changed_it(folder):
    load(folder)
    fact = Fact.objects.get(kind="purpose")
    fact.text = "A curator's better sentence."
    fact.save()
    rewrite(folder, "drugs/testazine", "purpose: [{id: purpose, text: It calms lupus., sources: [leaflet]}]", "")
    summary = load(folder)
    assert Fact.objects.get(kind="purpose").text == "A curator's better sentence."
    assert len(summary.kept) == 1
