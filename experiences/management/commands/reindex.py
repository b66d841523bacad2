"""Bring the index of words up to date, or say which posts differ from it."""

import math

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from experiences import search_index
from experiences.models import IndexedPost, Post


class Command(BaseCommand):
    help = "Bring the index that searches read up to date. --check changes nothing and exits 1 on any difference."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="compare with the posts; change nothing")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where an index stands already")

    def handle(self, *, check, if_empty, verbosity, **options):
        if if_empty and IndexedPost.objects.exists():
            return

        def progress(chunks):
            total = math.ceil(Post.objects.count() / search_index.CHUNK)
            return tqdm(chunks, total=total, unit=f" x {search_index.CHUNK} posts", disable=None)

        wrong = list(search_index.differences(progress)) if check else search_index.rebuild(progress)
        if check and wrong:
            raise CommandError(f"{len(wrong)} posts differ, such as {wrong[:10]}. `manage.py reindex` mends them.")
        if verbosity:
            self.stdout.write("The index is right." if check else f"The index is up to date; {wrong} rows were not.")
