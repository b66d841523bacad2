"""Makes the roles of the desk, or brings them up to date."""

from django.core.management.base import BaseCommand

from meds_kb.roles import make_roles


class Command(BaseCommand):
    help = "Make the groups moderator, curator and auditor with exactly their permissions. Safe to repeat."

    def handle(self, **options):
        for group in make_roles():
            self.stdout.write(f"{group.name}: {group.permissions.count()} permissions")
