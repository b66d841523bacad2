"""Knows how often one source did one thing within one stretch of time, and nothing by which the source could be named."""

from django.db import models


class SourceCount(models.Model):
    """One count. Its hash is keyed with a salt of the day, so that after a day nobody can tell whose it was."""

    public = set()
    private = {"id", "source_hash", "ends", "n"}

    source_hash = models.CharField(max_length=64)
    ends = models.PositiveBigIntegerField(help_text="When the stretch ends, in seconds since 1970.")
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_hash", "ends"], name="one_count_per_source_and_stretch")]
        indexes = [
            # Rows that are over are dropped whenever a new one begins.
            models.Index(fields=["ends"], name="source_count_end"),
        ]

    def __str__(self):
        return f"{self.n} until {self.ends}"


class DailySalt(models.Model):
    """What keys the hashes of one day. It is forgotten when the day is over."""

    public = set()
    private = {"day", "salt"}

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self):
        return f"the salt of {self.day}"
