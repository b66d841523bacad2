"""Knows the changes people tell of: from which drug to which, how, and why."""

from django.db import models
from django.db.models import F, Q

from experiences.models.told import Experience


class Change(models.Model):
    """One step from a drug (or none) to a drug (or none)."""

    class Kind(models.TextChoices):
        REPLACED = "replaced", "replaced"
        ADDED = "added", "added"
        STOPPED = "stopped", "stopped"
        DOSE_CHANGED = "dose_changed", "dose changed"

    public = {"post", "from_drug", "to_drug", "kind", "reason", "side_effect", "is_planned", "whose"}
    private = {"id"}

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="changes")
    from_drug = models.ForeignKey(
        "medications.Drug", null=True, blank=True, on_delete=models.PROTECT, related_name="changes_from"
    )
    to_drug = models.ForeignKey(
        "medications.Drug", null=True, blank=True, on_delete=models.PROTECT, related_name="changes_to"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=12, choices=Experience.StopReason, default=Experience.StopReason.NOT_SAID)
    side_effect = models.ForeignKey(
        "medications.SideEffect", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_planned = models.BooleanField("still to come", default=False)
    whose = models.CharField(max_length=5, choices=Experience.Whose, default=Experience.Whose.SELF)

    class Meta:
        ordering = ["post", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="replaced", from_drug__isnull=False, to_drug__isnull=False) & ~Q(from_drug=F("to_drug"))
                    | Q(kind="added", to_drug__isnull=False)
                    | Q(kind="stopped", from_drug__isnull=False, to_drug__isnull=True)
                    | Q(kind="dose_changed", from_drug__isnull=False, to_drug__isnull=False, from_drug=F("to_drug"))
                ),
                name="change_kind_fits_its_drugs",
                violation_error_message="The drugs do not fit the kind: “replaced” has two different ones, “added” at least the one it leads to, “stopped” only the one it leads from, “dose changed” the same one twice.",
            ),
            models.CheckConstraint(
                condition=Q(side_effect__isnull=True) | Q(reason="side_effect"),
                name="change_effect_needs_that_reason",
                violation_error_message="A side effect is named only where a side effect is the reason.",
            ),
        ]
        indexes = [
            # The drug page and the switch map: changes away from, and to, one drug, newest first.
            models.Index(fields=["from_drug", "id"], name="change_from"),
            models.Index(fields=["to_drug", "id"], name="change_to"),
            # The switch map: changes from one drug to another, newest first.
            models.Index(fields=["from_drug", "to_drug", "id"], name="change_between"),
        ]

    def __str__(self):
        return f"{self.from_drug or 'nothing'} → {self.to_drug or 'nothing'}"
