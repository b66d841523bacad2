"""Shows the pages that are words only: who to call, and what this site promises."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from experiences.retention import ORIGINALS, SNAPSHOTS, TEXTS
from medications import help_lines
from medications.licence import LICENCE, LICENCE_URL
from meds_kb.help_now import CARDS
from meds_kb.said.counts import Counts

EXAMPLE = Counts(yes=2, no=7, counted=20)  # shown as an example, and said to be one


@require_safe
def help_now(request):
    return render(request, "meds_kb/help_now.html", {"cards": CARDS, "help": help_lines.sourced()})


@require_safe
def about(request):
    return render(request, "meds_kb/about.html", {"licence": LICENCE, "licence_url": LICENCE_URL})


@require_safe
def how_we_count(request):
    return render(request, "meds_kb/how_we_count.html", {"example": EXAMPLE})


@require_safe
def moderation(request):
    return render(request, "meds_kb/moderation.html")


@require_safe
def privacy(request):
    kept = {"originals": ORIGINALS.days, "texts": TEXTS.days, "snapshots": SNAPSHOTS.days}
    return render(request, "meds_kb/privacy.html", {"kept": kept, "backups": settings.BACKUP_DAYS})


@require_safe
def favicon(request):
    """Send browsers that ask for the old name to the file."""
    return redirect(static("favicon.ico"), permanent=False)
