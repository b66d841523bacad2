"""Knows which form of words never links to which thing, however near it comes to a name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from medications.matching.folding import fold
from medications.models.names import TARGETS, Name, exactly_one_of

OWN_OF_A_DRUG = (Name.Kind.INGREDIENT, Name.Kind.BRAND)


class NeverLinkQuerySet(models.QuerySet):
    def as_refused_forms(self):
        """Return (form, kind, slug) of each as the matcher wants it. A form that became a drug's own name links again."""
        own = Name.objects.filter(folded=OuterRef("folded"), drug=OuterRef("drug"), kind__in=OWN_OF_A_DRUG)
        rows = self.exclude(Exists(own)).values_list("surface", *(f"{target}__slug" for target in TARGETS))
        return [
            (surface, kind, slug) for surface, *slugs in rows for kind, slug in zip(TARGETS, slugs, strict=True) if slug
        ]


class NeverLink(models.Model):
    """A curator's decision that a form is no name of a thing. Deleting the row takes it back; its history stays."""

    public = set()
    private = {"id", "surface", "folded", "why", "drug", "side_effect", "test", "condition"}

    surface = models.CharField("words", max_length=120, help_text="As people write them. Capitals do not matter.")
    folded = models.CharField(max_length=120, editable=False)
    why = models.CharField(max_length=300, blank=True, help_text="For other curators: what the words mean instead.")
    drug = models.ForeignKey("Drug", null=True, blank=True, on_delete=models.CASCADE, related_name="never_links")
    side_effect = models.ForeignKey(
        "SideEffect", null=True, blank=True, on_delete=models.CASCADE, related_name="never_links"
    )
    test = models.ForeignKey("Test", null=True, blank=True, on_delete=models.CASCADE, related_name="never_links")
    condition = models.ForeignKey(
        "Condition", null=True, blank=True, on_delete=models.CASCADE, related_name="never_links"
    )

    history = HistoricalRecords()
    objects = NeverLinkQuerySet.as_manager()

    class Meta:
        ordering = ["surface", "id"]
        verbose_name = "words that never link"
        verbose_name_plural = "words that never link"
        constraints = [
            models.CheckConstraint(
                condition=exactly_one_of(*TARGETS),
                name="never_link_has_exactly_one_target",
                violation_error_message="Choose exactly one thing that these words never mean.",
            ),
            models.CheckConstraint(
                condition=~Q(folded=""),
                name="never_link_holds_a_letter_or_digit",
                violation_error_message="Write at least one letter or digit.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["folded", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"never_link_once_per_{target}",
                    violation_error_message="This is decided already, perhaps in another spelling.",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self):
        return f"“{self.surface}”"

    def save(self, *args, **kwargs):
        self.folded = fold(self.surface)
        super().save(*args, **kwargs)

    @property
    def target(self):
        """The thing it never means; select_related it first."""
        return self.drug or self.side_effect or self.test or self.condition

    def validate_constraints(self, exclude=None):
        # No form asks for the folded form, yet the rules that name it hold.
        super().validate_constraints(exclude=set(exclude or ()) - {"folded"})

    def clean(self):
        self.folded = fold(self.surface)
        if self.drug_id and (own := self._own_name()):
            raise ValidationError(
                {"surface": f"“{own}” is this drug's own name, so it always links. Dismiss it in the one post instead."}
            )

    def _own_name(self):
        """Return the ingredient or brand of the drug that these words are, also written apart or together."""
        together = self.folded.replace(" ", "")
        own = Name.objects.filter(drug=self.drug_id, kind__in=OWN_OF_A_DRUG)
        return next((name for name in own if name.folded.replace(" ", "") == together), None)
