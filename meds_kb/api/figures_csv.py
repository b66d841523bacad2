"""Knows the figures as a table for spreadsheets: one row for what each source gives, one for what people report."""

import csv
import io
from itertools import islice

from meds_kb.api import figures, values
from meds_kb.api.terms import LICENCE, how_to_cite

COLUMNS = (
    "drug", "side_effect", "given_by", "words", "population", "arm", "period", "detail", "ratio", "band", "qualifier",
    "low_of_100", "high_of_100", "affected", "total", "source", "source_title", "source_url", "source_checked_on",
    "counted", "yes", "no", "not_mentioned", "yes_first_hand", "no_first_hand", "of_100", "n", "page", "licence", "how_to_cite",
)  # fmt: skip
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 100  # a chunk of this many packs well


def lines(pairs, at, today):
    """Yield the table in pieces of text, the head first."""
    rows = _rows(pairs, at, today)
    yield _text([COLUMNS])
    while chunk := [[_cell(row.get(column)) for column in COLUMNS] for row in islice(rows, ROWS_AT_ONCE)]:
        yield _text(chunk)


def _rows(pairs, at, today):
    for pair in pairs:
        shown = figures.pair_data(pair, at)
        same = {key: shown[key] for key in ("drug", "side_effect", "page")}
        same |= {"licence": LICENCE, "how_to_cite": how_to_cite(same["page"], today)}
        for row, given in zip(pair.rows, shown["given_by_sources"], strict=True):
            yield same | given | {"given_by": "source"} | _source(row.source)
        yield same | {"given_by": "reports"} | _reports(shown["reports"])


def _source(source):
    checked = values.date(source.checked_on) or "date not known"
    return {"source_title": source.title, "source_url": source.url, "source_checked_on": checked}


def _reports(told):
    share = told["share"] or {"words": "too few for a share" if told["yes"] + told["no"] else "nobody mentioned it"}
    first_hand = {f"{answer}_first_hand": n for answer, n in told["first_hand"].items()}
    return {**told, **first_hand, **share, "population": "people who chose to write here"}


def _cell(value):
    """Return a value as a spreadsheet shows it; a text that it would run as a formula is made plain by a quote."""
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def _text(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
