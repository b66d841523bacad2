"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meds_kb.settings")
application = get_wsgi_application()

from medications.matching import cues, guard  # noqa: E402  (after the settings)

guard.load()
cues.load()
