"""Knows the figures of a drug and an effect as data: what each source gives, and beside it what people report."""

from dataclasses import dataclass
from itertools import groupby

from experiences.intervals import of_100
from experiences.models import Tally, Thread
from medications.frequencies import BANDS, Figures, in_words
from medications.models import Drug, SideEffect
from meds_kb.api import values
from meds_kb.known import effects, reading
from meds_kb.said import counts
from meds_kb.side_by_side import pair_url


@dataclass(frozen=True, slots=True)
class Pair:
    """One drug and one effect, by slug, with the readable rows of sources and the counts of reports."""

    drug: str
    side_effect: str
    rows: list
    counts: counts.Counts


def of_drug(drug, side_effect=""):
    """Return (pairs, cells) of one drug, or of one of its effects: two queries."""
    only = {"drug_effect__side_effect__slug": side_effect} if side_effect else {}
    cells = counts.read(drug=drug)
    found = pairs(reading.labelled(drug_effect__drug=drug, **only), cells)
    return [pair for pair in found if side_effect in ("", pair.side_effect)], cells


def of_all_drugs():
    """Return every pair, one after the other as the database gives them: two queries."""
    told = Tally.objects.filter(slice="all", measure__in=("answer", "experiences"))
    return pairs(reading.labelled().iterator(chunk_size=500), counts.Cells(told.values_list(*counts.COLUMNS)))


def pairs(labelled, cells):
    """Yield the pairs that a source names, in the order of the rows, then those that only people name."""
    sourced = set()
    for link, rows in groupby(labelled, key=lambda row: row.drug_effect):
        sourced.add((link.drug_id, link.side_effect_id))
        yield Pair(
            drug=link.drug.slug,
            side_effect=link.side_effect.slug,
            rows=effects.arms_side_by_side(list(rows)),
            counts=cells.counts(link.drug_id, link.side_effect_id),
        )
    for (drug_id, drug), (effect_id, effect) in _told(cells):
        if (drug_id, effect_id) not in sourced:
            yield Pair(drug.slug, effect.slug, [], cells.counts(drug_id, effect_id))


def _told(cells):
    return [
        (drug, effect)
        for drug in cells.drugs.items()
        for effect in sorted(cells.effects.items(), key=lambda one: one[1].slug)
        if cells.counts(drug[0], effect[0]).mentioned
    ]


def pair_data(pair, at):
    return {
        "drug": pair.drug,
        "side_effect": pair.side_effect,
        "page": at(pair_url(pair.drug, pair.side_effect)),
        "given_by_sources": [given(row) for row in pair.rows],
        "reports": reported(pair.counts),
    }


def given(row):
    """Return what one source gives for one group of people. Band and number stand apart: neither is made of the other."""
    return {
        "source": row.source.slug,
        "words": in_words(Figures(row.band, row.low, row.high, row.qualifier, row.affected, row.total)),
        "band": row.band or None,
        "band_means": BANDS.get(row.band),
        "qualifier": row.qualifier or None,
        "low_of_100": values.number(row.low),
        "high_of_100": values.number(row.high),
        "affected": row.affected,
        "total": row.total,
        "arm": row.arm,
        "population": row.population or None,
        "group": row.group or None,
        "period": row.period or None,
        "detail": row.detail or None,
        "ratio": row.ratio or None,
    }


def reported(told):
    """Return the three counts, first-hand apart, and a share of those who mentioned it from five people up."""
    return {
        "counted": told.counted,
        "yes": told.yes,
        "no": told.no,
        "not_mentioned": told.not_mentioned,
        "first_hand": {"yes": told.yes_first_hand, "no": told.no_first_hand},
        "second_hand": {"yes": told.yes_second_hand, "no": told.no_second_hand},
        "share": share(told),
    }


def share(told):
    found = of_100(told.yes, told.mentioned)
    if found is None:
        return None
    of, low, high = found
    return {"n": told.mentioned, "of_100": of, "low_of_100": low, "high_of_100": high, "words": told.share}


def people(drug, cells):
    """Return how many people tell of a drug: the denominators, and where they come from."""
    told = counts.drug_counts(cells, drug.pk)
    return {
        "counted": told.counted,
        "first_hand": told.first_hand,
        "second_hand": told.second_hand,
        "retold": told.retold,
        "synthetic": cells.of(drug.pk, None, "origin", Thread.Origin.SYNTHETIC),
    }


def is_known(drug="", side_effect=""):
    """Tell whether both slugs are ours; an empty one is."""
    rows = [(Drug, drug), (SideEffect, side_effect)]
    return all(model.objects.filter(slug=slug).exists() for model, slug in rows if slug)
