"""Knows who corrected which mention, how and when. It holds no text of the post."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Correction(models.Model):
    """One correction of one stretch of a post. Rows are only ever added."""

    class Verb(models.TextChoices):
        CONFIRM = "confirm", "confirmed"
        DISMISS = "dismiss", "dismissed"
        RETARGET = "retarget", "changed"
        ADD = "add", "added"

    public = set()
    private = {"id", "post", "start", "end", "verb", "before", "after", "by", "at"}

    post = models.ForeignKey("Post", on_delete=models.PROTECT, related_name="corrections")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    verb = models.CharField(max_length=8, choices=Verb)
    before = models.CharField("it was", max_length=300, blank=True)
    after = models.CharField("it is", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()

    class Meta:
        ordering = ["post", "at", "id"]
        verbose_name = "correction of a mention"
        verbose_name_plural = "corrections of mentions"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="correction_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} on {self.at:%Y-%m-%d}"
