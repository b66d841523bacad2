"""Knows the pages of one test and of one illness: what it is, which drugs speak of it, which threads do."""

from collections import defaultdict
from dataclasses import dataclass

from medications import lexicon
from medications.models import Condition, Fact, Name, Test
from meds_kb.breadcrumb import Step, list_step
from meds_kb.known import reading
from meds_kb.known.basics import before_start
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import Lines
from meds_kb.said import stories, threads

STORIES = 6
SAYS_WHAT_FOR = (Fact.Kind.PURPOSE, Fact.Kind.LICENSED, Fact.Kind.OFF_LABEL)


@dataclass(frozen=True, slots=True)
class DrugLines:
    """One drug and what its facts say of the topic."""

    name: str
    url: str
    lines: list


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A test or an illness; `description_sources` is empty while nobody has checked the description."""

    topic: Test | Condition
    steps: list[Step]
    names: list
    description_sources: tuple
    drugs: list
    stories: list
    threads: list
    sources: list


def topic_and_names(kind, slug):
    """Return (test or condition, the other words people use), or (None, []): one query, two for one without a name."""
    rows = (
        Name.objects.filter(**{f"{kind}__slug": slug})
        .select_related(kind, f"{kind}__merged_into")
        .order_by("is_ambiguous", "surface", "id")
    )
    if names := list(rows):
        return getattr(names[0], kind), names
    model = {"test": Test, "condition": Condition}[kind]
    return model.objects.filter(slug=slug).select_related("merged_into").first(), []


def read_test(test, names, today):
    """Return the page of one test: four queries, beside the test with its names."""
    lines = Lines(Shelf(), reading.sources_of_facts(test=test), today)
    facts = Fact.objects.for_readers().filter(test=test).select_related("drug").order_by("drug__name", "position", "id")
    return TopicPage(
        topic=test,
        steps=[list_step("tests")],
        names=other_names(test, names),
        description_sources=lines.shelf.cite_all(test.sources.all()) if test.is_verified else (),
        drugs=by_drug((fact, lines.line(fact, label=before_start(fact))) for fact in facts),
        stories=[],
        threads=threads.naming(test=test),
        sources=lines.shelf.entries(),
    )


def read_condition(condition, names, today):
    """Return the page of one illness: six queries, beside the illness with its names."""
    lines = Lines(Shelf(), reading.sources_of_facts(kind__in=SAYS_WHAT_FOR), today)
    facts = facts_naming(condition)
    return TopicPage(
        topic=condition,
        steps=[list_step("conditions")],
        names=other_names(condition, names),
        description_sources=lines.shelf.cite_all(condition.sources.all()) if condition.is_verified else (),
        drugs=by_drug((fact, lines.line(fact)) for fact in facts),
        stories=stories.newest(STORIES, condition=condition),
        threads=threads.naming(condition=condition),
        sources=lines.shelf.entries(),
    )


def facts_naming(condition):
    """Return the facts on what drugs are for that name an illness, as the matcher reads them: two queries."""
    find = lexicon.current().find
    facts = (
        Fact.objects.for_readers()
        .filter(kind__in=SAYS_WHAT_FOR)
        .select_related("drug")
        .order_by("drug__name", "kind", "position", "id")
    )
    wanted = ("condition", condition.slug)
    return [
        fact for fact in facts if wanted in {(one.kind, one.slug) for one in find(f"{fact.text} {fact.population}")}
    ]


def by_drug(facts_and_lines):
    drugs, lines = {}, defaultdict(list)
    for fact, line in facts_and_lines:
        drugs[fact.drug_id] = fact.drug
        lines[fact.drug_id].append(line)
    return [DrugLines(drug.name, drug.get_absolute_url(), lines[pk]) for pk, drug in drugs.items()]


def other_names(topic, names):
    """Return the words people use beside the two names that stand in the heading."""
    shown = {topic.name.casefold(), topic.plain_name.casefold()}
    words = [name.surface for name in names if name.is_verified and name.kind != Name.Kind.MISSPELLING]
    return [word for word in words if word.casefold() not in shown]
