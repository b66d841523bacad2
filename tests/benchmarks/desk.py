"""Measures what the desk's pages cost with ten posts that wait and with very many: queries and milliseconds.

    .venv/bin/python -m tests.benchmarks.desk [--waiting 100000]                             SQLite
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.desk             PostgreSQL

Two sites are made in a folder (or two databases) of their own and taken away again. The posts are stored in bulk, with
the rows the verbs would write: one in a hundred speaks of a crisis, one in twenty of a serious effect, some are reported.
The server's time is the process's own, and on PostgreSQL the database's too, so that a busy machine disturbs it little;
the time on the clock stands beside it.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.growth import database_of_its_own

FEW, TRIES, LIMIT = 10, 9, 100
BODY = (
    "I have been on Imuran for {n} weeks, for lupus. It gave me nausea number {n}, and then it helped. Write word{n}."
)
QUEUES = ("crisis", "serious", "reported", "second", "review", "mine")


def main():
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--waiting", type=int, default=100_000, help="how many posts wait in the large site")
    wanted.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    found = wanted.parse_args()
    if found.measure:
        print(json.dumps(measured(found.measure)))
    else:
        show(found.waiting, *(in_a_site_of_its_own(posts) for posts in (FEW, found.waiting)))


def in_a_site_of_its_own(posts):
    with tempfile.TemporaryDirectory(prefix="meds-kb-desk-") as folder:
        env = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "meds_kb.settings"}
        if url := os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = database_of_its_own(url, f"desk_{posts}")
        command = [sys.executable, "-m", "tests.benchmarks.desk", "--measure", str(posts)]
        answer = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(answer.stdout.splitlines()[-1])


def show(large, few, many):
    print(f"{FEW:,} and {large:,} posts that wait; the middle of {TRIES} tries in one process.")
    print(f"{'page':<28}{'queries':>16}{'server ms':>18}{'in db':>9}{'clock':>9}")
    missed = []
    for page in few:
        a, b = few[page], many[page]
        print(
            f"{page:<28}{a['queries']:>8}{b['queries']:>8}{a['ms']:>9.1f}{b['ms']:>9.1f}{b['in db']:>9.1f}{b['clock']:>9.1f}"
        )
        missed += [page] if b["queries"] > a["queries"] or b["ms"] > LIMIT else []
    print(f"more queries, or over {LIMIT} ms: {', '.join(missed) or 'none'}")


def measured(posts):
    """Make a site with so many waiting posts, in this process's own database, and return what its desk costs."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("prepare", verbosity=0)
    fill(posts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = moderator()
    return {page: cost_of(client, address) for page, address in pages().items()}


def fill(posts):
    """Store so many waiting posts, and a tenth as many public ones, of which some are reported."""
    from django.db import transaction
    from django.utils import timezone

    from experiences import bulk_rows
    from experiences.models import Decision, Mention, Post, Report, Thread
    from medications.models import Drug, SideEffect

    drug, effect = Drug.objects.get(slug="azathioprine").pk, SideEffect.objects.get(slug="nausea").pk
    thread, post, now = bulk_rows.next_id(Thread), bulk_rows.next_id(Post), timezone.now()
    public = max(posts // 10, 1)
    total = range(posts + public)
    at = [now - datetime.timedelta(seconds=29 * 86_400 * (len(total) - n) / len(total)) for n in total]
    lanes = [1 if n % 100 == 0 else 2 if n % 20 == 1 else 3 for n in total]
    threads = [(thread + n, f"Thread {n}", f"thread-{n}", "submitted", at[n], f"key-{n}", int(n >= posts), at[n] if n >= posts else None) for n in total]  # fmt: skip
    rows = [
        (post + n, thread + n, 1, "experience", BODY.format(n=n), "waiting" if n < posts else "published", at[n],
         at[n] if n >= posts else None, lanes[n] if n < posts else 3, n < posts and lanes[n] == 1)
        for n in total
    ]  # fmt: skip
    decisions = [(post + n, "submit", "", "waiting", at[n]) for n in total]
    mentions = [(post + n, start, start + len(word), word, *ids) for n in total for start, word, *ids in (
        (20, "Imuran", drug, None), (BODY.index("nausea"), "nausea", None, effect))]  # fmt: skip
    reports = [(post + n, "identifies", at[n]) for n in total if n >= posts and n % 10 == 0]
    with transaction.atomic():
        bulk_rows.write(Thread, ("id", "title", "slug", "origin", "opened_at", "import_key", "published_posts", "last_published_at"), threads)  # fmt: skip
        bulk_rows.write(Post, ("id", "thread_id", "position", "kind", "body", "status", "written_at", "published_at", "lane", "needs_second"), rows)  # fmt: skip
        bulk_rows.write(Decision, ("post_id", "verb", "from_status", "to_status", "at"), decisions)
        bulk_rows.write(Mention, ("post_id", "start", "end", "surface", "drug_id", "side_effect_id"), mentions)
        bulk_rows.write(Report, ("post_id", "category", "at"), reports)
        bulk_rows.settle_ids(Thread, Post)


def moderator():
    from django.contrib.auth import get_user_model
    from django.test import Client

    from meds_kb import roles

    user = get_user_model().objects.create_user("mona", is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name == roles.MODERATOR])
    client = Client(headers={"Host": "127.0.0.1"})
    client.force_login(user)
    return client


def pages():
    """Return the address of each page, by what it is."""
    from django.urls import reverse

    from experiences.models import Post

    middle = Post.objects.filter(status="waiting", lane=3).order_by("written_at", "id")
    some = list(middle.values_list("pk", flat=True))
    found = {"desk": reverse("admin:index")}
    found |= {f"queue {name}": reverse("admin:experiences_post_queue", args=[name]) for name in QUEUES}
    found["queue review, half way"] = f"{found['queue review']}?after={some[len(some) // 2]}"
    found["review page"] = reverse("admin:experiences_post_review", args=[some[len(some) // 2]])
    found["numbers"] = reverse("admin:experiences_post_numbers")
    listed = reverse("admin:experiences_post_changelist")
    return found | {"list of posts": listed, "list, waiting": f"{listed}?status__exact=waiting"}


def cost_of(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _ in range(TRIES):
        started = time.perf_counter(), time.process_time()
        answer = client.get(address)
        times.append((time.perf_counter() - started[0], time.process_time() - started[1]))
    assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    in_db = sum(float(query["time"]) for query in captured) * 1_000
    clock, own = (statistics.median(some) * 1_000 for some in zip(*times, strict=True))
    elsewhere = in_db if connection.vendor == "postgresql" else 0
    return {"queries": len(captured), "ms": own + elsewhere, "in db": in_db, "clock": clock}


if __name__ == "__main__":
    sys.exit(main())
