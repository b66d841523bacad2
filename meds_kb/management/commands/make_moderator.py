"""Makes an account for the desk; the only way to the first one."""

import getpass
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from meds_kb.roles import CURATOR, MODERATOR, ROLES
from meds_kb.staff import candidate, make_staff

BOTH = (MODERATOR, CURATOR)  # what a small team needs: one person who sees posts and edits what is known


class Command(BaseCommand):
    help = (
        "Make an account for the desk, or give a known one a new password and role. Asks for the password twice; "
        "without a terminal it reads two lines. Without --role the account is moderator and curator."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name to log in with")
        parser.add_argument("--role", choices=(*ROLES, "all"), help="exactly this role, or all three")
        parser.add_argument(
            "--superuser", action="store_true", help="may also edit accounts, and whatever else there is"
        )

    def handle(self, *, name, role, superuser, **options):
        roles = {None: BOTH, "all": ROLES}.get(role, (role,))
        try:
            user = candidate(name)
            make_staff(user, asked_twice(), roles=roles, superuser=superuser)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{user.username} may now log in as {in_words(roles, superuser)}:")
        self.stdout.write(f"http://127.0.0.1:{settings.PORT}{reverse('admin:index')}")


def asked_twice():
    """Return the password, typed or piped twice in the same words."""
    if sys.stdin.isatty():
        first, second = getpass.getpass("Password: "), getpass.getpass("Password, once more: ")
    else:
        first, second = (sys.stdin.readline().rstrip("\r\n") for _ in range(2))
    if first != second:
        raise ValidationError("The two passwords are not the same. Nothing was changed.")
    return first


def in_words(roles, superuser):
    words = list(roles) + ["superuser"] * superuser
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
