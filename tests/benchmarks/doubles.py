"""A thousand forms, each sent by two processes at the same moment: how many posts, threads and authors that makes.

    .venv/bin/python -m tests.benchmarks.doubles [--forms 1000]
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.doubles

The verbs are called themselves, in a database of its own; `tests.benchmarks.writers` goes through the served site.
"""

import argparse
import hashlib
import multiprocessing
import os
import tempfile
import time

SENDERS = 2


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--forms", type=int, default=1_000)
    forms = options.parse_args().forms
    with tempfile.TemporaryDirectory(prefix="meds-kb-doubles-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "meds_kb.settings"}
        prepare()
        begun, errors = time.monotonic(), multiprocessing.Queue()
        start = multiprocessing.Barrier(SENDERS)
        senders = [multiprocessing.Process(target=send, args=(forms, start, errors)) for _ in range(SENDERS)]
        for one in senders:
            one.start()
        for one in senders:
            one.join()
        report(forms, time.monotonic() - begun, sum(errors.get() for _ in senders))


def prepare():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    connections.close_all()  # no process shares another's connection


def send(forms, start, errors):
    """Send every form, side by side with the other process."""
    from django.db import DatabaseError
    from django.utils.timezone import now

    from experiences import moderation
    from experiences.told import ToldPost, ToldThread

    failed = 0
    for number in range(forms):
        token = hashlib.sha256(b"%d" % number).hexdigest()
        told = ToldThread(f"Doubled {number}", (ToldPost(f"Doubled text number {number}."),))
        start.wait()
        try:
            moderation.open_with(told, now=now(), author=token, token=token)
        except DatabaseError as error:
            failed += 1
            print(error)
    errors.put(failed)


def report(forms, seconds, failed):
    from experiences.models import Author, Decision, Post, Thread

    made = Post.objects.filter(body__startswith="Doubled ")
    print(f"{forms} forms sent {SENDERS} times at once in {seconds:.0f} s; errors: {failed}")
    print(f"posts: {made.count()}, threads: {Thread.objects.filter(title='A conversation').count()}, ", end="")
    print(f"authors: {Author.objects.count()}, decisions: {Decision.objects.filter(post__in=made).count()}")
    print(f"duplicates: {made.count() - made.values('body').distinct().count()}")


if __name__ == "__main__":
    main()
