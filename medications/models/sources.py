"""Knows where a fact comes from."""

from django.db import models
from simple_history.models import HistoricalRecords


class Source(models.Model):
    """A document that somebody can open and read."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", "guideline"
        LABEL = "label", "product label"
        LEAFLET = "leaflet", "patient leaflet"
        STUDY = "study", "study"
        REVIEW = "review", "review"
        REGISTER = "register", "register"
        WEB = "web", "web page of lesser weight"

    public = {"slug", "title", "publisher", "year", "url", "kind", "checked_on", "is_read"}
    private = {"id", "comment"}

    slug = models.SlugField(
        max_length=80, unique=True, help_text="A short handle, such as <code>eular-sle-2023</code>."
    )
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True, help_text="Where a reader can open it.")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WEB)
    checked_on = models.DateField(
        null=True, blank=True, help_text="When somebody last read it. Empty shows as “date not known”."
    )
    is_read = models.BooleanField("read", default=True, help_text="Off when nobody has opened it yet.")
    comment = models.TextField(blank=True, help_text="For curators. Never shown to readers.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(1900, 2100)),
                name="source_year_plausible",
                violation_error_message="Give the year with four digits, such as 2023.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher else self.title
