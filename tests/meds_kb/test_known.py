"""How rows of what is known become the lines of a page."""

from datetime import date
from decimal import Decimal

import pytest

from medications.models import Drug, Fact, LabelledEffect, Question, Test
from meds_kb.known import answers, basics, effects, reading, relations, warnings
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import GENERAL_CAUTION, Lines, by_kind
from tests import world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def lines_for(drug, today=TODAY):
    sources, _codes = reading.sources_for_drug_page(drug)
    return Lines(Shelf(), sources, today)


def kinds_of(drug):
    own, of_others = reading.facts_about(drug)
    return by_kind(own), by_kind(of_others)


def warnings_of(drug):
    return warnings.warnings(*kinds_of(drug), lines_for(drug))


def test_checked_line_names_its_sources_population_and_region(aza):
    fact = world.fact("claim", aza, question=world.question(), population="people with lupus", region="UK")
    line = lines_for(aza).line(fact)
    assert (line.population, line.region, line.caution) == ("people with lupus", "UK", "")
    assert [source.href for source in line.sources] == ["#source-label-0", "#source-label"]


def test_unchecked_warning_is_a_general_caution_without_sources(aza):
    world.fact("get_help", aza, is_verified=False)
    (line,) = warnings_of(aza).now
    assert (line.caution, line.sources) == (GENERAL_CAUTION, ())


def test_other_unchecked_facts_are_never_read(aza):
    for kind in Fact.Kind.values:
        more = {"claim": {"question": world.question()}, "test": {"test": world.topic(Test, "blood count")},
                "effect_note": {"side_effect": world.side_effect()}}.get(kind, {})  # fmt: skip
        world.fact(kind, aza, is_verified=False, **more)
    kinds, _others = kinds_of(aza)
    assert {kind for kind, facts in kinds.items() if facts} == {"get_help", "boxed", "interaction"}


@pytest.mark.parametrize(("again", "stale"), [(None, False), (date(2026, 11, 24), False), (date(2026, 11, 23), True)])
def test_line_is_stale_the_day_after_it_was_due(aza, again, stale):
    fact = world.fact("purpose", aza, check_again_on=again)
    assert lines_for(aza).line(fact).is_stale is stale


def test_warnings_stand_by_urgency_and_critical_claims_among_them(aza):
    fact = world.fact("get_help", aza, 1)
    Fact.objects.filter(pk=fact.pk).update(when="today")
    world.fact("get_help", aza, 2)
    world.fact("claim", aza, 3, question=world.question(), is_critical=True)
    world.fact("claim", aza, 4, question=world.question())
    found = warnings_of(aza)
    assert [line.text for line in found.today] == [fact.text]
    assert [len(found.now), len(found.critical)] == [1, 1]


def test_what_must_not_be_mixed_comes_first_then_by_severity(aza):
    for n, (severity, never) in enumerate([("minor", False), ("major", False), ("moderate", False), ("minor", True)]):
        Fact.objects.filter(pk=world.fact("interaction", aza, n).pk).update(severity=severity, must_not_mix=never)
    groups = warnings_of(aza).mixes
    assert [group.heading for group in groups] == [warnings.NOT_TOGETHER, *warnings.BY_SEVERITY.values()]
    assert [group.lines[0].subject for group in groups] == ["Medicine 3", "Medicine 1", "Medicine 2", "Medicine 0"]


def test_an_interaction_told_on_one_page_stands_on_both_and_once_on_each(aza):
    mtx = world.drug("methotrexate")
    world.fact("interaction", aza, other_drug=mtx)
    assert [line.subject for group in warnings_of(mtx).mixes for line in group.lines] == ["azathioprine"]
    world.fact("interaction", mtx, 1, other_drug=aza)
    (line,) = [line for group in warnings_of(mtx).mixes for line in group.lines]
    assert (line.text, line.subject_url) == ("A interaction sentence, number 1.", "/medications/azathioprine/")


