"""Publish the threads that ship with the code."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from experiences import seed_thread
from experiences.told import BadTelling


class Command(BaseCommand):
    help = "Publish the threads that ship with the code. Safe to run again; what a moderator decided stays."

    def handle(self, *, verbosity, **options):
        try:
            done = seed_thread.load_all(now=timezone.now())
        except BadTelling as error:
            raise CommandError(f"Nothing was changed. {error}. Was `manage.py load_knowledge` run first?") from error
        if verbosity:
            for name, words in done:
                self.stdout.write(f"{name}: {words}.")
