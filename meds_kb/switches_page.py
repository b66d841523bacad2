"""Knows the switch map: from which drug to which, how often people told of it here, why, and what sources say beside it."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from medications import lexicon
from medications.models import Drug, Fact
from meds_kb.breadcrumb import Step, list_step
from meds_kb.known import reading
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import Lines
from meds_kb.known.warnings import other_name
from meds_kb.said import changes
from meds_kb.said.changes import NONE

MOST_ROWS, MOST_LINES = 25, 12
COMPARED = (
    Fact.RelationType.COMPARED_TOLERABILITY,
    Fact.RelationType.COMPARED_EFFICACY,
    Fact.RelationType.COMPARED_SPEED,
)
QUESTION = "switching-and-adding"


@dataclass(frozen=True, slots=True)
class Row:
    """One way from drug to drug, ready to be shown."""

    heading: str
    url: str
    way: changes.Way


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str
    is_from: bool
    is_to: bool


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: int
    name: str


@dataclass(frozen=True, slots=True)
class Curve:
    path: str
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The map drawn: what was taken before on the left, what came after on the right. It says no more than the table."""

    height: int
    before: list
    after: list
    curves: list


@dataclass(frozen=True, slots=True)
class SwitchesPage:
    steps: list[Step]
    heading: str
    notes: list
    is_narrowed: bool
    is_first: bool
    choices: list
    rows: list
    left_out: int
    total: int
    first_hand: int
    picture: Picture | None
    lines: list
    told: list
    older: str
    sources: list

    @property
    def second_hand(self):
        return self.total - self.first_hand


def read(asked_from, asked_to, before, today):
    """Return the map, or one part of it, for names as typed: five queries; six with the posts of a part."""
    drugs = {drug.slug: drug for drug in Drug.objects.order_by("name")}
    notes = []
    first, last = (_drug_of(name, drugs, notes) for name in (asked_from, asked_to))
    if first == last == NONE:
        first = last = None
    is_narrowed = bool(first or last)
    found = changes.ways(before=first, after=last, told=MOST_ROWS)
    names = {drug.slug: drug.name for drug in drugs.values()}
    lines, sources = _lines(first, last, today)
    told, more = changes.told(first, last, older_than=before) if is_narrowed else ([], False)
    return SwitchesPage(
        steps=[list_step("switches")] if is_narrowed else [],
        heading=_heading(first, last),
        notes=notes,
        is_narrowed=is_narrowed,
        is_first=not before,
        choices=[Choice(one.slug, one.name, one == first, one == last) for one in drugs.values()],
        rows=[_row(way, names) for way in found[:MOST_ROWS]],
        left_out=len(found[MOST_ROWS:]),
        total=sum(way.n for way in found),
        first_hand=sum(way.first_hand for way in found),
        picture=drawn(found[:MOST_LINES], names),
        lines=lines,
        told=told,
        older=address(first, last, older_than=told[-1].id) if more else "",
        sources=sources,
    )


def address(before, after, *, older_than=None):
    """Return the address of one part of the map."""
    query = {"from": _slug(before), "to": _slug(after), "before": older_than}
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{reverse('switches')}?{asked}"


def _slug(drug):
    return getattr(drug, "slug", drug)


def _drug_of(name, drugs, notes):
    """Return the drug that a name means, NONE, or nothing; what we do not know gets a note."""
    if name in ("", NONE):
        return name or None
    drug = drugs.get(name) or drugs.get(lexicon.current().resolve(name).slug)
    if drug is None:
        notes.append(f"We do not know “{name}”, or it can mean more than one medicine. Choose from the list.")
    return drug


def _heading(first, last):
    if first == NONE:
        return f"{capfirst(last.name)} as a first change" if last and last != NONE else "First changes"
    if last == NONE:
        return f"{capfirst(first.name)} stopped" if first else "Stopped, with nothing new"
    if first and last:
        return f"From {first.name} to {last.name}" if first != last else f"Another dose of {first.name}"
    return f"Changes from {first.name}" if first else f"Changes to {last.name}" if last else ""


def _row(way, names):
    return Row(_way_in_words(way, names), address(way.before, way.after), way)


def _way_in_words(way, names):
    before, after = names.get(way.before), names.get(way.after)
    if before is None:
        return f"{after} added, to nothing named"
    if after is None:
        return f"{before} stopped"
    return f"another dose of {before}" if before == after else f"from {before} to {after}"


def _lines(first, last, today):
    """Return (what sources say of changing, the sources): two queries."""
    drugs = [drug for drug in (first, last) if drug and drug != NONE]
    facts = list(
        Fact.objects.for_readers()
        .filter(_about(drugs))
        .select_related("drug")
        .order_by("drug__name", "kind", "position", "id")
    )
    lines = Lines(Shelf(), reading.sources_of_facts(pk__in=[fact.pk for fact in facts]), today)
    return [lines.line(fact, **_named(fact)) for fact in facts], lines.shelf.entries()


def _about(drugs):
    """Return which facts stand beside the counts: those on the two drugs together, on one, or all that compare harm."""
    if not drugs:
        return Q(kind=Fact.Kind.RELATION, relation_type=Fact.RelationType.COMPARED_TOLERABILITY)
    claims = Q(kind=Fact.Kind.CLAIM, question__slug=QUESTION, drug__in=drugs)
    if len(set(drugs)) == 2:
        return claims | Q(kind=Fact.Kind.RELATION, drug__in=drugs, other_drug__in=drugs)
    return claims | Q(kind=Fact.Kind.RELATION, drug__in=drugs, relation_type__in=COMPARED)


def _named(fact):
    subject = {"subject": fact.drug.name, "subject_url": fact.drug.get_absolute_url()}
    if fact.kind != Fact.Kind.RELATION:
        return subject
    return subject | {"label": f"beside {other_name(fact)}"}


def drawn(found, names):
    """Return the picture of a few ways, or nothing where one way needs no picture."""
    shown = [way for way in found if way.before != way.after]
    if len(shown) < 2:
        return None
    left, right = ({slug: n for n, slug in enumerate(dict.fromkeys(side))} for side in _sides(shown))
    most = max(way.n for way in shown)
    return Picture(
        height=26 * max(len(left), len(right)) + 8,
        before=[Label(140, 26 * n + 20, names.get(slug, "nothing named")) for slug, n in left.items()],
        after=[Label(260, 26 * n + 20, names.get(slug, "stopped")) for slug, n in right.items()],
        curves=[
            Curve(_curve(26 * left[way.before] + 16, 26 * right[way.after] + 16), max(1, round(12 * way.n / most)))
            for way in shown
        ],
    )


def _sides(shown):
    return [way.before for way in shown], [way.after for way in shown]


def _curve(start, end):
    return f"M146 {start}C200 {start} 200 {end} 254 {end}"
