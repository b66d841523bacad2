"""Knows how an account for the desk is made."""

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from medications.site_account import USERNAME as SITE_ITSELF
from meds_kb.roles import make_roles


def candidate(name):
    """Return the account of this name, made or not, with the name checked; raise ValidationError."""
    User = get_user_model()
    name = User.normalize_username(name)
    if not name:
        raise ValidationError("Give the account a name to log in with, such as ada.")
    if name == SITE_ITSELF:
        raise ValidationError("This name belongs to the site itself, which never logs in.")
    user = User.objects.filter(username=name).first() or User(username=name)
    user.clean_fields(exclude=["password"])
    return user


@transaction.atomic
def make_staff(user, password, *, roles, superuser=False):
    """Give an account exactly these roles and this password; raise ValidationError for a weak one."""
    validate_password(password, user)
    user.set_password(password)
    user.is_staff = user.is_active = True
    user.is_superuser = superuser
    user.save()
    user.groups.set([group for group in make_roles() if group.name in roles])
    return user
