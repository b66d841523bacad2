"""Knows how the tally table is kept equal to what is public: added to, subtracted from, recounted, compared."""

import contextlib
import logging
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import Max, Min, Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact

from experiences.cells import Cell, Report, Step, Use, cells_of_slices, cells_of_step, said_in, slices_of
from experiences.models import Change, Experience, Post, ReportedEffect, Tally
from medications.models import Drug, site_version

log = logging.getLogger(__name__)
# Said so that no index can know it: by the index of the status SQLite would walk every public post for a few of them.
IS_PUBLIC = Exact(Concat("post__status", Value("")), Value(Post.Status.PUBLISHED))
CHUNK = 2_000  # posts read at a time, and rows written at a time: bounds the memory of a recount

# Both engines know this form; the ORM cannot say `n = n + excluded.n`.
ADD = """
INSERT INTO {table} (drug_id, slice, side_effect_id, measure, value, n) VALUES {rows}
ON CONFLICT (drug_id, slice, {effect_column}measure, value) WHERE side_effect_id IS {effect_test}
DO UPDATE SET n = {table}.n + excluded.n
"""
# Inside, not in front: Python's sqlite3 counts no rows for a statement that opens with WITH.
GONE = """
(WITH gone (drug_id, slice, side_effect_id, measure, value, n) AS (VALUES {rows}) SELECT * FROM gone) AS gone
"""
# CROSS JOIN tells SQLite to begin with the few that go: it would read the whole table for each of them.
EMPTY = """
DELETE FROM {table} WHERE id IN (
  SELECT {table}.id FROM {gone} CROSS JOIN {table} WHERE {same} AND {table}.n <= gone.n)
"""
LESSEN = "UPDATE {table} SET n = {table}.n - gone.n FROM {gone} WHERE {same}"
SAME = """
gone.drug_id = {table}.drug_id AND gone.slice = {table}.slice AND gone.measure = {table}.measure
AND gone.value = {table}.value AND {table}.side_effect_id {effect_match}
"""


@contextlib.contextmanager
def in_step(post):
    """Keep the table equal to what is public while this block puts a post on the page, or takes it off.

    An author's other posts count along: one person's use of one drug counts once, in whichever of them is public.
    """
    before = _of_public(post)
    yield
    after = _of_public(post)
    subtract(before - after)
    add(after - before)


@contextlib.contextmanager
def in_step_of(posts):
    """The same for what some posts (ids) tell, when this block changes it and not which of them are public."""
    before = _of_posts(posts)
    yield
    after = _of_posts(posts)
    subtract(before - after)
    add(after - before)


def _of_posts(posts):
    ids, cells = sorted(posts), Counter()
    for start in range(0, len(ids), CHUNK):
        which = Q(post__in=ids[start : start + CHUNK])
        cells += _count(_uses(which), which)
    return cells


def _of_public(post):
    """Return a Counter of the cells that a post fills, with the others of its author, as far as they are public."""
    posts = Post.objects.published().filter(Q(author=post.author_id) if post.author_id else Q(pk=post.pk))
    if not posts.exists():  # as before the first post of most authors is public: three queries are spared
        return Counter()
    which = Q(post__author=post.author_id) if post.author_id else Q(post=post.pk)
    return _count(_uses(which), which)


def _count(uses, which):
    sums = Sums()
    for use in uses:
        sums.add(use)
    for step in _steps(Change.objects.filter(which, post__status="published")):
        sums.cells.update(cells_of_step(step))
    return sums.total()


class Sums:
    """Adds up the cells of many experiences. What each says is counted once for each of its slices, all in one go."""

    def __init__(self):
        self.cells = Counter()
        self._said = defaultdict(Counter)

    def add(self, use):
        if said := said_in(use):
            slices = slices_of(use)
            for slice in slices:
                self._said[use.drug, slice].update(said)
            self.cells.update(cells_of_slices(use, slices))

    def total(self):
        """Return a Counter of cells."""
        for (drug, slice), said in self._said.items():
            for (effect, measure, value), n in said.items():
                self.cells[Cell(drug, effect, slice, measure, value)] += n
        self._said.clear()
        return self.cells


def add(cells):
    """Add a Counter of cells to the table. Call it in the verb's transaction."""
    for rows in _batches(cells):
        _execute(ADD, rows)


def subtract(cells):
    """Take a Counter of cells from the table; a cell that counts nobody is no row. Call it in the verb's transaction.

    A withdrawal never fails because a number was off: what is missing is logged, and `retally` mends it.
    """
    for rows in _batches(cells):
        touched = _execute(EMPTY, rows) + _execute(LESSEN, rows)
        if touched != len(rows):
            log.error("%s tally cells were missing; run `manage.py retally`", len(rows) - touched)


