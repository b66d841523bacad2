"""Knows the frequent, drug-like words of posts that nothing claims, and which of them nobody wants to see again."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class UnknownWordQuerySet(models.QuerySet):
    def open(self):
        """Those a curator may still make a name of."""
        return self.filter(hidden_at__isnull=True)


class UnknownWord(models.Model):
    """A word as the matcher folds it, and how many posts held it when they were last counted."""

    public = set()
    private = {"id", "word", "posts", "counted_at", "hidden_by", "hidden_at"}

    word = models.CharField(max_length=60, unique=True)
    posts = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = UnknownWordQuerySet.as_manager()

    class Meta:
        ordering = ["-posts", "word"]
        verbose_name = "unknown name"
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True)
                | Q(hidden_at__isnull=False, hidden_by__isnull=False),
                name="hidden_word_has_who_and_when",
            ),
        ]

    def __str__(self):
        return self.word
