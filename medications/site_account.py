"""Knows the account in whose name the product itself acts: what it ships, it also answers for."""

from django.contrib.auth import get_user_model

USERNAME = "the-site-itself"


def site_account():
    """Return the account; made at first need, without a password, unable to log in."""
    user, made = get_user_model().objects.get_or_create(
        username=USERNAME, defaults={"is_active": False, "first_name": "The site", "last_name": "itself"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
