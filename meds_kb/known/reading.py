"""Reads from the tables what pages show of what is known; each function says how many queries it makes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Q, Value

from medications.models import Drug, Fact, LabelledEffect, Name

TOLD_ON_BOTH_PAGES = (Fact.Kind.RELATION, Fact.Kind.LOOK_ALIKE, Fact.Kind.INTERACTION)
SOURCE_COLUMNS = ("slug", "title", "publisher", "year", "url", "kind", "checked_on")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a join gives it, with the fields of the model."""

    slug: str
    title: str
    publisher: str
    year: int | None
    url: str
    kind: str
    checked_on: date | None


def drug_and_names(slug):
    """Return (drug, its names), or (None, []) when there is none: one query, two for a drug without a name."""
    names = list(Name.objects.filter(drug__slug=slug).select_related("drug").order_by("surface", "id"))
    drug = names[0].drug if names else Drug.objects.filter(slug=slug).first()
    return drug, names


def facts_about(drug):
    """Return (facts of the drug, facts of other drugs that name it), as readers may see them: one query."""
    rows = (
        Fact.objects.for_readers()
        .filter(Q(drug=drug) | Q(other_drug=drug, kind__in=TOLD_ON_BOTH_PAGES))
        .select_related("drug", "other_drug", "test", "question", "side_effect")
    )
    own, of_others = [], []
    for fact in rows:
        (own if fact.drug_id == drug.pk else of_others).append(fact)
    return own, of_others


def sources_for_drug_page(drug):
    """Return ({fact id: [sources]}, [sources of the drug's codes]): one query."""
    of_codes = _links(Drug.code_sources.through.objects.filter(drug=drug), "drug")
    facts = Fact.sources.through.objects.filter(Q(fact__drug=drug) | Q(fact__other_drug=drug))
    found = _grouped(_links(facts, "fact").union(of_codes, all=True))
    return found["fact"], found["drug"].get(drug.pk, [])


def sources_of_facts(**which):
    """Return {fact id: [sources]}: one query."""
    facts = Fact.sources.through.objects.filter(**{f"fact__{key}": value for key, value in which.items()})
    return _grouped(_links(facts, "fact"))["fact"]


def notes_on(drug, effect):
    """Return (checked notes on one effect of a drug, {fact id: [sources]}): one query."""
    links = (
        Fact.sources.through.objects.filter(fact__drug=drug, fact__side_effect=effect, fact__is_verified=True)
        .select_related("fact__drug", "fact__side_effect", "source")
        .order_by("fact__position", "fact_id", "id")
    )
    notes, sources = {}, defaultdict(list)
    for link in links:
        notes[link.fact_id] = link.fact
        sources[link.fact_id].append(link.source)
    return list(notes.values()), sources


def labelled(**which):
    """Return the readable rows of sources on effects: one query."""
    return LabelledEffect.objects.for_effect_lists().filter(**which)


def _links(links, owner):
    """Return rows of (whose, owner id, link id, the columns of the source)."""
    return links.values_list(
        Value(owner, output_field=CharField()), f"{owner}_id", "id", *(f"source__{column}" for column in SOURCE_COLUMNS)
    )


def _grouped(rows):
    found = {"fact": defaultdict(list), "drug": defaultdict(list)}
    for whose, owner, _link, *columns in sorted(rows, key=lambda row: row[:3]):
        found[whose][owner].append(SourceRow(*columns))
    return found
