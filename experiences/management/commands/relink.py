"""Link every post again, after names changed."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from experiences import linking


class Command(BaseCommand):
    help = "After names change, link every post again; moderators' corrections stay."

    def handle(self, *, verbosity, **options):
        changed = linking.relink(lambda chunks: tqdm(chunks, unit=" chunks", disable=None))
        if verbosity:
            self.stdout.write(f"Linked again; {changed} posts changed.")
