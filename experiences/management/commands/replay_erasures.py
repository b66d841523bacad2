"""Erase again what a backup brought back."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from experiences.moderation import erasing


class Command(BaseCommand):
    help = "Erase every post on the list of erased posts (setting ERASED_LIST) that stands again, as after a restore."

    def handle(self, *, verbosity, **options):
        back = erasing.replay(now=timezone.now())
        if verbosity:
            self.stdout.write(f"{back} posts erased again.")
