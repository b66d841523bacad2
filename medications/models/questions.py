"""Knows the questions people really ask, and what each is about."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Question(models.Model):
    """One of the canonical questions; it is asked of every drug."""

    public = {"slug", "title", "short", "lead", "next_step", "position", "effects", "tests", "patient_words"}
    private = {"id"}

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160, help_text="As a patient would ask it.")
    short = models.CharField(max_length=40, help_text="Two or three words for the head of a table.")
    lead = models.TextField(blank=True, help_text="What the answer depends on. No fact about a drug.")
    next_step = models.TextField(
        help_text="The safe next step when nothing is known: whom to ask, what never to do alone."
    )
    position = models.PositiveSmallIntegerField(default=0)
    effects = models.ManyToManyField("SideEffect", blank=True, related_name="questions")
    tests = models.ManyToManyField("Test", blank=True, related_name="questions")
    patient_words = models.TextField(blank=True, help_text="What people type for it, one phrase a line.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("question", args=[self.slug])
