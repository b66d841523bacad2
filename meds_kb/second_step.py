"""Knows the second step of a log-in at the desk: a code from an app on the person's own phone (TOTP)."""

from base64 import b32encode

import segno
from django.conf import settings
from django.db import transaction
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

REQUIRED, OPTIONAL = "required", "optional"


def is_set_up(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_open(user):
    """Tell whether somebody who gave the right password still has the second step before them."""
    if getattr(user, "otp_device", None):  # set by the middleware, and by nothing while somebody logs in
        return False
    return settings.STAFF_TOTP == REQUIRED or is_set_up(user)


def new_key():
    return default_key()


@transaction.atomic
def passed(user, code):
    """Return the device of this user that shows this code now, or None. A code is good once."""
    for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True):
        if device.verify_token(code):
            return device
    return None


@transaction.atomic
def set_up(user, key, code):
    """Make the device that holds this key the user's only one, if it shows this code now; return it, or None."""
    device = TOTPDevice.objects.create(user=user, name="app", key=key)
    if not device.verify_token(code):
        device.delete()
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    return device


def reset(user):
    """Forget the user's devices; return how many there were. The next log-in sets up a new one."""
    count = TOTPDevice.objects.filter(user=user).count()
    TOTPDevice.objects.filter(user=user).delete()
    return count


def as_picture(user, key):
    """Return the QR code that an app reads, as inline SVG without any style."""
    address = TOTPDevice(user=user, key=key).config_url
    drawn = segno.make(address, error="m").svg_inline(scale=5, light="white", svgclass="desk-qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 (drawn by segno: squares only)


def as_words(key):
    """Return a key to type into an app: base 32, in groups of four."""
    written = b32encode(bytes.fromhex(key)).decode().rstrip("=")
    return " ".join(written[first : first + 4] for first in range(0, len(written), 4))
