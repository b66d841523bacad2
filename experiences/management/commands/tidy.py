"""Clear away the words that were kept long enough."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from experiences import retention


class Command(BaseCommand):
    help = (
        "Run this daily. Clears originals 30 days after publication, rejected, returned, withdrawn and taken-down texts "
        "after 90 days, the words of reports after 90 days, and what is over."
    )

    def handle(self, *, verbosity, **options):
        done = retention.tidy(now=timezone.now())
        if verbosity:
            self.stdout.write(", ".join(f"{n} {what}" for what, n in vars(done).items()) + " cleared.")
