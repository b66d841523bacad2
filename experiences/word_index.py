"""Knows how each engine is asked for the newest published posts that hold some codes: the same rows on both."""

from dataclasses import dataclass

from django.db import connection

MOST = 1_000  # rows ranked; of more, the newest by their id
RUN = 12  # bits of an id: PostgreSQL indexes each code with the run of 4,096 ids in which its post stands
MOST_RUNS = 256  # asked for at once
FASTER = 16  # times as many runs as before, at most, where those gave little
MOST_AT_ONCE = 5_000  # posts taken from several runs at once
_A_RUN = "#"  # in no code
_TABLE = "experiences_indexedpost"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row must hold. `all_of` are groups, of which each must hold in one of its ways, all codes of it.

    `none_of` are codes that no row may hold.
    """

    all_of: tuple
    none_of: tuple = ()


def newest(wanted):
    """Return (post id, codes, useful, published) of the newest posts wanted, newest first: MOST, and one if there are more."""
    return {"sqlite": _newest_on_sqlite, "postgresql": _newest_on_postgresql}[connection.vendor](wanted)


def read_posts(ids):
    """Return (id, status, position, body, thread's id, its title, its slug) of some posts: one statement."""
    listed = ", ".join(map(str, map(int, ids)))
    # The status is asked of the rows: where it stands in the query, SQLite reads all published posts for these few.
    return _read(
        "SELECT post.id, post.status, post.position, post.body, thread.id, thread.title, thread.slug "  # noqa: S608
        f"FROM experiences_post post JOIN experiences_thread thread ON thread.id = post.thread_id WHERE post.id IN ({listed or 0})"
    )


def _newest_on_sqlite(wanted):
    # FTS5 goes from the newest to the oldest by itself, and stops at the limit.
    return _read(
        f"SELECT p.post_id, p.codes, p.useful, p.published FROM (SELECT rowid AS post_id FROM experiences_wordindex "  # noqa: S608 (no word a person typed is in it: names of ours, and codes)
        f"WHERE experiences_wordindex MATCH %s ORDER BY rowid DESC LIMIT {MOST + 1}) found "
        f"JOIN {_TABLE} p ON p.post_id = found.post_id ORDER BY p.post_id DESC",
        _in_fts5(wanted),
    )


def _newest_on_postgresql(wanted):
    """Read run after run: GIN gives no order, and would find all posts of a common word before the first.

    The fewer posts a run gives, the more runs are read at once; where those give too many after all, fewer.
    """
    last = _read(f"SELECT max(post_id) FROM {_TABLE}")[0][0] or 0  # noqa: S608
    run, found, at_once = last >> RUN, [], 1
    while run >= 0 and len(found) <= MOST:
        runs = range(run, max(run - at_once, -1), -1)
        some, posts = _of_runs(wanted, runs, MOST + 1 - len(found))
        if len(runs) > 1 and posts > MOST_AT_ONCE:
            at_once = max(1, at_once // FASTER)
            continue
        found += some
        run -= len(runs)
        in_one = _in_a_full_run(posts, runs, last)
        at_once = min(MOST_RUNS, FASTER * at_once, int((MOST + 1 - len(found)) / in_one) + 1 if in_one else MOST_RUNS)
        at_once = max(1, at_once)
    return found


def _in_a_full_run(posts, runs, last):
    """Return how many posts a run would give if all were as these; the newest is hardly ever full."""
    ids = min(last, ((runs[0] + 1) << RUN) - 1) - (runs[-1] << RUN) + 1
    return posts / ids * (1 << RUN)


def _of_runs(wanted, runs, most):
    """Return the newest rows of some runs, and how many these runs hold; of one run, or of very many rows, how many came."""
    many = len(runs) > 1
    # LIMIT or OFFSET: else a word of old posts makes the planner walk all newer ids to spare the sorting of a few. A join,
    # run by run: of one query for many runs the planner believes that it finds most rows, and reads the whole table.
    fence = f"LIMIT {MOST_AT_ONCE + 1}" if many else "OFFSET 0"
    rows = _read(
        f"SELECT found.*{', count(*) OVER ()' if many else ''} FROM (SELECT post_id, codes, useful, published FROM "  # noqa: S608
        f"(SELECT replace(%s, '{_A_RUN}', n::text)::tsquery AS query FROM generate_series(%s, %s, -1) AS n) run "
        f"JOIN {_TABLE} ON words @@ run.query {fence}) found ORDER BY post_id DESC LIMIT {most}",
        _in_tsquery(wanted),
        runs[0],
        runs[-1],
    )
    return [row[:4] for row in rows], rows[0][-1] if many and rows else len(rows)


def _read(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _in_fts5(wanted):
    said = " AND ".join(_ways(group, " AND ", " OR ") for group in wanted.all_of)
    return (said + "".join(f" NOT '{one}'" for one in wanted.none_of)).replace("'", '"')


def _in_tsquery(wanted):
    """Return a query in which each code stands with the sign of a run, whose number migration 0009 writes there."""
    said = [_ways(group, " & ", " | ", f".{_A_RUN}") for group in wanted.all_of]
    return " & ".join(said + [f"!'{one}.{_A_RUN}'" for one in wanted.none_of])


def _ways(group, both, either, ending=""):
    ways = (both.join(f"'{code}{ending}'" for code in way) for way in group)
    return f"({either.join(f'({way})' for way in ways)})"
