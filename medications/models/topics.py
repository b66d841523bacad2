"""Knows the side effects, tests and conditions that drugs and posts speak of."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords


class SideEffect(models.Model):
    """An unwanted effect, by its standard term (MedDRA preferred-term style; MedDRA itself is licensed and not copied)."""

    class Urgency(models.TextChoices):
        MILD = "mild", "usually mild"
        SEE_DOCTOR = "see_doctor", "tell your team"
        URGENT = "urgent", "get help now"

    public = {
        "slug",
        "term",
        "plain_name",
        "description",
        "body_system",
        "organ_class",
        "urgency",
        "lupus_too",
        "caution",
        "merged_into",
    }
    private = {"id"}

    slug = models.SlugField(max_length=80, unique=True)
    term = models.CharField(max_length=120, unique=True, help_text="The standard term, lower case, British spelling.")
    plain_name = models.CharField(max_length=120, unique=True, help_text="What a patient would call it.")
    description = models.TextField(help_text="One or two plain sentences.")
    body_system = models.CharField(max_length=60, help_text="The part of the body, in plain words.")
    organ_class = models.CharField("system organ class", max_length=120)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.SEE_DOCTOR)
    lupus_too = models.CharField(
        "lupus can do this too", max_length=200, blank=True, help_text="A short sentence when lupus itself can do this."
    )
    caution = models.TextField(
        blank=True, help_text="What a reader should know when everyday words for this can mean something worse."
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["plain_name"]

    def __str__(self):
        return f"{self.plain_name} ({self.term})" if self.plain_name != self.term else self.term

    def get_absolute_url(self):
        return reverse("side_effect", args=[self.slug])


class SourcedTopic(models.Model):
    """What tests and conditions have in common: names, a plain description and its sources."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160, unique=True, help_text="The full name.")
    plain_name = models.CharField(max_length=120, unique=True, help_text="What a patient would call it.")
    description = models.TextField(help_text="One or two plain sentences.")
    is_verified = models.BooleanField(
        "checked", default=True, help_text="Off while nobody has checked the description against a source."
    )
    sources = models.ManyToManyField("Source", blank=True, related_name="+")
    caution = models.TextField(
        blank=True, help_text="What a reader should know when everyday words for this can mean something else."
    )
    comment = models.TextField(blank=True, help_text="For curators. Never shown to readers.")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )

    class Meta:
        abstract = True
        ordering = ["plain_name"]

    def __str__(self):
        return f"{self.plain_name} ({self.name})" if self.plain_name != self.name else self.name


class Test(SourcedTopic):
    """A check that is done before or during treatment."""

    __test__ = False  # not a test case, whatever pytest thinks of the name
    public = {"slug", "name", "plain_name", "description", "is_verified", "sources", "caution", "merged_into"}
    private = {"id", "comment"}

    history = HistoricalRecords()

    def get_absolute_url(self):
        return reverse("test", args=[self.slug])


class Condition(SourcedTopic):
    """An illness that people take these drugs for, or live with."""

    public = {"slug", "name", "plain_name", "description", "is_verified", "sources", "caution", "merged_into"}
    private = {"id", "comment", "icd10", "icd10_is_verified"}

    icd10 = models.CharField("ICD-10 code", max_length=10, blank=True)
    icd10_is_verified = models.BooleanField("ICD-10 code checked", default=False)

    history = HistoricalRecords()

    def get_absolute_url(self):
        return reverse("condition", args=[self.slug])
