"""Write every public thread to a file, one a line."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from experiences import archive
from experiences.models import Thread


class Command(BaseCommand):
    help = "Write every public thread, with its public posts and what they tell, as JSON Lines: one thread a line."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, verbosity, **options):
        written, unfinished = 0, file.with_name(f"{file.name}.part")
        try:
            with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
                total = Thread.objects.published().count()
                for line in tqdm(archive.lines(), total=total, unit=" threads", disable=None):
                    stream.write(f"{line}\n")
                    written += 1
            unfinished.replace(file)
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}") from error
        if verbosity:
            self.stdout.write(f"{written} threads written to {file}.")
