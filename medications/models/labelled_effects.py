"""Knows how often each source says that people have an effect, and in whom."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class LabelledEffectQuerySet(models.QuerySet):
    def readable(self):
        """Rows that somebody has checked; the others are for curators."""
        return self.filter(is_verified=True)

    def for_effect_lists(self):
        return (
            self.readable()
            .select_related("drug_effect__side_effect", "drug_effect__drug", "source")
            .order_by("drug_effect_id", "position", "id")
        )


class LabelledEffect(models.Model):
    """One source, one drug and effect, one population, one arm: a band, a number, or just the mention.

    A band belongs to its source and a number to its source and population. Neither is worked out from the other.
    """

    class Band(models.TextChoices):
        """CIOMS Working Group III frequency bands."""

        VERY_COMMON = "very common", "very common (10 or more of 100)"
        COMMON = "common", "common (between 1 and 10 of 100)"
        UNCOMMON = "uncommon", "uncommon (between 1 and 10 of 1,000)"
        RARE = "rare", "rare (between 1 and 10 of 10,000)"
        VERY_RARE = "very rare", "very rare (fewer than 1 of 10,000)"

    class Arm(models.TextChoices):
        TAKING = "taking", "taking the drug"
        NOT_TAKING = "not taking", "not taking the drug"

    class Qualifier(models.TextChoices):
        BELOW = "<", "fewer than"
        ABOVE = ">", "more than"
        ABOUT = "about", "about"
        UP_TO = "up to", "up to"

    class Group(models.TextChoices):
        LUPUS = "lupus", "lupus"
        TRANSPLANT = "transplant", "transplant"
        ARTHRITIS = "arthritis", "arthritis"
        BOWEL = "bowel", "bowel disease"
        OTHER = "other", "other or mixed"

    public = {
        "drug_effect", "source", "band", "low", "high", "qualifier", "population", "group", "arm", "affected", "total", "period", "ratio", "detail", "is_verified",
    }  # fmt: skip
    private = {"id", "position", "comment"}

    drug_effect = models.ForeignKey("DrugEffect", on_delete=models.CASCADE, related_name="labelled")
    source = models.ForeignKey("Source", on_delete=models.PROTECT, related_name="labelled_effects")
    band = models.CharField(
        max_length=12,
        choices=Band,
        blank=True,
        help_text="The word the source uses. Leave empty when it gives only a number.",
    )
    low = models.DecimalField("of 100, from", max_digits=7, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(
        "of 100, to",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="The same as “from” for a single figure.",
    )
    qualifier = models.CharField(max_length=6, choices=Qualifier, blank=True)
    population = models.CharField(
        max_length=200, blank=True, help_text="Who was looked at, such as: people with lupus nephritis."
    )
    group = models.CharField(max_length=12, choices=Group, blank=True)
    arm = models.CharField(max_length=10, choices=Arm, default=Arm.TAKING)
    affected = models.PositiveIntegerField("people with it", null=True, blank=True)
    total = models.PositiveIntegerField("people looked at", null=True, blank=True)
    period = models.CharField(max_length=80, blank=True, help_text="Over what time, such as: at 5 years.")
    ratio = models.CharField(max_length=160, blank=True, help_text="A comparison the source gives, in words.")
    detail = models.CharField(
        max_length=160, blank=True, help_text="What exactly was counted, such as: serious ones only."
    )
    is_verified = models.BooleanField("checked", default=True, help_text="Off hides it from readers.")
    position = models.PositiveSmallIntegerField(default=0)
    comment = models.TextField(blank=True, help_text="For curators. Never shown to readers.")

    history = HistoricalRecords()
    objects = LabelledEffectQuerySet.as_manager()

    class Meta:
        ordering = ["drug_effect", "position", "id"]
        constraints = [
            models.CheckConstraint(
                # A CHECK lets NULL pass, so both ends say that they are there.
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__isnull=False, high__isnull=False, low__gte=0, high__lte=100, high__gte=F("low")),
                name="labelled_range_is_a_share_of_100",
                violation_error_message="Give both figures, of 100, the smaller one first. For a single figure write it twice.",
            ),
            models.CheckConstraint(
                condition=Q(affected__isnull=True) | Q(total__isnull=False, affected__lte=F("total")),
                name="labelled_count_has_its_total",
                violation_error_message="Say how many people were looked at; it cannot be fewer than those with the effect.",
            ),
            models.CheckConstraint(
                condition=Q(qualifier="") | Q(low__isnull=False),
                name="labelled_qualifier_needs_a_number",
                violation_error_message="A word such as “about” needs a figure.",
            ),
            models.CheckConstraint(
                condition=Q(arm="taking") | Q(low__isnull=False),
                name="labelled_other_arm_needs_a_number",
                violation_error_message="People who do not take the drug are shown only with a figure. Give it.",
            ),
        ]
        indexes = [
            # The drug page reads a drug's rows through drug_effect; this one orders them on the way.
            models.Index(fields=["drug_effect", "position"], name="labelled_by_effect"),
        ]

    def __str__(self):
        return f"{self.drug_effect} – {self.source.slug}"