def test_look_alikes_link_to_a_drug_of_ours_and_only_name_another(aza):
    other = world.drug("azacitidine")
    world.fact("look_alike", aza, 0, other_drug=other)
    Fact.objects.filter(kind="look_alike").update(other_name="azaCITIDine")
    world.fact("look_alike", aza, 1)
    ours, theirs = warnings_of(aza).look_alikes
    assert (ours.subject, ours.subject_url) == ("azaCITIDine", "/medications/azacitidine/")
    assert (theirs.subject, theirs.subject_url) == ("Lookalike 1", "")
    assert [line.subject for line in warnings_of(other).look_alikes] == ["azathioprine"]


def test_relations_keep_benefit_and_related_medicines_apart(aza):
    related, mmf = world.drug("mercaptopurine", page=Drug.Page.RELATED), world.drug("mycophenolate")
    world.fact("relation", aza, 0, other_drug=related)
    for n, kind in enumerate(("compared-efficacy", "combined-with"), 1):
        Fact.objects.filter(pk=world.fact("relation", aza, n, other_drug=mmf).pk).update(relation_type=kind)
    own, others = kinds_of(aza)
    found = relations.relations(own["relation"], others["relation"], lines_for(aza))
    assert [one.name for one in found.relatives] == ["Medicine 0"]
    assert [line.label for line in found.benefit] == ["compared: how well it works"]
    assert [line.label for line in found.told] == ["taken together with"]


def test_relation_of_another_page_is_shown_unless_this_page_says_as_much(aza):
    mmf = world.drug("mycophenolate")
    world.fact("relation", mmf, 0, other_drug=aza)
    own, others = kinds_of(aza)
    found = relations.relations(own["relation"], others["relation"], lines_for(aza))
    assert [line.subject for line in found.told] == ["mycophenolate"]
    world.fact("relation", aza, 1, other_drug=mmf)
    own, others = kinds_of(aza)
    found = relations.relations(own["relation"], others["relation"], lines_for(aza))
    assert [line.text for line in found.told] == ["A relation sentence, number 1."]


def test_every_question_has_an_answer_and_open_ones_their_next_step(aza):
    asked, open_one = world.question("hair"), world.question("eyes")
    world.fact("claim", aza, question=asked, low=4, high=12, unit="weeks", topic="fertility")
    found = answers.answers(answers.asked(Question.objects.all()), kinds_of(aza)[0], {}, lines_for(aza))
    assert list(found) == [asked.slug, open_one.slug]
    assert [line.label for line in found["hair"].lines] == ["Fertility: 4 to 12 weeks"]
    assert found["eyes"].is_open
    assert found["eyes"].next_step == "Ask your team."


def test_a_range_of_one_number_says_it_once(aza):
    fact = world.fact("claim", aza, question=world.question(), low=26, high=26, unit="weeks")
    assert answers.range_in_words(Fact.objects.get(pk=fact.pk)) == "26 weeks"


def test_misspellings_and_unchecked_names_are_not_shown(aza):
    rows = [
        {"surface": "Azasan", "kind": "brand", "regions": "US"},
        {"surface": "Lodotra", "kind": "brand", "is_verified": False},
        {"surface": "imuran x", "kind": "misspelling"},
        {"surface": "azathio", "kind": "also"},
        {"surface": "aza", "kind": "also", "is_ambiguous": True, "note": "It can be azacitidine."},
    ]
    for row in rows:
        aza.names.create(**row)
    names = basics.names(reading.drug_and_names("azathioprine")[1])
    assert [(brand.name, brand.regions) for brand in names.brands] == [("Azasan", "US"), ("Imuran", "")]
    assert names.also == ["azathio"]
    assert [(name.name, name.note) for name in names.unsure] == [("aza", "It can be azacitidine.")]


def test_only_checked_codes_are_shown_with_where_they_were_read(aza):
    aza.atc, aza.atc_is_verified, aza.rxnorm = "L04AX01", True, "1256"
    aza.save()
    aza.code_sources.add(world.source("who"))
    _facts, code_sources = reading.sources_for_drug_page(aza)
    (code,) = basics.codes(aza, code_sources, Shelf())
    assert (code.system, code.code, code.sources[0].href) == ("ATC", "L04AX01", "#source-who")


