"""Lets somebody back in who lost the phone that shows their codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from meds_kb import second_step


class Command(BaseCommand):
    help = (
        "Forget the second step of an account, after you made sure that it is its owner who asks. Whoever is logged in "
        "with it is logged out where it is required; the next log-in sets up a new one."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that logs in")

    def handle(self, *, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"No account is called {name}.")
        if not second_step.reset(user):
            raise CommandError(f"{name} has no second step.")
        self.stdout.write(f"{name} logs in with the password alone, or sets up a new app where that is required.")
