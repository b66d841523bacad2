"""Knows what sources give for each side effect of a drug, row by row, so that they can disagree in the open."""

from collections import defaultdict
from dataclasses import dataclass

from medications.frequencies import NO_NUMBER, Figures, bar, in_words
from medications.models import DrugEffect, LabelledEffect

NOT_TAKING = "people not taking it"


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source gives for one effect in one group of people, in words."""

    source: object
    words: str
    who: str
    when: str
    detail: str
    ratio: str
    arm: str
    squares: int | None

    @property
    def only_names_it(self):
        return self.words == NO_NUMBER and not (self.who or self.when or self.detail or self.ratio)


@dataclass(frozen=True, slots=True)
class KnownEffect:
    """One effect that sources name for a drug."""

    side_effect: object
    drug: object
    seriousness: str
    seriousness_words: str
    says: list
    named_by: list
    notes: list


def known_effects(labelled, notes, lines):
    """Return {(drug id, effect id): KnownEffect} from readable rows and the notes on effects, in the order of the rows."""
    pairs, rows, notes_on = {}, defaultdict(list), defaultdict(list)
    for row in labelled:
        key = row.drug_effect.drug_id, row.drug_effect.side_effect_id
        pairs[key] = row.drug_effect
        rows[key].append(row)
    for fact in notes:
        key = fact.drug_id, fact.side_effect_id
        pairs.setdefault(key, _pair_of_note(fact))
        notes_on[key].append(lines.line(fact))
    return {key: known_effect(pair, rows[key], notes_on[key], lines.shelf) for key, pair in pairs.items()}


def _pair_of_note(fact):
    """Return the pair that a note is on where no readable row is; it is as grave as the effect in general."""
    return DrugEffect(drug=fact.drug, side_effect=fact.side_effect, seriousness=fact.side_effect.urgency)


def known_effect(pair, rows, notes, shelf):
    """Return one effect: what sources give with it, and apart from that the sources that only name it."""
    says = [source_says(row, shelf) for row in arms_side_by_side(rows)]
    return KnownEffect(
        side_effect=pair.side_effect,
        drug=pair.drug,
        seriousness=pair.seriousness,
        seriousness_words=pair.get_seriousness_display(),
        says=[one for one in says if not one.only_names_it],
        named_by=[one.source for one in says if one.only_names_it],
        notes=notes,
    )


def arms_side_by_side(rows):
    """Return the rows with each "not taking" figure right after the "taking" ones of its source and people.

    One without its "taking" figure is left out: alone it would be read as the drug's.
    """
    taking, others = [], defaultdict(list)
    for row in rows:
        if row.arm == LabelledEffect.Arm.TAKING:
            taking.append(row)
        else:
            others[_whom(row)].append(row)
    last = {_whom(row): place for place, row in enumerate(taking) if row.low is not None}
    ordered = []
    for place, row in enumerate(taking):
        ordered.append(row)
        if last.get(_whom(row)) == place:
            ordered += others[_whom(row)]
    return ordered


def _whom(row):
    return row.source_id, row.population, row.group


def source_says(row, shelf):
    figures = Figures(row.band, row.low, row.high, row.qualifier, row.affected, row.total)
    return SourceSays(
        source=shelf.cite(row.source),
        words=in_words(figures),
        who=row.population or (row.get_group_display() if row.group else ""),
        when=row.period,
        detail=row.detail,
        ratio=row.ratio,
        arm=NOT_TAKING if row.arm == LabelledEffect.Arm.NOT_TAKING else "",
        squares=bar(figures),
    )
