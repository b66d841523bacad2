"""Measures what a page costs in one process: rendered afresh, from the store, and as a 304.

    make bench

It reads the database of this copy, and takes the middle of many tries, so that a busy machine disturbs it little.
"""

import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meds_kb.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from meds_kb import page_store  # noqa: E402
from meds_kb.management.commands.prepare import quietly  # noqa: E402

HOST = "127.0.0.1"
PAGES = (
    "/",
    "/medications/",
    "/medications/azathioprine/",
    "/medications/azathioprine/side-effects/nausea/",
    "/side-effects/",
    "/side-effects/leukopenia/",
    "/experiences/",
    "/experiences/1/imuran/",
    "/search/?q=imuran",
)
TRIES = {"rendered": 30, "stored": 300, "304": 300}


def main():
    quietly("prepare")
    client = Client(headers={"Host": HOST, "Accept-Encoding": "gzip"})
    print(f"One process, {connection.vendor}; middle of {TRIES} tries, in milliseconds.")
    print(f"{'page':<50}{'rendered':>10}{'stored':>10}{'304':>10}{'bytes':>10}")
    for page in PAGES:
        answer = client.get(page, follow=True)
        address = answer.request["PATH_INFO"] + (f"?{answer.request['QUERY_STRING']}" if "?" in page else "")
        tag = {"If-None-Match": answer.headers["ETag"]}
        costs = (
            middle(TRIES["rendered"], lambda address=address: client.get(address), before=page_store.store.forget),
            middle(TRIES["stored"], lambda address=address: client.get(address)),
            middle(TRIES["304"], lambda address=address, tag=tag: client.get(address, headers=tag)),
        )
        print(f"{address:<50}" + "".join(f"{cost:>10.2f}" for cost in costs) + f"{len(answer.content):>10,}")


def middle(tries, call, *, before=lambda: None):
    """Return the median milliseconds of a call, `before` not counted."""
    times = []
    for _ in range(tries):
        before()
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1_000


if __name__ == "__main__":
    sys.exit(main())
