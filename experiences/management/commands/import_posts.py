"""Store threads from a file, one a line."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from experiences import archive


class Command(BaseCommand):
    help = (
        "Store threads from JSON Lines, one thread a line, as export_posts writes them. A line that cannot be stored "
        "goes to FILE.rejects with its number and the reason; all others are stored. The same file can come again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--rejects", type=Path, help="where refused lines go (FILE.rejects)")

    def handle(self, *, file, rejects, verbosity, **options):
        rejects = rejects or file.with_name(f"{file.name}.rejects")
        try:
            with file.open("rb") as stream:
                outcomes = self._stored(stream, file.stat().st_size)
                new, known, refused, waiting = self._sorted(outcomes, rejects)
        except OSError as error:
            raise CommandError(f"Cannot read {file} or write {rejects}: {error.strerror}") from error
        if verbosity:
            self.stdout.write(f"{new} threads stored, {known} were here already, {refused} lines refused.")
            if waiting:
                self.stdout.write(f"{waiting} posts were public before; here two people must agree to them first.")
        if refused:
            self.stderr.write(f"The refused lines are in {rejects}, with their numbers and reasons.")

    def _stored(self, stream, size):
        with tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar:

            def numbered():
                for number, line in enumerate(stream, 1):
                    bar.update(len(line))
                    if line.strip():
                        yield number, line

            yield from archive.store(numbered(), now=timezone.now())

    def _sorted(self, outcomes, rejects):
        new = known = refused = waiting = 0
        with rejects.open("w", encoding="utf-8") as stream:
            for outcome in outcomes:
                new += outcome.is_new
                waiting += outcome.waiting
                known += not (outcome.is_new or outcome.reason)
                if outcome.reason:
                    refused += 1
                    text = outcome.line.decode(errors="backslashreplace").rstrip("\n")
                    stream.write(json.dumps({"line": outcome.number, "reason": outcome.reason, "text": text}) + "\n")
                    stream.flush()
        if not refused:
            rejects.unlink()
        return new, known, refused, waiting
