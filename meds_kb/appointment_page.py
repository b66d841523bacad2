"""Knows the sheet to take to an appointment: tests, red flags, what people reported, and the questions one ticked."""

from dataclasses import dataclass

from medications.models import Drug, Fact, Question
from meds_kb import plan
from meds_kb.breadcrumb import Step, list_step, page_step
from meds_kb.known import basics, reading
from meds_kb.known.citing import Shelf, reviewed
from meds_kb.known.lines import Lines, by_kind
from meds_kb.said import counts
from meds_kb.side_by_side import pair_url

EFFECTS = 8  # what fits on the sheet; the drug page lists all
KINDS = (Fact.Kind.TEST, Fact.Kind.GET_HELP)


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    title: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """One effect that people spoke of, with its three counts."""

    name: str
    url: str
    counts: counts.Counts


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    drug: Drug
    steps: list[Step]
    brands: list
    choices: list
    ticked: list
    test_plans: list
    has_dates: bool
    regions: list
    now: list
    today: list
    reported: list
    more_reported: int
    counted: int
    sources: list
    reviewed: str


def read(drug, name_rows, ticked, today):
    """Return the sheet of one drug: four queries, beside the drug with its names."""
    facts = Fact.objects.for_readers().filter(drug=drug, kind__in=KINDS)
    kinds = by_kind(facts)
    lines = Lines(Shelf(), reading.sources_of_facts(drug=drug, kind__in=KINDS), today)
    helps, schedules = kinds[Fact.Kind.GET_HELP], kinds[Fact.Kind.TEST]
    cells = counts.read(drug=drug)
    reported = _reported(drug, cells)
    choices = [Choice(one.slug, one.title, one.slug in ticked) for one in Question.objects.all()]
    return AppointmentPage(
        drug=drug,
        steps=[list_step("medications"), page_step(drug, drug.name)],
        brands=[brand.name for brand in basics.names(name_rows).brands],
        choices=choices,
        ticked=[one.title for one in choices if one.is_ticked],
        test_plans=basics.test_plans(schedules, lines),
        has_dates=any(plan.has_dates(fact) for fact in schedules),
        regions=regions(schedules),
        now=lines.lines(fact for fact in helps if fact.when == Fact.When.NOW),
        today=lines.lines(fact for fact in helps if fact.when == Fact.When.TODAY),
        reported=reported[:EFFECTS],
        more_reported=len(reported[EFFECTS:]),
        counted=cells.counted(drug.pk),
        sources=lines.shelf.entries(),
        reviewed=reviewed(drug),
    )


def regions(schedules):
    """Return the countries whose schedules differ; none where there is nothing to choose."""
    found = sorted({fact.region for fact in schedules if fact.region and plan.has_dates(fact)})
    return found if len(found) > 1 else []


def _reported(drug, cells):
    """Return what people mentioned, the most often mentioned first: yes and no weigh the same."""
    found = [
        Reported(one.name, pair_url(drug.slug, one.slug), cells.counts(drug.pk, pk))
        for pk, one in cells.effects.items()
    ]
    return sorted(found, key=lambda one: (-one.counts.mentioned, one.name))


def read_plan(drug, start, where, url):
    """Return the plan of one drug as a calendar file: two queries. `where` keeps to one country's schedules."""
    facts = [
        fact
        for fact in Fact.objects.for_readers().filter(drug=drug, kind=Fact.Kind.TEST)
        if not where or fact.region in ("", where)
    ]
    sources = reading.sources_of_facts(drug=drug, kind=Fact.Kind.TEST)
    used = [source.checked_on for fact in facts for source in sources.get(fact.pk, ()) if source.checked_on]
    dues = plan.dues(facts, sources)
    return plan.calendar(drug, start, dues, where=where, url=url, checked=max(used, default=None))
