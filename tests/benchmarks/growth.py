"""Measures what the pages cost with few reports and with very many: CPU, bytes, a publication, a full recount.

    .venv/bin/python -m tests.benchmarks.growth [--large 1000000]                            SQLite
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.growth           PostgreSQL
    VAR_DIR=… DATABASE_URL=… .venv/bin/python -m tests.benchmarks.growth --site              the large site is there

Each site is made in a folder (or a database) of its own and taken away again, but the one that --site finds; to that
nothing is added. Both are asked in turn, page by page, so that a busy machine slows both. A longer page costs more:
the ratio is of CPU for each kilobyte. On PostgreSQL the time the server takes stands beside it.
"""

import argparse
import contextlib
import functools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit, urlunsplit

SMALL = 1_000
TRIES, ROUNDS = 5, 3  # renderings, in so many turns of the two sites
PAGES = (
    "/medications/azathioprine/",
    "/medications/azathioprine/?whose=other",
    "/medications/azathioprine/?dose=50-100-mg-day",
    "/medications/azathioprine/side-effects/nausea/",
    "/side-effects/nausea/",
    "/compare/?drug=azathioprine&drug=prednisone",
    "/switches/",
    "/questions/",
    "/questions/how-long-until-it-works/",
)
USE = {
    "drug": "azathioprine", "stage": "taking", "condition": "lupus-nephritis", "dose_amount": 100, "dose_unit": "mg",
    "dose_period": "a day", "duration": "1_5_years", "benefit": "some", "benefit_week": 6,
    "effects": [{"effect": name, "answer": "yes"} for name in ("nausea", "alopecia", "leukopenia")],
}  # fmt: skip


def main():
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--large", type=int, default=1_000_000, help="how many posts the large site holds")
    wanted.add_argument("--site", action="store_true", help="the large site is what VAR_DIR and DATABASE_URL name")
    wanted.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    found = wanted.parse_args()
    if found.answer:
        return answer()
    with contextlib.ExitStack() as sites:
        few = sites.enter_context(Site(SMALL))
        show(few, sites.enter_context(Site(found.large, is_there=found.site)))
    return 0


class Site:
    """A process beside a site of so many posts, asked line by line; made on entry and gone on exit, or found there."""

    def __init__(self, posts, *, is_there=False):
        self.posts, self.is_there = posts, is_there

    def __enter__(self):
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "meds_kb.settings"}
        if not self.is_there:
            self.folder = tempfile.TemporaryDirectory(prefix="meds-kb-growth-")
            env["VAR_DIR"] = self.folder.name
            if url := os.environ.get("DATABASE_URL"):
                env["DATABASE_URL"] = database_of_its_own(url, f"growth_{self.posts}")
        command = [sys.executable, "-m", "tests.benchmarks.growth", "--answer"]
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.made_in = self.ask("make", self.posts) if not self.is_there else 0
        return self

    def __exit__(self, *_error):
        self.process.communicate("")
        if not self.is_there:
            self.folder.cleanup()

    def ask(self, what, *values):
        self.process.stdin.write(json.dumps([what, *values]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def answer():
    """Answer the questions of a Site about this process's own database, one line each."""
    import django

    django.setup()
    lines = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what commands print is no answer
    known = {"make": make, "cost": cost_of, "publication": publication, "recount": recount, "rows": rows}
    for line in sys.stdin:
        what, *values = json.loads(line)
        print(json.dumps(known[what](*values)), file=lines, flush=True)


def database_of_its_own(url, name):
    import psycopg2

    server = psycopg2.connect(url)
    server.autocommit = True
    server.cursor().execute(f"DROP DATABASE IF EXISTS {name}")
    server.cursor().execute(f"CREATE DATABASE {name}")
    server.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def show(few, many):
    print(f"{few.posts:,} and {many.ask('rows')['posts']:,} posts; CPU is the middle of {TRIES} renderings.")
    print(f"{'page':<52}{'ms':>8}{'ms':>8}{'kB':>7}{'kB':>7}{'ms/kB':>8}{'queries':>9}{'in db':>12}")
    for page in PAGES:
        tries = [(few.ask("cost", page), many.ask("cost", page)) for _ in range(ROUNDS)]
        if None not in tries[0]:
            show_page(page, *(middle(costs) for costs in zip(*tries, strict=True)))
    for words, ask in (
        ("generated in s", lambda site: site.made_in),
        ("publication: tallies in ms", lambda site: site.ask("publication")),
        ("recount in s", lambda site: site.ask("recount")[0]),
        ("peak of the recount in MB", lambda site: site.ask("recount")[1]),
        ("tally rows", lambda site: site.ask("rows")["tallies"]),
    ):
        print(f"{words:<52}{ask(few):>12,.1f}{ask(many):>12,.1f}", flush=True)


def middle(costs):
    return {key: statistics.median(cost[key] for cost in costs) for key in costs[0]}


def show_page(page, a, b):
    ratio = (b["cpu"] / b["bytes"]) / (a["cpu"] / a["bytes"])
    print(
        f"{page:<52}{a['cpu']:>8.1f}{b['cpu']:>8.1f}{a['bytes'] / 1e3:>7.0f}{b['bytes'] / 1e3:>7.0f}{ratio:>7.2f}x"
        f"{a['queries']:>5.0f}{b['queries']:>4.0f}{a['in_db']:>6.1f}{b['in_db']:>6.1f}",
        flush=True,
    )


def make(posts):
    """Make a site with so many posts; return how long it took, in seconds of this process."""
    from django.core.management import call_command

    call_command("prepare")
    return cpu(lambda: call_command("generate_posts", posts, seed=1, verbosity=0))


def rows():
    from experiences.models import Post, Tally

    return {"posts": Post.objects.count(), "tallies": Tally.objects.count()}


@functools.cache
def recount():
    """Return (CPU seconds, the most memory in MB) of a full recount; ask it last, for pages need memory too."""
    from django.core.management import call_command

    took = cpu(lambda: call_command("retally", verbosity=0))
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cpu(call):
    started = time.process_time()
    call()
    return time.process_time() - started


def cost_of(page):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from meds_kb import page_store

    client, times = Client(headers={"Host": "127.0.0.1"}), []
    if client.get(page).status_code != 200:
        return None
    for _ in range(TRIES):
        page_store.store.forget()
        times.append(cpu(lambda: client.get(page)))
    page_store.store.forget()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page)
    in_db = sum(float(query["time"]) for query in captured) * 1_000
    return {
        "cpu": statistics.median(times) * 1_000, "bytes": len(answer.content), "queries": len(captured), "in_db": in_db,
    }  # fmt: skip


def publication():
    """Return how many milliseconds the tallies take of the middle one of a few publications, none of which stays."""
    from django.db import transaction
    from django.utils import timezone

    from experiences import moderation, tallies
    from experiences.models import Post
    from experiences.telling import read_thread
    from medications.site_account import site_account

    told = read_thread({"title": "t", "origin": "synthetic", "posts": [{"body": "On Imuran.", "experiences": [USE]}]})
    now, times = timezone.now(), []
    with transaction.atomic():
        thread = moderation.open_thread(told, now=now)
        for _ in range(3 * TRIES):
            post = moderation.submit(told.posts[0], thread=thread, now=now, by=site_account())
            started = time.perf_counter()
            with tallies.in_step(post):
                verb = time.perf_counter()
                Post.objects.filter(pk=post.pk).update(status="published", published_at=now)
                verb = time.perf_counter() - verb
            times.append(time.perf_counter() - started - verb)
        transaction.set_rollback(True)
    return statistics.median(times) * 1_000


if __name__ == "__main__":
    sys.exit(main())