def test_where_an_unchecked_code_was_read_is_not_listed(aza):
    aza.atc = "L04AX01"
    shelf = Shelf()
    assert basics.codes(aza, [world.source("who")], shelf) == []
    assert shelf.entries() == []


@pytest.mark.parametrize(
    ("said", "words"),
    [("yes", "Before the start"), ("no", "Not before the start"), ("", ""), ("for children", "Before the start: for children")],
)  # fmt: skip
def test_test_plan_says_if_it_comes_before_the_start(aza, said, words):
    fact = world.fact("test", aza, test=world.topic(Test, "blood count"), before_start=said)
    assert basics.before_start(fact) == words


def test_two_schedules_of_one_test_stand_under_one_heading(aza):
    test = world.topic(Test, "blood count")
    for n, region in enumerate(("UK", "US")):
        world.fact("test", aza, n, test=test, region=region)
    (plan,) = basics.test_plans(kinds_of(aza)[0]["test"], lines_for(aza))
    assert (plan.name, [line.region for line in plan.lines]) == ("blood count", ["UK", "US"])


def known_in(drug, effect):
    rows = reading.labelled(drug_effect__drug=drug)
    notes = kinds_of(drug)[0]["effect_note"]
    return effects.known_effects(rows, notes, lines_for(drug))[drug.pk, effect.pk]


def test_not_taking_figure_stands_right_after_its_taking_figure(aza):
    nausea = world.side_effect()
    plain = {"band": "", "population": "people with arthritis", "group": "arthritis"}
    taking, not_taking = {**plain, "low": Decimal(30), "high": Decimal(30)}, {**plain, "low": Decimal(10), "high": Decimal(10), "arm": "not taking"}  # fmt: skip
    first = world.labelled(aza, nausea, 0, **not_taking)
    LabelledEffect.objects.filter(pk=first.pk).update(source=world.source("trial"))
    for n, values in enumerate((taking, {**taking, "population": "others"}), 1):
        row = world.labelled(aza, nausea, n, **values)
        LabelledEffect.objects.filter(pk=row.pk).update(source=world.source("trial"))
    says = known_in(aza, nausea).says
    assert [(one.arm, one.words, one.who) for one in says] == [
        ("", "30 of 100 people; 70 did not", "people with arthritis"),
        (effects.NOT_TAKING, "10 of 100 people; 90 did not", "people with arthritis"),
        ("", "30 of 100 people; 70 did not", "others"),
    ]


def test_lonely_not_taking_figure_is_left_out(aza):
    nausea = world.side_effect()
    world.labelled(aza, nausea, 0)
    world.labelled(aza, nausea, 1, band="", arm="not taking")
    assert [one.arm for one in known_in(aza, nausea).says] == [""]


def test_sources_that_only_name_an_effect_stand_together(aza):
    nausea = world.side_effect()
    world.fact("effect_note", aza, side_effect=nausea)
    for n in range(2):
        world.labelled(aza, nausea, n, band="", low=None, high=None, population="", group="")
    world.labelled(aza, nausea, 2, low=None, high=None, band="rare")
    known = known_in(aza, nausea)
    assert [source.href for source in known.named_by] == ["#source-label-0", "#source-label-1"]
    assert [one.words for one in known.says] == ["“rare”, fewer than 1 of 100 people: between 1 and 10 of 10,000"]
    assert [line.text for line in known.notes] == ["A effect_note sentence, number 0."]


def test_note_on_an_effect_without_a_readable_source_row_still_stands(aza):
    nausea = world.side_effect()
    world.labelled(aza, nausea, is_verified=False)
    world.fact("effect_note", aza, side_effect=nausea)
    known = known_in(aza, nausea)
    assert (known.says, known.named_by, known.seriousness) == ([], [], "see_doctor")
    assert [line.text for line in known.notes] == ["A effect_note sentence, number 0."]


def test_unchecked_frequency_is_never_read(aza):
    world.labelled(aza, world.side_effect(), is_verified=False)
    assert not reading.labelled(drug_effect__drug=aza).exists()
