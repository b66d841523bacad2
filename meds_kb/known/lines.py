"""Knows how one sourced sentence stands on a page: its words, who and where it holds for, who says it, how fresh it is."""

from dataclasses import dataclass

from medications.models import Fact

GENERAL_CAUTION = "General caution. Source not yet checked. Ask your pharmacist."


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or two, ready to be shown. An unchecked one carries no source and says so."""

    text: str
    advice: str = ""
    why: str = ""
    population: str = ""
    region: str = ""
    sources: tuple = ()
    is_verified: bool = True
    is_stale: bool = False
    subject: str = ""
    subject_url: str = ""
    label: str = ""

    @property
    def caution(self):
        return "" if self.is_verified else GENERAL_CAUTION


class Lines:
    """Turns the facts of one page into lines, citing every source on the page's shelf."""

    def __init__(self, shelf, sources_of, today):
        self.shelf = shelf
        self.sources_of = sources_of
        self.today = today

    def line(self, fact, **more):
        """Return the line of one fact; `more` names what it is about."""
        return Line(
            text=fact.text,
            advice=fact.advice,
            why=fact.why,
            population=fact.population,
            region=fact.region,
            sources=self.shelf.cite_all(self.sources_of.get(fact.pk, ())) if fact.is_verified else (),
            is_verified=fact.is_verified,
            is_stale=is_stale(fact, self.today),
            **more,
        )

    def lines(self, facts):
        return [self.line(fact) for fact in facts]


def is_stale(fact, today):
    return fact.check_again_on is not None and fact.check_again_on < today


def by_kind(facts):
    """Return {kind: [facts]} with every kind present, in the order of the rows."""
    kinds = {kind: [] for kind in Fact.Kind.values}
    for fact in facts:
        kinds[fact.kind].append(fact)
    return kinds
