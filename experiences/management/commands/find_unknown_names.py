"""Count again the drug-like words of all posts that no name claims, for the list at the desk."""

from django.core.management.base import BaseCommand
from django.utils.timezone import now
from tqdm import tqdm

from experiences import unknown_words


class Command(BaseCommand):
    help = "Count the drug-like words of posts that nothing claims; curators see the list at the desk."

    def add_arguments(self, parser):
        parser.add_argument("--newest", type=int, help="read only so many of the newest posts")

    def handle(self, *, newest, verbosity, **options):
        words = unknown_words.recount(
            now=now(), newest=newest, progress=lambda texts: tqdm(texts, unit=" posts", disable=None)
        )
        if verbosity:
            self.stdout.write(f"{words} unknown names wait at the desk.")
