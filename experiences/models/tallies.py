"""Holds every number that a page shows of what people say: one narrow table, kept in step by the verbs."""

from django.db import models
from django.db.models import Q


class TallyQuerySet(models.QuerySet):
    def for_drug_page(self, drug, *, slice="all"):
        """All cells of one drug in one slice, in one query."""
        return self.filter(drug=drug, slice=slice).values_list("side_effect_id", "measure", "value", "n")

    def for_effect_page(self, side_effect):
        return self.filter(side_effect=side_effect, slice="all").values_list("drug_id", "measure", "value", "n")


class Tally(models.Model):
    """How many counted experiences of a drug say one value of one measure; about one effect, or about the drug as a whole."""

    public = {"drug", "side_effect", "slice", "measure", "value", "n"}
    private = {"id"}

    # No index of one key alone: those below begin with it, and SQLite would take it and read all slices for the one.
    drug = models.ForeignKey("medications.Drug", on_delete=models.CASCADE, related_name="tallies", db_index=False)
    side_effect = models.ForeignKey(
        "medications.SideEffect",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="tallies",
        db_index=False,
    )
    slice = models.CharField(max_length=100, help_text="Whose reports: all, or one attribute such as whose:self.")
    measure = models.CharField(max_length=30)
    value = models.CharField(max_length=160)
    n = models.PositiveIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            # The drug page reads one drug and slice along these; the verbs find their cell by them.
            models.UniqueConstraint(
                fields=["drug", "slice", "side_effect", "measure", "value"],
                condition=Q(side_effect__isnull=False),
                name="one_tally_per_effect_cell",
            ),
            models.UniqueConstraint(
                fields=["drug", "slice", "measure", "value"],
                condition=Q(side_effect__isnull=True),
                name="one_tally_per_drug_cell",
            ),
            models.CheckConstraint(condition=Q(n__gt=0), name="tally_counts_somebody"),
        ]
        indexes = [
            # The drug page: one drug in one slice, whatever the effect.
            models.Index(fields=["drug", "slice"], name="tally_of_drug"),
            # The effect page: one effect across all drugs.
            models.Index(fields=["side_effect", "slice"], name="tally_of_effect"),
            # The switch map: a few measures across all drugs.
            models.Index(fields=["measure", "slice"], name="tally_of_measure"),
        ]

    def __str__(self):
        return f"{self.measure}={self.value}: {self.n}"
