"""Knows which thing was merged into which, by whom, when and why, and how much moved. It holds no text of a post."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Merge(models.Model):
    """One merging of two things of one kind. Rows are only ever added."""

    class Kind(models.TextChoices):
        SIDE_EFFECT = "side_effect", "side effect"
        TEST = "test", "test"
        CONDITION = "condition", "illness"

    public = set()
    private = {"id", "kind", "gone", "kept", "by", "at", "why", "moved"}

    kind = models.CharField(max_length=11, choices=Kind)
    gone = models.SlugField("went", max_length=80, help_text="Its address sends on for good.")
    kept = models.SlugField("stayed", max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)
    moved = models.JSONField(help_text="How many rows of each kind moved.")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="merge_has_why"),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="merge_is_of_two"),
            # Once gone, a thing is part of another: it cannot go again.
            models.UniqueConstraint(fields=["kind", "gone"], name="merged_once"),
        ]

    def __str__(self):
        return f"{self.gone} into {self.kept}"

    @property
    def moved_words(self):
        return ", ".join(f"{what}: {n:,}" for what, n in self.moved.items())
