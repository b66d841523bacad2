"""Say what each line of text mentions, as one JSON object a line."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from medications import lexicon

FOUND = ("start", "end", "text", "kind", "slug", "assertion")
EXPLAINED = ("start", "end", "text", "kind", "slug", "reason")


class Command(BaseCommand):
    help = "One text a line in (a file, or standard input), one JSON object a line out, saying what the text mentions."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="UTF-8 text; standard input when left out")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say why each stretch linked, and (kind and slug null) why a near one did not",
        )

    def handle(self, *, file, explain, **options):
        known = lexicon.current()
        look, answer, told = (known.explain, "explained", EXPLAINED) if explain else (known.find, "mentions", FOUND)
        for text in texts(file):
            rows = [{name: getattr(one, name) for name in told} for one in look(text)]
            self.stdout.write(json.dumps({answer: rows}))


def texts(file):
    r"""Yield the lines of a file or of standard input. Only \n ends one, so that offsets stay true."""
    try:
        stream = file.open("rb") if file else sys.stdin.buffer
    except OSError as error:
        raise CommandError(f"Cannot read {file}: {error.strerror}") from error
    with stream:
        for line in stream:
            # A broken byte becomes one sign: every line in has its line out.
            yield line.removesuffix(b"\n").decode(errors="replace")
