"""Knows the words of the glossary: what a reader may not know and no page of its own explains."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Term(models.Model):
    """One word and what it means. Our own pages link its first use to the glossary."""

    public = {"slug", "name", "forms", "meaning", "sources"}
    private = {"id"}

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80, unique=True)
    forms = models.TextField(
        "other forms", blank=True, help_text="Further spellings, one a line. Capitals match only themselves."
    )
    meaning = models.TextField(help_text="One or two plain sentences.")
    sources = models.ManyToManyField("Source", blank=True, related_name="+", help_text="Where it states a fact.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('glossary')}#{self.slug}"
