"""Starts the site in the foreground: everything it needs, then the real server."""

import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepare this copy of the site and serve it on 127.0.0.1, port PORT, until it is told to stop."
    requires_system_checks = []

    def handle(self, **options):
        refuse_a_taken_port(settings.PORT)
        call_command("prepare")
        self.stdout.write(f"Open http://{HOST}:{settings.PORT}/ – stop with Ctrl+C.")
        self.stdout.flush()
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, server_command(settings.PORT))  # noqa: S606  # our own interpreter and arguments


def refuse_a_taken_port(port):
    """Raise in one line when somebody else listens on `port`, before any work is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CommandError(f"Port {port} is not yours to use; choose another: make run PORT=8001") from None
        except OSError:
            raise CommandError(f"Port {port} is taken; choose another: make run PORT={port % 65535 + 1}") from None


def server_command(port):
    """Return granian's command line: one process per core, one blocking thread each (measured, DESIGN 12).

    It keeps no access log, whatever the environment says: a log would hold addresses.
    """
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning", "--no-access-log"),
        *("--host", HOST, "--port", str(port)),
        *("--workers", str(len(os.sched_getaffinity(0))), "--blocking-threads", "1", "--respawn-failed-workers"),
        # A worker that is still starting does not hear that it shall end: without this the server waits for it for good.
        *("--workers-kill-timeout", "5"),
        "meds_kb.wsgi:application",
    ]
