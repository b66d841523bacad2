"""What ships: every fact has its source, no name means two things, and what the sources say holds together."""

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from medications.help_lines import COUNTRIES, HELPLINES
from medications.knowledge_files import reading
from medications.models import LabelledEffect

# CIOMS Working Group III: of 100 people, from (included) and to (not included).
BANDS = {
    "very common": (Decimal(10), Decimal(101)),
    "common": (Decimal(1), Decimal(10)),
    "uncommon": (Decimal("0.1"), Decimal(1)),
    "rare": (Decimal("0.01"), Decimal("0.1")),
    "very rare": (Decimal(0), Decimal("0.01")),
}
FULL = ("azathioprine", "cyclophosphamide", "mycophenolate-mofetil", "prednisone", "hydroxychloroquine")
SHORT = ("methotrexate", "belimumab", "anifrolumab", "voclosporin", "rituximab", "leflunomide", "tacrolimus")
RELATED = {
    "prednisolone": "prednisone",
    "methylprednisolone": "prednisone",
    "mycophenolic-acid": "mycophenolate-mofetil",
}


@pytest.fixture(scope="module")
def entries():
    return reading.read()


def of(entries, model):
    return [entry for entry in entries if entry.model == model]


def linked(entry, field):
    return entry.links[field].key if entry.links.get(field) else None


def test_twelve_drugs_ship_five_in_full_and_three_related(entries):
    pages = {entry.key: entry.values["page"] for entry in of(entries, "Drug")}
    assert pages == {
        **dict.fromkeys(FULL, "full"),
        **dict.fromkeys(SHORT, "short"),
        **dict.fromkeys(RELATED, "related"),
    }


def test_every_checked_fact_has_a_source(entries):
    bare = [entry.label for entry in of(entries, "Fact") if entry.values["is_verified"] and not entry.many["sources"]]
    assert bare == []


def test_no_fact_is_checked_on_one_page_of_lesser_weight(entries):
    web = {entry.key for entry in of(entries, "Source") if entry.values["kind"] == "web"}
    weak = []
    for entry in of(entries, "Fact") + of(entries, "LabelledEffect"):
        sources = [ref.key for ref in [entry.links.get("source"), *entry.many.get("sources", [])] if ref]
        if entry.values["is_verified"] and len(sources) == 1 and sources[0] in web:
            weak.append(f"{entry.file}: {entry.label}")
    assert weak == []


def test_no_checked_fact_rests_on_a_source_nobody_read(entries):
    unread = {entry.key for entry in of(entries, "Source") if not entry.values["is_read"]}
    wrong = []
    for entry in of(entries, "Fact") + of(entries, "LabelledEffect"):
        sources = {ref.key for ref in [entry.links.get("source"), *entry.many.get("sources", [])] if ref}
        if entry.values["is_verified"] and sources and sources <= unread:
            wrong.append(f"{entry.file}: {entry.label}")
    assert wrong == []


def test_every_source_is_used_or_waits_for_use(entries):
    """A source that nothing cites is either a leftover or a fact that was lost on the way."""
    cited = {
        ref.key
        for entry in entries
        for ref in [entry.links.get("source"), *entry.many.get("sources", []), *entry.many.get("code_sources", [])]
        if ref
    }
    cited |= {slug for country in COUNTRIES for line in (country.emergency, *country.lines) for slug in line.sources}
    unused = {entry.key for entry in of(entries, "Source")} - cited - {HELPLINES}
    assert len(unused) <= 12, sorted(unused)


def test_no_unambiguous_name_means_two_things(entries):
    meant = defaultdict(set)
    for name in of(entries, "Name"):
        if not name.values["is_ambiguous"]:
            meant[name.values["folded"]].add(name.key)
    assert {form: keys for form, keys in meant.items() if len(keys) > 1} == {}


def test_related_medicines_are_linked_both_ways(entries):
    pairs = {
        (linked(entry, "drug"), linked(entry, "other_drug"))
        for entry in of(entries, "Fact")
        if entry.values["kind"] == "relation"
    }
    for related, ours in RELATED.items():
        assert (related, ours) in pairs
        assert (ours, related) in pairs


def test_related_medicines_are_never_counted(entries):
    counted = {linked(entry, "drug") for entry in of(entries, "DrugEffect")}
    assert counted.isdisjoint(RELATED)


def test_band_and_number_of_the_same_source_and_population_agree(entries):
    rows = defaultdict(lambda: ([], []))
    for entry in of(entries, "LabelledEffect"):
        values = entry.values
        if not values["is_verified"] or values["arm"] != "taking":
            continue
        same = (
            entry.links["drug_effect"].key,
            linked(entry, "source"),
            values["population"],
            values["detail"],
            values["period"],
        )
        bands, numbers = rows[same]
        if values["band"]:
            bands.append(values["band"])
        if values["low"] is not None and values["qualifier"] in ("", "about"):
            numbers += [Decimal(str(values["low"])), Decimal(str(values["high"]))]
    wrong = [
        (same, band, number)
        for same, (bands, numbers) in rows.items()
        for band in bands
        for number in numbers
        if not BANDS[band][0] <= number < BANDS[band][1]
    ]
    assert wrong == []


def test_bands_are_the_ones_of_the_model():
    assert set(BANDS) == set(LabelledEffect.Band.values)


def test_other_arm_stands_beside_its_taking_arm(entries):
    taking = {
        (entry.links["drug_effect"].key, linked(entry, "source"), entry.values["population"])
        for entry in of(entries, "LabelledEffect")
        if entry.values["arm"] == "taking"
    }
    alone = [
        entry.key
        for entry in of(entries, "LabelledEffect")
        if entry.values["arm"] == "not taking"
        and (entry.links["drug_effect"].key, linked(entry, "source"), entry.values["population"]) not in taking
    ]
    assert alone == []


@pytest.mark.parametrize("drug", FULL)
def test_full_drug_answers_at_least_15_of_18_questions(entries, drug):
    questions = {entry.key for entry in of(entries, "Question")}
    answered = {
        linked(entry, "question")
        for entry in of(entries, "Fact")
        if entry.values["kind"] == "claim" and entry.values["is_verified"] and linked(entry, "drug") == drug
    }
    assert len(questions) == 18
    assert len(answered) >= 15, f"open: {sorted(questions - answered)}"


@pytest.mark.parametrize("drug", FULL)
def test_full_drug_has_every_part_of_its_page(entries, drug):
    kinds = {entry.values["kind"] for entry in of(entries, "Fact") if linked(entry, "drug") == drug}
    assert kinds >= {
        "purpose",
        "mechanism",
        "licensed",
        "form",
        "dose",
        "get_help",
        "interaction",
        "look_alike",
        "test",
        "claim",
        "relation",
        "disagreement",
    }


BARE = re.compile(r"\b(is|are|very|most|more) (common|rare|uncommon)\b", re.IGNORECASE)


def test_no_sentence_says_common_or_rare_without_a_number(entries):
    """DESIGN 6, rule 2: the source's band comes with its numbers."""
    bare = [
        f"{entry.file}: {entry.label}: {text}"
        for entry, text in sentences(entries)
        if BARE.search(text) and not any(char.isdigit() for char in text)
    ]
    assert bare == []


def test_no_sentence_says_that_a_drug_caused_a_report(entries):
    assert [text for _entry, text in sentences(entries) if "caused by" in text.lower()] == []


def sentences(entries):
    for entry in entries:
        for field in ("text", "advice", "why", "description", "lead", "next_step", "lupus_too", "caution"):
            if entry.values.get(field):
                yield entry, entry.values[field]
