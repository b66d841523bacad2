"""Knows which cells of the tally one experience, or one change, is counted in. Pure: values in, cells out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from experiences import dose_bands

COUNTED_STAGES = frozenset({"taking", "stopped"})
LAST_WEEKS = ((2, "weeks_1_2"), (4, "weeks_3_4"), (8, "weeks_5_8"), (12, "weeks_9_12"))


class Cell(NamedTuple):
    """One number's address; `side_effect` is 0 where it is about the drug as a whole, so that cells sort."""

    drug: int
    side_effect: int
    slice: str
    measure: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """A yes or a no to one side effect (by id)."""

    side_effect: int
    answer: str
    severity: str
    began: str
    outcome: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Use:
    """One person's use of one drug (by id), where and in which year it was told, and what they take beside it (slugs)."""

    drug: int
    is_counted_drug: bool
    origin: str
    year: int
    whose: str
    stage: str
    duration: str
    condition: str | None
    dose_amount: Decimal | None
    dose_unit: str
    dose_period: str
    benefit: str
    benefit_week: int | None
    problems: str
    stop_reason: str
    reports: tuple[Report, ...] = ()
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One change between drugs (ids beside slugs)."""

    kind: str
    reason: str
    whose: str
    is_planned: bool
    from_drug: int | None
    from_slug: str | None
    to_drug: int | None
    to_slug: str | None
    side_effect: int | None


def cells_of_use(use):
    """Return the cells one experience is counted in, each once: all it says, in each of its slices."""
    said, slices = said_in(use), slices_of(use)
    cells = [Cell(use.drug, effect, slice, measure, value) for slice in slices for effect, measure, value in said]
    return cells + cells_of_slices(use, slices)


def cells_of_slices(use, slices):
    """Return the cells that tell, among everybody's, how many stand in each other slice."""
    if not (use.is_counted_drug and use.stage in COUNTED_STAGES):
        return []
    return [Cell(use.drug, 0, "all", "slice", slice) for slice in slices[1:]]


def said_in(use):
    """Return what an experience says, as (effect or 0, measure, value).

    A drug's measures each add up to its experiences, so "not said" has a cell too. Thinking about a drug, or just
    starting it, is listed and never in a denominator (DESIGN 6, rule 17).
    """
    if not use.is_counted_drug:
        return []
    return _about_drug(use) if use.stage in COUNTED_STAGES else [(0, "listed", use.stage)]


def slices_of(use):
    """Return the slices an experience stands in: everybody's, and one for each attribute that its post shows."""
    slices = ["all", f"whose:{use.whose}"]
    if use.condition:
        slices.append(f"condition:{use.condition}")
    if use.duration != "not_said":
        slices.append(f"time:{use.duration}")
    if dose := dose_bands.band(use.dose_amount, use.dose_unit, use.dose_period):
        slices.append(f"dose:{dose}")
    return slices


def _about_drug(use):
    said = [
        (0, "experiences", use.whose),
        (0, "origin", use.origin),
        (0, "year", str(use.year)),
        (0, "stage", use.stage),
        (0, "duration", use.duration),
        (0, "benefit", use.benefit),
        (0, "problems", use.problems),
    ]
    if use.benefit_week is not None:
        said.append((0, "benefit_week", band_of_week(use.benefit_week)))
    said += [(0, "with", slug) for slug in use.together]
    if use.stage == "stopped":
        said.append((0, "stop_reason", use.stop_reason or "not_said"))
    return said + [cell for report in use.reports for cell in _about_effect(report, use.whose)]


def _about_effect(report, whose):
    yield report.side_effect, "answer", f"{report.answer}:{whose}"
    if report.answer == "yes":
        for measure in ("severity", "began", "outcome", "attribution"):
            yield report.side_effect, measure, getattr(report, measure)


def band_of_week(week):
    """Return the band a week on the drug falls in, in the words of `ReportedEffect.Began`."""
    return next((band for last, band in LAST_WEEKS if week <= last), "later")


def cells_of_step(step):
    """Return the cells one change is counted in: what its first drug changed to, what its second changed from.

    A value reads "<other drug>/<kind>/<reason>". A planned change has not happened and is not counted.
    """
    if step.is_planned:
        return []
    how = f"{step.kind}/{step.reason}"
    said = []
    if step.from_drug:
        said.append((step.from_drug, 0, "changed_to", f"{step.to_slug or 'none'}/{how}"))
    if step.to_drug and step.kind != "dose_changed":
        said.append((step.to_drug, 0, "changed_from", f"{step.from_slug or 'none'}/{how}"))
    if step.from_drug and step.side_effect:
        said.append((step.from_drug, step.side_effect, "changed_because", f"{step.to_slug or 'none'}/{step.kind}"))
    return [
        Cell(drug, effect, slice, measure, value)
        for slice in ("all", f"whose:{step.whose}")
        for drug, effect, measure, value in said
    ]
