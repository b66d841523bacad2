"""Knows the grid of questions and medicines, and one question across all of them; what nobody answered is open, and says so."""

from collections import defaultdict
from dataclasses import dataclass

from medications.models import Drug, Fact, LabelledEffect, Question
from meds_kb.breadcrumb import Step, list_step
from meds_kb.known import effects, reading
from meds_kb.known.answers import claim_label
from meds_kb.known.basics import before_start
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import Lines
from meds_kb.known.near import is_answered_by, may_answer, questions_answered
from meds_kb.known.warnings import other_name
from meds_kb.said import answered, threads
from meds_kb.side_by_side import pair_url

SOURCES, BOTH, REPORTS, OPEN = "Sources", "Sources and reports", "Reports", "Open"
CALL_FIRST = {
    "pregnancy-and-fertility": (
        "Could you be pregnant now?",
        "Call the team that gave you the drug today, or your maternity unit. Do not stop a drug on your own: for some "
        "drugs that is unsafe too. They will tell you what to do next.",
    ),
    "tapering-and-stopping": (
        "Have you stopped, or run out?",
        "Call your team, your pharmacist or NHS 111 today. If you took a steroid and feel faint, sick or confused, call "
        "your emergency number. We give no plan for a dose here: only your own team can, because they know your tests.",
    ),
}
# These ask how much to take or when. The site tells what sources say and whom to ask, never a plan.
NO_PLAN = ("tapering-and-stopping", "switching-and-adding", "with-other-drugs")


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of one drug in the grid: the words that say who answers it, and where."""

    words: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Row:
    question: Question
    cells: list


@dataclass(frozen=True, slots=True)
class Grid:
    drugs: list
    rows: list
    answered: int
    open: int


@dataclass(frozen=True, slots=True)
class Near:
    """An effect the question is about that sources name for the drug, and what they give; not each answers the question."""

    name: str
    url: str
    known: effects.KnownEffect
    answers: bool


@dataclass(frozen=True, slots=True)
class DrugAnswer:
    """One drug under a question."""

    drug: Drug
    lines: list
    disagreements: list
    near: list
    told: answered.Told | None
    reports: list

    @property
    def is_open(self):
        return not (self.lines or self.named or self.reports or (self.told and self.told.lines))

    @property
    def named(self):
        """The named effects that are an answer where no sentence is."""
        return [] if self.lines else [one for one in self.near if one.answers]

    @property
    def only_near(self):
        return [one for one in self.near if one not in self.named]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    question: Question
    steps: list[Step]
    call_first: tuple | None
    gives_no_plan: bool
    answers: list
    threads: list
    sources: list


def read_grid():
    """Return the grid: seven queries."""
    questions = list(Question.objects.prefetch_related("effects", "tests"))
    drugs = list(Drug.objects.counted().order_by("page", "name"))
    effects_of = {question.slug: {effect.pk for effect in question.effects.all()} for question in questions}
    told = answered.drugs_with_reports(effects_of)
    sourced = _drugs_with_sources({question.slug: {test.pk for test in question.tests.all()} for question in questions})
    for slug, of_drugs in _drugs_with_named_effects(effects_of).items():
        sourced[slug] |= of_drugs
    rows = [
        Row(question, [_cell(question, drug, sourced[question.slug], told[question.slug]) for drug in drugs])
        for question in questions
    ]
    cells = [cell for row in rows for cell in row.cells]
    is_open = sum(cell.is_open for cell in cells)
    return Grid(drugs=drugs, rows=rows, answered=len(cells) - is_open, open=is_open)


def _drugs_with_sources(tests_of):
    found = defaultdict(set)
    for fact in Fact.objects.for_readers().filter(may_answer()):
        for slug in questions_answered(fact, tests_of):
            found[slug].add(fact.drug_id)
    return found


def _drugs_with_named_effects(effects_of):
    """Return {question slug: ids of the drugs for which a source names an effect that answers it}: one query."""
    named = defaultdict(set)
    rows = LabelledEffect.objects.readable().order_by()
    columns = ("drug_effect__drug", "drug_effect__side_effect", "drug_effect__side_effect__slug")
    for drug, effect, slug in rows.values_list(*columns).distinct():
        for question, about in effects_of.items():
            if effect in about and is_answered_by(question, slug):
                named[question].add(drug)
    return named


def _cell(question, drug, sourced, told):
    words = {(True, True): BOTH, (True, False): SOURCES, (False, True): REPORTS, (False, False): OPEN}
    found = words[drug.pk in sourced, drug.pk in told]
    return Cell(words=found, url=f"{question.get_absolute_url()}#{drug.slug}", is_open=found == OPEN)


def read(question, today):
    """Return one question across all drugs: seven queries, beside the question."""
    drugs = list(Drug.objects.counted().order_by("page", "name"))
    facts = _facts(question)
    sources = reading.sources_of_facts(pk__in=[fact.pk for fact in facts])
    lines = Lines(Shelf(), sources, today)
    told = answered.told_by_drug(question)
    named = _named_effects(question, lines)
    by_drug = defaultdict(lambda: ([], []))
    for fact in facts:
        place = by_drug[fact.drug_id]
        place[fact.kind == Fact.Kind.DISAGREEMENT].append(lines.line(fact, **_about(fact)))
    return QuestionPage(
        question=question,
        steps=[list_step("questions")],
        call_first=CALL_FIRST.get(question.slug),
        gives_no_plan=question.slug in NO_PLAN,
        answers=[_answer(drug, *by_drug[drug.pk], named[drug.pk], told.get(drug.pk)) for drug in drugs],
        threads=threads.asking(question),
        sources=lines.shelf.entries(),
    )


def _facts(question):
    rows = Fact.objects.for_readers().filter(may_answer(question)).select_related("drug", "other_drug")
    tests_of = {question.slug: {fact.test_id for fact in rows if fact.kind == Fact.Kind.TEST}}
    return [fact for fact in rows if question.slug in questions_answered(fact, tests_of)]


def _about(fact):
    """Return what stands before a fact: its claim's range, the other medicine, or the test."""
    if fact.kind == Fact.Kind.INTERACTION:
        return {"subject": other_name(fact)}
    if fact.kind == Fact.Kind.TEST:
        return {
            "subject": fact.test.plain_name,
            "subject_url": fact.test.get_absolute_url(),
            "label": before_start(fact).lower(),
        }
    return {"label": claim_label(fact)}


def _answer(drug, lines, disagreements, named, told):
    reports = [(one.name, pair_url(drug.slug, one.slug), counts) for one, counts in told.effects] if told else []
    return DrugAnswer(drug, lines, disagreements, named, told, reports)


def _named_effects(question, lines):
    """Return {drug id: effects of the question that a source names for it}: one query."""
    labelled = reading.labelled(drug_effect__side_effect__in=question.effects.values("pk"))
    found = defaultdict(list)
    for (drug, _effect), one in effects.known_effects(labelled, [], lines).items():
        name, slug = one.side_effect.plain_name, one.side_effect.slug
        answers = is_answered_by(question.slug, slug)
        found[drug].append(Near(name, pair_url(one.drug.slug, slug), one, answers))
    for near in found.values():
        near.sort(key=lambda one: one.name)
    return found
