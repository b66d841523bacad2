"""Brings this copy of the site up to date: tables, knowledge, the seed thread, roles, static files."""

import contextlib
import io
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from experiences.models import Thread
from meds_kb.release import fingerprint

DEMO_POSTS = 2_000
# In this order: a thread names drugs, so the knowledge comes first.
LOADERS = {
    "load_knowledge": {"if_changed": True},
    "load_seed_thread": {},
    "reindex": {"if_empty": True},
    "make_roles": {},
    "replay_erasures": {},  # before anybody is served: this database may be an old one, brought back
    "tidy": {},
}


class Command(BaseCommand):
    help = "Make or update the tables, load what ships with the code, collect the static files. Safe to repeat."
    requires_system_checks = []

    def handle(self, **_options):
        self._step("tables", migrate)
        for name, options in LOADERS.items():
            self._step(name, quietly, name, **options)
        if settings.DEMO:
            self._step("made-up posts", make_demo_posts)
        self._step("static files", collect_static)

    def _step(self, label, step, *args, **options):
        started = time.monotonic()
        step(*args, **options)
        self.stdout.write(f"{label}: ready in {time.monotonic() - started:.1f} s")


def migrate():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        quietly("migrate")


def make_demo_posts():
    if not Thread.objects.filter(origin=Thread.Origin.SYNTHETIC).exists():
        quietly("generate_posts", DEMO_POSTS, seed=1)


def collect_static():
    """Copy, hash and compress the static files, unless the very same files were collected before."""
    stamp = settings.STATIC_ROOT / ".collected"
    with contextlib.suppress(FileNotFoundError):
        if stamp.read_text() == fingerprint():
            return
    quietly("collectstatic", interactive=False, clear=True)
    stamp.write_text(fingerprint())


def quietly(name, *args, **options):
    """Run a command, keeping its chatter; what goes wrong is raised."""
    call_command(name, *args, verbosity=0, stdout=io.StringIO(), **options)
