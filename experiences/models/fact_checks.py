"""Knows what moderators found when they held a claim in a post against the sources."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FactCheck(models.Model):
    """A stretch of a post, a verdict, a note in our words and its sources."""

    class Verdict(models.TextChoices):
        SUPPORTED = "supported", "supported"
        MIXED = "mixed", "mixed"
        CONTRADICTED = "contradicted", "contradicted"
        OUTDATED = "outdated", "outdated"

    public = {"post", "start", "end", "quote", "verdict", "note", "sources", "checked_on"}
    private = {"id", "by"}

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="fact_checks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=400, help_text="The words that were checked, as they stand in the post.")
    verdict = models.CharField(max_length=12, choices=Verdict)
    note = models.TextField(help_text="What the sources say, in one to three plain sentences.")
    sources = models.ManyToManyField("medications.Source", related_name="fact_checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="fact_checks")
    checked_on = models.DateField()

    class Meta:
        ordering = ["post", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="fact_check_ends_after_it_starts")]

    def __str__(self):
        return f"Fact check {self.pk}: {self.verdict}"  # no word of the post: the desk's log keeps what is said here
