"""A thousand forms, each sent by two processes at the same moment, and then decided by both: what that makes.

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
        at_once(send, forms, errors)
        report(forms, time.monotonic() - begun, sum(errors.get() for _ in range(SENDERS)))
        at_once(decide, forms, errors)
        report_decided(sum(errors.get() for _ in range(SENDERS)))


def at_once(do, forms, errors):
    """Let the processes do the same thing, step by step together."""
    from django.db import connections

    connections.close_all()  # no process shares another's connection
    start = multiprocessing.Barrier(SENDERS)
    processes = [multiprocessing.Process(target=do, args=(place, forms, start, errors)) for place in range(SENDERS)]
    for one in processes:
        one.start()
    for one in processes:
        one.join()


def prepare():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    moderators()


def send(place, forms, start, errors):
    """Send every form, side by side with the other process."""
    from django.db import DatabaseError
    from django.utils.timezone import now

    from experiences import moderation
    from experiences.told import ToldPost, ToldThread

    failed = 0
    for number in range(forms):
        token = hashlib.sha256(b"%d" % number).hexdigest()
        words = "I want to die." if number % 10 == 0 else ""
        told = ToldThread(f"Doubled {number}", (ToldPost(f"Doubled text number {number}. {words}"),))
        start.wait()
        try:
            moderation.open_with(told, now=now(), author=token, token=token)
        except DatabaseError as error:
            failed += 1
            print(error)
    errors.put(failed)


def decide(place, forms, start, errors):
    """Decide about every post, as the other process does: publish, or reject; every tenth needs two people."""
    from django.db import DatabaseError
    from django.utils.timezone import now

    from experiences import moderation
    from experiences.models import Post

    who, failed = moderators()[place], 0
    verbs = (moderation.publish, lambda post, **how: moderation.reject(post, reason="No.", **how))
    for number, post in enumerate(Post.objects.select_related("thread").order_by("id")[:forms]):
        verb = moderation.publish if post.needs_second else verbs[(number + place) % 2]
        start.wait()
        try:
            verb(post, by=who, now=now())
        except moderation.WrongState:
            pass  # told so
        except DatabaseError as error:
            failed += 1
            print(error)
    errors.put(failed)


def moderators():
    from django.contrib.auth import get_user_model

    return [get_user_model().objects.get_or_create(username=f"moderator-{n}")[0] for n in range(SENDERS)]


def report_decided(failed):
    from django.db.models import Count

    from experiences import tallies
    from experiences.models import Decision, Post

    ended = Decision.objects.filter(verb__in=("publish", "reject")).values("post").annotate(n=Count("pk"))
    print(f"posts decided by both at once: {ended.count()}; errors: {failed}; ", end="")
    print(f"decided twice: {ended.filter(n__gt=1).count()}, ", end="")
    print(f"agreed to by the first of two: {Decision.objects.filter(verb='agree').count()}, ", end="")
    alone = Post.objects.filter(status="published", needs_second=True, second_reader=None).count()
    print(f"public with one reader where two must agree: {alone}, wrong tallies: {len(tallies.differences())}")


def report(forms, seconds, failed):
    from experiences.models import Author, Decision, Post, Thread

    made = Post.objects.filter(body__startswith="Doubled ")
    print(f"{forms} forms sent {SENDERS} times at once in {seconds:.0f} s; errors: {failed}")
    print(f"posts: {made.count()}, threads: {Thread.objects.filter(title='A conversation').count()}, ", end="")
    print(f"authors: {Author.objects.count()}, decisions: {Decision.objects.filter(post__in=made).count()}")
    print(f"duplicates: {made.count() - made.values('body').distinct().count()}")


if __name__ == "__main__":
    main()
