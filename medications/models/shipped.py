"""Knows which rows came from the knowledge files, so that a new load never overwrites a curator."""

from django.db import models


class ShippedEntry(models.Model):
    """One entry of a knowledge file: the row it became, and what that row held when it was loaded."""

    public = set()
    private = {"id", "model", "key", "row", "digest"}

    model = models.CharField(max_length=40)
    key = models.CharField(max_length=300, help_text="File and entry.")
    row = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="one_row_per_shipped_entry")]

    def __str__(self):
        return self.key
