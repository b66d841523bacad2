"""Knows how a drug stands to others: with, before, instead of; and which medicines are easily taken for it."""

from dataclasses import dataclass

from medications.models import Drug, Fact
from meds_kb.known.warnings import other_name, other_url

OF_ITS_OWN = (
    Fact.RelationType.RELATED_MEDICINE,
    Fact.RelationType.ACTIVE_FORM,
    Fact.RelationType.SAME_ACTIVE_FORM,
)


@dataclass(frozen=True, slots=True)
class Relative:
    """A medicine of its own that is easily taken for this one, and what sources say of the two."""

    name: str
    url: str
    lines: list


@dataclass(frozen=True, slots=True)
class Relations:
    """What is told of other drugs; how well it works beside them stands apart, with the benefit."""

    told: list
    benefit: list
    relatives: list


def relations(own, of_others, lines):
    """Return the relations in their three places; one told on both drugs' pages stands once."""
    told, benefit, relatives = [], [], {}
    for fact, name, url, other in _sides(own, of_others):
        line = lines.line(fact, subject=name, subject_url=url, label=fact.get_relation_type_display())
        if _is_relative(fact, other):
            relatives.setdefault(name, Relative(name, url, [])).lines.append(line)
        else:
            (benefit if fact.relation_type == Fact.RelationType.COMPARED_EFFICACY else told).append(line)
    return Relations(told, benefit, list(relatives.values()))


def _sides(own, of_others):
    """Yield (fact, name of the other, its address, the other drug or None), seen from this drug's page."""
    told = {(fact.other_drug_id, fact.relation_type) for fact in own}
    for fact in own:
        yield fact, other_name(fact), other_url(fact), fact.other_drug
    for fact in of_others:
        if (fact.drug_id, fact.relation_type) not in told:
            yield fact, fact.drug.name, fact.drug.get_absolute_url(), fact.drug


def _is_relative(fact, other):
    return fact.relation_type in OF_ITS_OWN or (other is not None and other.page == Drug.Page.RELATED)
