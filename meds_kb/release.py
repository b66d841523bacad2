"""Knows which code is running, so that nothing rendered by other code is taken for current."""

import functools
import hashlib

from django.conf import settings

SHOWN = (
    "meds_kb/**/*.py",
    "experiences/**/*.py",
    "medications/**/*.py",
    "templates/**/*.*",
    "static/**/*.*",
    "requirements.txt",
)


@functools.cache
def fingerprint():
    """Return the release and a short hash of all that shapes a page, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SHOWN for path in settings.BASE_DIR.glob(pattern) if path.is_file()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    # What an operator says of this copy stands on its pages too.
    digest.update(f"{settings.OPERATOR}\n{settings.CONTACT}\n{settings.SHARING}".encode())
    return f"{settings.RELEASE}-{digest.hexdigest()[:16]}"