def recount(progress=iter):
    """Return a Counter of all cells, from the public posts alone. `progress` wraps the walk over them."""
    return _count(progress(_public_uses()), Q())


def stored():
    """Return the table as a Counter of cells."""
    return Counter(dict(_stored_cells()))


def _stored_cells():
    rows = Tally.objects.order_by().values_list("drug", "side_effect", "slice", "measure", "value", "n")
    for drug, effect, *where, n in rows.iterator(chunk_size=CHUNK):
        yield Cell(drug, effect or 0, *where), n


def differences(progress=iter):
    """Return {cell: (stored, recounted)} where the table is wrong."""
    counted, wrong = recount(progress), {}
    for cell, n in _stored_cells():  # one by one: two whole tables would be too much to hold
        if (right := counted.pop(cell, 0)) != n:
            wrong[cell] = (n, right)
    wrong |= {cell: (0, n) for cell, n in counted.items()}
    return dict(sorted(wrong.items()))


@transaction.atomic
def rebuild(progress=iter):
    """Write the table anew from the public posts; return how many cells were wrong."""
    site_version.bump()  # first: every verb waits for this row, so none can publish between count and write
    wrong = differences(progress)
    subtract(Counter({cell: n for cell, (n, _counted) in wrong.items() if n}))
    add(Counter({cell: n for cell, (_stored, n) in wrong.items() if n}))
    return len(wrong)


def _batches(cells):
    # Sorted, so that two transactions meet the same rows in the same order and cannot lock each other out.
    ordered = sorted(cells.items())
    for of_effects in (False, True):
        rows = [(cell, n) for cell, n in ordered if bool(cell.side_effect) is of_effects]
        for start in range(0, len(rows), CHUNK):
            yield rows[start : start + CHUNK]


def _execute(statement, rows):
    of_effects = bool(rows[0][0].side_effect)
    table, values = Tally._meta.db_table, ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    sql = statement.format(
        table=table,
        rows=values,
        gone=GONE.format(rows=values),
        same=SAME.format(table=table, effect_match="= gone.side_effect_id" if of_effects else "IS NULL"),
        effect_column="side_effect_id, " if of_effects else "",
        effect_test="NOT NULL" if of_effects else "NULL",
    )
    params = [value for c, n in rows for value in (c.drug, c.slice, c.side_effect or None, c.measure, c.value, n)]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def _public_uses():
    """Yield every use that counts, so many posts at a time: a walk along the ids needs no sorting and little memory."""
    first, last = Experience.objects.aggregate(first=Min("post"), last=Max("post")).values()
    for start in range(first or 0, (last or 0) + 1, CHUNK):
        yield from _uses(Q(post__gte=start, post__lt=start + CHUNK))


def _uses(which):
    """Yield the uses that public posts tell, each person's of a drug once, the posts one after the other: two queries."""
    columns = (
        "post_id", "id", "drug_id", "drug__slug", "drug__page", "post__thread__origin",
        "post__published_at", "whose", "stage", "duration", "condition__slug", "dose_amount", "dose_unit", "dose_period",
        "benefit", "benefit_week", "problems", "stop_reason", "counts_once",
    )  # fmt: skip
    public = Experience.objects.filter(IS_PUBLIC, which).with_counts_once().order_by("post_id", "id")
    rows = list(public.values_list(*columns))
    reports = _reports_by_experience(which) if rows else {}
    for _post, of_post in groupby(rows, key=itemgetter(0)):
        told = list(of_post)
        for _post, pk, drug, slug, page, origin, at, whose, stage, *said, counts_once in told:
            if counts_once:
                yield Use(
                    drug, page != Drug.Page.RELATED, origin, at.year, whose, stage, *said,
                    reports=tuple(reports.get(pk, ())), together=_together(slug, whose, stage, told),
                )  # fmt: skip


def _together(slug, whose, stage, told):
    """Return the other drugs that the same person takes now, as the same post tells."""
    if len(told) == 1 or stage != Experience.Stage.TAKING:
        return ()
    return tuple(other[3] for other in told if other[3] != slug and other[7:9] == (whose, stage))


def _reports_by_experience(which):
    columns = ("experience_id", "side_effect_id", "answer", "severity", "began", "outcome", "attribution")
    of_experience = Q(**{f"experience__{key}": value for key, value in which.children})
    reports = defaultdict(list)
    for pk, *said in ReportedEffect.objects.filter(of_experience).order_by().values_list(*columns):
        reports[pk].append(Report(*said))
    return reports


def _steps(changes):
    columns = (
        "kind", "reason", "whose", "is_planned", "from_drug", "from_drug__slug", "to_drug", "to_drug__slug",
        "side_effect",
    )  # fmt: skip
    rows = changes.order_by("id").values_list(*columns)
    return (Step(*row) for row in rows.iterator(chunk_size=CHUNK))
