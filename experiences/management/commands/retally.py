"""Rebuild the tallies from what is public, or say where they differ from it."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from experiences import tallies
from experiences.models import Experience


class Command(BaseCommand):
    help = "Rebuild the tallies from the public posts. --check changes nothing and exits 1 on any difference."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="compare with a recount; change nothing")

    def handle(self, *, check, verbosity, **options):
        def progress(uses):
            return tqdm(uses, total=Experience.objects.published().count(), unit=" experiences", disable=None)

        if check:
            self._check(tallies.differences(progress))
        wrong = 0 if check else tallies.rebuild(progress)
        if verbosity:
            done = "equal a recount" if check else f"rebuilt; {wrong} cells were wrong"
            self.stdout.write(f"Tallies {done}.")

    def _check(self, wrong):
        for cell, (stored, counted) in list(wrong.items())[:20]:
            self.stderr.write(f"{cell}: stored {stored}, counted {counted}")
        if wrong:
            raise CommandError(f"{len(wrong)} cells differ from a recount. `manage.py retally` mends them.")
