"""The product's own settings, read from a clean environment, with the few things that only tests need."""

import os
import tempfile

for name in (
    "STAFF_TOTP",
    "STAFF_IDLE",
    "HTTPS",
    "DEBUG",
    "PORT",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "OPERATOR",
    "CONTACT",
    "TRUSTED_PROXIES",
    "BACKUP_DAYS",
    "SECOND_READER",
    "ERASED_LIST",
):
    os.environ.pop(name, None)
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="meds-kb-tests-")  # never the database that a person uses

from meds_kb.settings import *  # noqa: E402, F403
from meds_kb.settings import STORAGES  # noqa: E402

# The names with a hash in them exist only after collectstatic; a live test server knows the plain ones.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no warning for a folder that only collectstatic makes
