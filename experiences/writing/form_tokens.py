"""Knows the token of a form: it says when the form was opened, and that two sendings are one."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing

LONGEST = 7 * 86_400  # seconds a form may lie open
SALT = "experiences.form_tokens"


def fresh():
    """Return a signed token for a form that is being opened."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(16))


def secret(token):
    """Return what makes a token unlike any other, or nothing when it is not ours or too old."""
    try:
        return signing.TimestampSigner(salt=SALT).unsign(token, max_age=LONGEST)
    except signing.BadSignature:
        return ""


def is_too_fast(token):
    """Tell whether a form came back sooner than a person fills it in."""
    if not settings.SHORTEST_FILL:
        return False
    try:
        signing.TimestampSigner(salt=SALT).unsign(token, max_age=settings.SHORTEST_FILL)
    except signing.SignatureExpired:
        return False
    return True


def stored(token):
    """Return what is kept of a token, so that the table cannot be turned back into codes."""
    return hashlib.sha256(secret(token).encode()).hexdigest()
