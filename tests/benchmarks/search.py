"""Measures a search over very many posts, beside the plain query of the index, in a database made for it.

    VAR_DIR=/tmp/bench .venv/bin/python -m tests.benchmarks.search 1000000
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.search 1000000

It fills the tables directly, in an empty database only. Words stand as often as in a language: the n-th commonest
about once in n. Times are milliseconds of this process: the middle one, and the slowest of a hundred.
"""

import datetime
import itertools
import os
import random
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meds_kb.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from tqdm import tqdm  # noqa: E402

from experiences import moderation, search_index, word_index, word_search  # noqa: E402
from experiences.models import IndexedPost, Post, Thread  # noqa: E402
from experiences.telling import read_thread  # noqa: E402
from experiences.word_search import Term  # noqa: E402
from experiences.word_stems import code, stems  # noqa: E402
from medications import lexicon  # noqa: E402
from meds_kb import page_store  # noqa: E402
from meds_kb.management.commands.prepare import quietly  # noqa: E402
from tests.benchmarks.pages import HOST  # noqa: E402

LOT, WORDS_IN_A_POST, VOCABULARY = 20_000, 55, 60_000
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
COMMON, MIDDLE, RARE = range(2, 12), range(200, 1_200, 100), range(40_000, 41_000, 100)
TRIES = 20  # times ten words each


def main(posts):
    quietly("prepare")
    if Post.objects.count() < posts:
        timed(f"{posts:,} posts and their index", fill, posts)
    print(f"{connection.vendor}, {Post.objects.count():,} posts; milliseconds: middle, slowest of a hundred")
    for label, ranks in (("common word", COMMON), ("less common", MIDDLE), ("rare word", RARE)):
        words = [word(rank) for rank in ranks]
        report(f"{label}: index alone", words, lambda one: word_index.newest(word_index.Wanted((Term((one,)).ways,))))
        report(f"{label}: ranked, marked", words, lambda one: word_search.find([Term((one,))]))
        client = Client(headers={"Host": HOST})
        report(f"{label}: whole page", words, lambda one, client=client: client.get("/search/", {"q": one}))
    known, wrong = lexicon.current(), [f"plaq{letter}nil" for letter in "abcdefghio"]
    report("typo, seen first", wrong, known.resolve, tries=1)
    report("typo", wrong, known.resolve)
    publishing()


def fill(posts):
    """Make threads of ten posts, and the rows of the index as `search_index` makes them."""
    rolls = random.Random(1)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    words = [word(rank) for rank in range(VOCABULARY)]
    first_thread, first = (Thread.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1, _next_id()
    with search_index._bulk_index():
        for start in tqdm(range(0, posts, LOT), disable=None):
            numbers = range(start, min(start + LOT, posts))
            bodies = [" ".join(rolls.choices(words, cum_weights=weights, k=WORDS_IN_A_POST)) for _ in numbers]
            with transaction.atomic():
                _store(numbers, bodies, first_thread, first)


def _next_id():
    return (Post.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1


def _store(numbers, bodies, first_thread, first):
    Thread.objects.bulk_create(
        Thread(pk=first_thread + n // 10, title="A thread", slug="thread", origin="synthetic", opened_at=NOW,
               published_posts=10, last_published_at=NOW, import_key=f"bench-{n}")
        for n in numbers if n % 10 == 0
    )  # fmt: skip
    Post.objects.bulk_create(
        Post(pk=first + n, thread_id=first_thread + n // 10, position=n % 10 + 1, body=body, status="published",
             written_at=NOW, published_at=NOW)
        for n, body in zip(numbers, bodies, strict=True)
    )  # fmt: skip
    IndexedPost.objects.bulk_create(
        IndexedPost(post_id=first + n, codes=search_index.codes_of({f"d{n % 12}"}, "", body), useful=n % 3, published=n)
        for n, body in zip(numbers, bodies, strict=True)
    )


def word(rank):
    """Return a made-up word; no two of them share a stem."""
    letters = "bcdfghklmnprtvz"
    made = ""
    while rank or not made:
        rank, place = divmod(rank, len(letters))
        made += f"{letters[place]}o"
    return f"q{made}x"


def report(label, items, call, *, tries=TRIES):
    times = []
    for _ in range(tries):
        for one in items:
            page_store.store.forget()
            started = time.perf_counter()
            call(one)
            times.append((time.perf_counter() - started) * 1_000)
    times.sort()
    print(f"  {label:<32}{statistics.median(times):>9.2f}{times[int(len(times) * 0.99)]:>9.2f}", flush=True)


def publishing():
    """Say what the index adds to a publication."""
    told = read_thread(
        {"title": "A thread", "posts": [{"body": " ".join(word(n) for n in range(WORDS_IN_A_POST))}] * 30}
    )
    thread, costs = moderation.open_thread(told, now=NOW), []
    for one in told.posts:
        post = moderation.submit(one, thread=thread, now=NOW)
        post.status, post.published_at = "published", NOW
        Post.objects.filter(pk=post.pk).update(status="published", published_at=NOW)
        with transaction.atomic():
            started = time.perf_counter()
            search_index.add(post)
            costs.append((time.perf_counter() - started) * 1_000)
            transaction.set_rollback(True)
        Post.objects.filter(pk=post.pk).update(status="waiting", published_at=None)
    print(f"  {'index, for one publication':<32}{statistics.median(costs):>9.2f}{max(costs):>9.2f}")
    assert code(stems(word(1))[0])


def timed(label, call, *values):
    started = time.perf_counter()
    call(*values)
    print(f"{label}: {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]))
