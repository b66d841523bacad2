"""Measures what the pages cost with few reports and with very many: CPU, bytes, a publication, a full recount.

    flock LOCK nice .venv/bin/python -m tests.benchmarks.growth [--large 1000000]            SQLite
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.growth           PostgreSQL

Two sites are made in a folder (or two databases) of their own and taken away again. A longer page costs more, so the
ratio is of CPU for each kilobyte; on PostgreSQL the time the server takes stands beside it.
"""

import argparse
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
TRIES = 15
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


def main():
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--large", type=int, default=1_000_000, help="how many posts the large site holds")
    wanted.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    found = wanted.parse_args()
    if found.measure:
        print(json.dumps(measured(found.measure)))
    else:
        show(found.large, *(in_a_site_of_its_own(posts) for posts in (SMALL, found.large)))


def in_a_site_of_its_own(posts):
    with tempfile.TemporaryDirectory(prefix="meds-kb-growth-") as folder:
        env = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "meds_kb.settings"}
        if url := os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = database_of_its_own(url, f"growth_{posts}")
        command = [sys.executable, "-m", "tests.benchmarks.growth", "--measure", str(posts)]
        answer = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(answer.stdout.splitlines()[-1])


def database_of_its_own(url, name):
    import psycopg2

    server = psycopg2.connect(url)
    server.autocommit = True
    server.cursor().execute(f"DROP DATABASE IF EXISTS {name}")
    server.cursor().execute(f"CREATE DATABASE {name}")
    server.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def show(large, few, many):
    print(f"{SMALL:,} and {large:,} posts; CPU is the middle of {TRIES} renderings in one process.")
    print(f"{'page':<52}{'ms':>8}{'ms':>8}{'kB':>7}{'kB':>7}{'ms/kB':>8}{'queries':>9}{'in db':>12}")
    for page in PAGES:
        if few["pages"].get(page) and many["pages"].get(page):
            a, b = few["pages"][page], many["pages"][page]
            ratio = (b["cpu"] / b["bytes"]) / (a["cpu"] / a["bytes"])
            print(
                f"{page:<52}{a['cpu']:>8.1f}{b['cpu']:>8.1f}{a['bytes'] / 1e3:>7.0f}{b['bytes'] / 1e3:>7.0f}{ratio:>7.2f}x"
                f"{a['queries']:>5}{b['queries']:>4}{a['in_db']:>6.1f}{b['in_db']:>6.1f}"
            )
    for words in (
        "generated in s",
        "recount in s",
        "peak of the recount in MB",
        "publication: tallies in ms",
        "tally rows",
    ):
        print(f"{words:<52}{few[words]:>12,.1f}{many[words]:>12,.1f}")


def measured(posts):
    """Make a site with so many posts, in this process's own database, and return what its pages cost."""
    import django

    django.setup()
    from django.core.management import call_command

    from experiences.models import Tally

    call_command("prepare")
    generated = cpu(lambda: call_command("generate_posts", posts, seed=1, verbosity=0))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pages": {page: cost for page in PAGES if (cost := cost_of(page))},
        "generated in s": generated,
        "publication: tallies in ms": publication(),
        "recount in s": cpu(lambda: call_command("retally", verbosity=0)),
        "peak of the recount in MB": max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "tally rows": Tally.objects.count(),
    }


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
    """Return how many milliseconds the tallies take of the middle one of a few publications."""
    from django.utils import timezone

    from experiences import moderation, tallies
    from experiences.models import Post, Thread
    from experiences.telling import read_thread
    from medications.site_account import site_account

    use = {"drug": "azathioprine", "stage": "taking", "condition": "lupus-nephritis", "dose_amount": 100, "dose_unit": "mg",
           "dose_period": "a day", "duration": "1_5_years", "benefit": "some", "benefit_week": 6,
           "effects": [{"effect": name, "answer": "yes"} for name in ("nausea", "alopecia", "leukopenia")]}  # fmt: skip
    told = read_thread({"title": "t", "origin": "synthetic", "posts": [{"body": "On Imuran.", "experiences": [use]}]})
    thread, times = moderation.open_thread(told, now=timezone.now()), []
    for _ in range(TRIES):
        post = moderation.submit(told.posts[0], thread=thread, now=timezone.now(), by=site_account())
        Post.objects.filter(pk=post.pk).update(status="published", published_at=timezone.now())
        cells = tallies._of_public(post)
        started = time.perf_counter()
        tallies.add(cells)
        times.append(time.perf_counter() - started)
    assert Thread.objects.filter(pk=thread.pk).exists()
    return statistics.median(times) * 1_000


if __name__ == "__main__":
    sys.exit(main())
