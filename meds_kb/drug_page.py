"""Knows what a drug page shows, in its order: what is known and what people say, side by side."""

from dataclasses import dataclass

from medications.models import Drug, Fact, Question
from meds_kb import first_weeks, structured_data
from meds_kb.breadcrumb import Step, list_step
from meds_kb.first_weeks import FirstWeeks
from meds_kb.in_short import in_short
from meds_kb.known import basics, effects, reading
from meds_kb.known.answers import Answer, answers, asked
from meds_kb.known.citing import Shelf, reviewed
from meds_kb.known.lines import Lines, by_kind
from meds_kb.known.relations import Relations, relations
from meds_kb.known.warnings import Group, Warnings, warnings
from meds_kb.said import changes, counts, people_like_me, stories, threads
from meds_kb.side_by_side import effect_groups, told_by_nobody

STORIES = 4
ONSET = "how-long-until-it-works"
MORE_USES = {
    Fact.Kind.MECHANISM: "How it works",
    Fact.Kind.LICENSED: "What the licence covers",
    Fact.Kind.OFF_LABEL: "Use outside the licence",
    Fact.Kind.FORM: "Forms it comes in",
    Fact.Kind.DOSE: "Doses that sources give (never an instruction)",
}


@dataclass(frozen=True, slots=True)
class DrugPage:
    """Everything the template shows; every list is ready, every number is in words."""

    drug: Drug
    steps: list[Step]
    names: basics.Names
    codes: list
    in_short: list
    asked_too: list
    purpose: list
    use_groups: list
    warnings: Warnings
    answers: list
    pregnancy: Answer | None
    stopping: Answer | None
    how_long: Answer | None
    first_weeks: Answer | None
    weeks: FirstWeeks
    with_other_drugs: Answer | None
    test_plans: list
    benefit: list
    effect_groups: list
    effects_without_source: list
    effects_nobody_told: list
    people: people_like_me.People
    counts: counts.DrugCounts
    relations: Relations
    changes: list
    disagreements: list
    stories: list
    threads: list
    sources: list
    reviewed: str
    structured_data: str


def read(drug, name_rows, today, slice=people_like_me.EVERYBODY):
    """Return the page of one drug, or None when nobody told is in the slice: eight queries, beside the drug with its names."""
    if (told := people_like_me.read(drug, slice)) is None:
        return None
    cells, people = told
    own, of_others = reading.facts_about(drug)
    sources, code_sources = reading.sources_for_drug_page(drug)
    lines = Lines(Shelf(), sources, today)
    shown_names = basics.names(name_rows)
    kinds, others = by_kind(own), by_kind(of_others)
    known = effects.known_effects(reading.labelled(drug_effect__drug=drug), kinds[Fact.Kind.EFFECT_NOTE], lines)
    groups, without_source = effect_groups(drug, known, cells)
    answered = answers(asked(Question.objects.all()), kinds, known, lines)
    told_counts = counts.drug_counts(cells, drug.pk)
    starts = onset(kinds[Fact.Kind.CLAIM])
    weeks = first_weeks.read(drug, kinds[Fact.Kind.TEST], starts, cells, lines)
    warned = warnings(kinds, others, lines)
    related = relations(kinds[Fact.Kind.RELATION], others[Fact.Kind.RELATION], lines)
    return DrugPage(
        drug=drug,
        steps=[list_step("medications")],
        names=shown_names,
        codes=basics.codes(drug, code_sources, lines.shelf),
        in_short=in_short(warnings=warned, onset=starts, weeks=weeks, counts=told_counts),
        asked_too=[one for one in answered.values() if not one.is_open and not one.section],
        purpose=lines.lines(kinds[Fact.Kind.PURPOSE]),
        use_groups=[Group(words, lines.lines(kinds[kind])) for kind, words in MORE_USES.items() if kinds[kind]],
        warnings=warned,
        answers=list(answered.values()),
        pregnancy=answered.get("pregnancy-and-fertility"),
        stopping=answered.get("tapering-and-stopping"),
        how_long=answered.get(ONSET),
        first_weeks=answered.get("first-weeks"),
        weeks=weeks,
        with_other_drugs=answered.get("with-other-drugs"),
        test_plans=basics.test_plans(kinds[Fact.Kind.TEST], lines),
        benefit=related.benefit,
        effect_groups=groups,
        effects_without_source=without_source,
        effects_nobody_told=told_by_nobody(groups) if cells.counted(drug.pk) else [],
        people=people,
        counts=told_counts,
        relations=related,
        changes=changes.touching(drug),
        disagreements=lines.lines(kinds[Fact.Kind.DISAGREEMENT]),
        stories=stories.newest(
            STORIES, people_like_me.which(slice, are_few=people.are_few), are_few=people.are_few, drug=drug
        ),
        threads=threads.naming(drug=drug),
        sources=lines.shelf.entries(),
        reviewed=reviewed(drug),
        structured_data=structured_data.of_drug_page(drug, shown_names, lines.shelf.newest_check),
    )


def onset(claims):
    """Return the claims on how long it takes until the drug works."""
    return [fact for fact in claims if fact.question.slug == ONSET]
