"""Load or update the curated knowledge that ships with the code."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from medications.knowledge_files import loading, reading
from medications.knowledge_files.entries import BrokenKnowledge


class Command(BaseCommand):
    help = "Load or update the curated knowledge that ships with the code. Safe to run again; a curator's changes stay."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=reading.SHIPPED, help="where the knowledge files lie")
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing when these very files were loaded last"
        )

    def handle(self, *, folder, if_changed, verbosity, **options):
        if if_changed and loading.is_current(folder):
            return
        try:
            summary = loading.load(folder)
        except BrokenKnowledge as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        if verbosity:
            self.stdout.write(f"Knowledge: {summary}.")
        if verbosity > 1:
            self.stdout.write("\n".join(summary.kept))
