"""Show what the text checks see: identifying details, a crisis, advice to others."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from experiences.text_checks import TextCheck, check


class Command(BaseCommand):
    help = "One text per line in (a file or standard input), one JSON object per line out; offsets in code points."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="UTF-8, one text a line; only \\n ends a line; standard input when left out"
        )

    def handle(self, *, file, **options):
        try:
            with open(file, "rb") if file and file != "-" else sys.stdin.buffer as lines:
                for line in lines:
                    found = check(line.removesuffix(b"\n").decode("utf-8", "replace"))
                    self.stdout.write(json.dumps(_as_json(found)))
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}") from error


def _as_json(found: TextCheck) -> dict:
    return {
        "identifying": [span._asdict() for span in found.identifying],
        "crisis": found.crisis,
        "advice": [{"start": span.start, "end": span.end} for span in found.advice],
    }
