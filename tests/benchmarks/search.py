"""Measures a search over very many posts, beside the plain query of the index, in a database made for it.

    VAR_DIR=/tmp/bench .venv/bin/python -m tests.benchmarks.search 1000000
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.search 1000000
    VAR_DIR=… DATABASE_URL=… .venv/bin/python -m tests.benchmarks.search --site              the posts that are there

It fills the tables directly, in an empty database only. Words stand as often as in a language: the n-th commonest
about once in n; of a site that is there, words of its own posts are asked for. Times are milliseconds: of the CPU of
this process (on a busy machine they tell most), then by the clock; the middle one, and the slowest of a hundred. The
process has answered two searches before, as a server that has read its names and lists has.
"""

import datetime
import itertools
import os
import random
import re
import statistics
import sys
import time
from collections import Counter

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
from experiences.word_stems import stems  # noqa: E402
from medications import lexicon  # noqa: E402
from medications.matching import cues, guard  # noqa: E402
from medications.models import Name  # noqa: E402
from meds_kb import page_store  # noqa: E402
from meds_kb.management.commands.prepare import quietly  # noqa: E402
from tests.benchmarks.pages import HOST  # noqa: E402

LOT, WORDS_IN_A_POST, VOCABULARY = 20_000, 55, 60_000
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
SAMPLE = 5_000
COMMON, MIDDLE, RARE = range(2, 12), range(200, 1_200, 100), range(40_000, 41_000, 100)
TRIES = 20  # times ten words each


def main(asked):
    if asked == "--site":
        words_of = words_of_the_site()
    else:
        quietly("prepare")
        if Post.objects.count() < int(asked):
            timed(f"{int(asked):,} posts and their index", fill, int(asked))
        ranks = {"common word": COMMON, "less common": MIDDLE, "rare word": RARE}
        words_of = {label: [word(rank) for rank in some] for label, some in ranks.items()}
    print(f"{connection.vendor}, {Post.objects.count():,} posts; CPU and clock: middle, slowest of a hundred")
    client = Client(headers={"Host": HOST})
    guard.load()
    cues.load()
    for one in ("imuran", "a plain word"):
        client.get("/search/", {"q": one})
    for label, words in words_of.items():
        report(
            f"{label}: index alone", words, lambda one: word_index.newest(word_index.Wanted((Term((stem(one),)).ways,)))
        )
        report(f"{label}: ranked, marked", words, lambda one: word_search.find([Term((stem(one),))]))
        report(f"{label}: whole page", words, lambda one: client.get("/search/", {"q": one}))
    known = lexicon.current()
    known.resolve("imurann")
    report("typo, seen first", slips_of_our_names(), known.resolve, tries=1)
    report("typo", slips_of_our_names(), known.resolve)
    publishing()


def words_of_the_site():
    """Return words of posts there: ten that most hold, ten of one in a hundred, ten that are seldom met."""
    rolls, last = random.Random(1), Post.objects.order_by("-pk").values_list("pk", flat=True)[0]
    ids = [rolls.randint(1, last) for _ in range(SAMPLE)]
    in_posts = Counter()
    for body in Post.objects.published().filter(pk__in=ids).values_list("body", flat=True):
        in_posts.update({one for one in re.findall("[a-z]{4,}", body.lower()) if stems(one)})
    ordered = [one for one, _n in in_posts.most_common()]
    first = next(place for place, one in enumerate(ordered) if in_posts[one] <= SAMPLE // 100)
    return {"common word": ordered[:10], "less common": ordered[first : first + 10], "rare word": ordered[-10:]}


def stem(one):
    return stems(one)[0]


def slips_of_our_names():
    """Return each drug's name with a letter left out, two swapped, one replaced: those that are no known misspelling."""
    rolls, names = random.Random(2), Name.objects.values_list("folded", flat=True)
    drugs = [
        one
        for one in Name.objects.filter(drug__isnull=False).values_list("folded", flat=True)
        if one.isalpha() and len(one) > 6
    ]
    made = []
    for one in rolls.sample(sorted(drugs), 40):
        at = rolls.randrange(1, len(one) - 1)
        made += [
            one[:at] + one[at + 1 :],
            one[:at] + one[at + 1] + one[at] + one[at + 2 :],
            one[:at] + rolls.choice("aeiostnr") + one[at + 1 :],
        ]
    return sorted(set(made) - set(names))


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
    cpu, clock = [], []
    for _ in range(tries):
        for one in items:
            page_store.store.forget()
            used, started = time.process_time(), time.perf_counter()
            call(one)
            cpu.append((time.process_time() - used) * 1_000)
            clock.append((time.perf_counter() - started) * 1_000)
    print(
        f"  {label:<32}" + "".join(f"{middle:>9.2f}{slowest:>9.2f}" for middle, slowest in map(both, (cpu, clock))),
        flush=True,
    )


def both(times):
    return statistics.median(times), sorted(times)[int(len(times) * 0.99)]


def publishing():
    """Say what the index adds to a publication; nothing of it stays."""
    body = " ".join(word(n) for n in range(WORDS_IN_A_POST))
    told, cpu, clock = read_thread({"title": "A thread", "posts": [{"body": body}] * 30}), [], []
    with transaction.atomic():
        thread = moderation.open_thread(told, now=NOW)
        for one in told.posts:
            post = moderation.submit(one, thread=thread, now=NOW)
            Post.objects.filter(pk=post.pk).update(status="published", published_at=NOW)
            used, started = time.process_time(), time.perf_counter()
            search_index.add(post)
            cpu.append((time.process_time() - used) * 1_000)
            clock.append((time.perf_counter() - started) * 1_000)
        transaction.set_rollback(True)
    print(f"  {'index, for one publication':<32}" + "".join(f"{a:>9.2f}{b:>9.2f}" for a, b in map(both, (cpu, clock))))


def timed(label, call, *values):
    started = time.perf_counter()
    call(*values)
    print(f"{label}: {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1])
