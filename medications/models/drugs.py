"""Knows the drugs, and which effects are on record with each."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager


class DrugQuerySet(models.QuerySet):
    def for_list_page(self):
        return self.order_by("group", "name")

    def counted(self):
        """Drugs whose reports are counted; a related medicine is only pointed to."""
        return self.exclude(page=Drug.Page.RELATED)


class Drug(models.Model):
    """An active ingredient, by its international nonproprietary name (INN)."""

    class Page(models.TextChoices):
        FULL = "full", "full page"
        SHORT = "short", "short page"
        RELATED = "related", "a related medicine we only point to"

    public = {
        "slug",
        "name",
        "page",
        "group",
        "drug_class",
        "atc",
        "rxnorm",
        "atc_is_verified",
        "rxnorm_is_verified",
        "code_sources",
        "reviewed_by",
        "reviewed_on",
        "tags",
    }
    private = {"id", "comment"}

    slug = models.SlugField(max_length=80, unique=True, help_text="The name in paths: lower case, hyphens.")
    name = models.CharField(max_length=120, unique=True, help_text="The ingredient (INN), such as azathioprine.")
    page = models.CharField(max_length=8, choices=Page, default=Page.SHORT)
    group = models.CharField(
        max_length=80, help_text="The heading it stands under on the list of medicines, in plain words."
    )
    drug_class = models.CharField("class", max_length=160, help_text="The pharmacological class.")
    atc = models.CharField("ATC code", max_length=8, blank=True)
    atc_is_verified = models.BooleanField("ATC code checked", default=False)
    rxnorm = models.CharField("RxNorm code", max_length=10, blank=True)
    rxnorm_is_verified = models.BooleanField("RxNorm code checked", default=False)
    code_sources = models.ManyToManyField(
        "Source", blank=True, related_name="+", help_text="Where the codes were read."
    )
    reviewed_by = models.CharField(
        max_length=120, blank=True, help_text="The clinician who reviewed this page, once one has."
    )
    reviewed_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True, help_text="For curators. Never shown to readers.")
    tags = TaggableManager(blank=True, help_text="Topics, separated by commas.")

    history = HistoricalRecords()
    objects = DrugQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by="", reviewed_on__isnull=True)
                | (~models.Q(reviewed_by="") & models.Q(reviewed_on__isnull=False)),
                name="drug_review_has_who_and_when",
                violation_error_message="Give both: who reviewed the page, and on which day.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("drug", args=[self.slug])

    @property
    def is_counted(self):
        return self.page != self.Page.RELATED


class DrugEffect(models.Model):
    """A side effect that at least one source names for a drug."""

    class Seriousness(models.TextChoices):
        MILD = "mild", "usually mild"
        SEE_DOCTOR = "see_doctor", "tell your team"
        URGENT = "urgent", "get help"

    public = {"drug", "side_effect", "seriousness"}
    private = {"id"}

    drug = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="effects")
    side_effect = models.ForeignKey("SideEffect", on_delete=models.PROTECT, related_name="drug_effects")
    seriousness = models.CharField(max_length=10, choices=Seriousness, default=Seriousness.SEE_DOCTOR)

    history = HistoricalRecords()

    class Meta:
        ordering = ["drug", "side_effect"]
        verbose_name = "side effect of a drug"
        verbose_name_plural = "side effects of drugs"
        constraints = [
            models.UniqueConstraint(
                fields=["drug", "side_effect"],
                name="one_row_per_drug_and_effect",
                violation_error_message="This effect is already on record with this drug.",
            )
        ]

    def __str__(self):
        return f"{self.drug}: {self.side_effect}"
