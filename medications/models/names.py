"""Knows every form of words that people use for a drug, an effect, a test or a condition."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from medications.matching.folding import fold
from medications.matching.names import KnownName

TARGETS = ("drug", "side_effect", "test", "condition")


def exactly_one_of(*fields):
    """Return the condition that one of the foreign keys is set and the others are not."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return condition


class NameQuerySet(models.QuerySet):
    def as_known_names(self):
        """Return every name as the matcher wants it, in one query."""
        rows = self.order_by("id").values_list(
            "surface", "is_ambiguous", "kind", "drug__slug", "side_effect__slug", "test__slug", "condition__slug"
        )
        return [_known_name(surface, ambiguous, kind, slugs) for surface, ambiguous, kind, *slugs in rows]


def _known_name(surface, ambiguous, kind, slugs):
    target, slug = next((target, slug) for target, slug in zip(TARGETS, slugs, strict=True) if slug)
    return KnownName(
        surface=surface,
        kind=target,
        slug=slug,
        ambiguous=ambiguous,
        is_misspelling=kind == Name.Kind.MISSPELLING,
        own=kind in (Name.Kind.INGREDIENT, Name.Kind.BRAND, Name.Kind.TERM),
    )


class Name(models.Model):
    """One form of words for one thing; an ambiguous form stands once for each thing it can mean."""

    class Kind(models.TextChoices):
        INGREDIENT = "ingredient", "ingredient (INN)"
        BRAND = "brand", "brand"
        TERM = "term", "standard term or full name"
        PLAIN = "plain", "plain name"
        ALSO = "also", "other form people write"
        MISSPELLING = "misspelling", "misspelling"

    public = {"surface", "kind", "is_ambiguous", "note", "regions", "drug", "side_effect", "test", "condition"}
    private = {"id", "folded", "is_verified", "sources"}

    surface = models.CharField("name", max_length=120, help_text="As people write it.")
    folded = models.CharField(max_length=120, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ALSO)
    is_ambiguous = models.BooleanField(
        "can mean something else",
        default=False,
        help_text="Never linked by itself. The page of this name asks “which one do you mean?”. Give it one row for each thing it can mean.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="What else it can mean, shown where readers choose.")
    regions = models.CharField(max_length=120, blank=True, help_text="Where a brand is sold, such as US, UK.")
    is_verified = models.BooleanField("checked", default=True)
    sources = models.ManyToManyField("Source", blank=True, related_name="+")
    drug = models.ForeignKey("Drug", null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    side_effect = models.ForeignKey("SideEffect", null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    test = models.ForeignKey("Test", null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    condition = models.ForeignKey("Condition", null=True, blank=True, on_delete=models.CASCADE, related_name="names")

    history = HistoricalRecords()
    objects = NameQuerySet.as_manager()

    class Meta:
        ordering = ["surface", "id"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one_of(*TARGETS),
                name="name_has_exactly_one_target",
                violation_error_message="Choose exactly one thing that this is a name of.",
            ),
            models.CheckConstraint(
                condition=~Q(folded=""),
                name="name_holds_a_letter_or_digit",
                violation_error_message="Write at least one letter or digit.",
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(is_ambiguous=False),
                name="one_spelling_one_thing",
                violation_error_message="Another thing already has this name. Mark both as “can mean something else”.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["folded", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"name_once_per_{target}",
                    violation_error_message="This name stands here already, perhaps in another spelling.",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self):
        return self.surface

    def save(self, *args, **kwargs):
        self.folded = fold(self.surface)
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude=None):
        # No form asks for the folded form, yet the rules that name it hold.
        super().validate_constraints(exclude=set(exclude or ()) - {"folded"})

    def clean(self):
        self.folded = fold(self.surface)
        if not self.folded:
            raise ValidationError({"surface": "Write at least one letter or digit."})
        others = Name.objects.filter(folded=self.folded).exclude(pk=self.pk)
        if others.exclude(is_ambiguous=self.is_ambiguous).exists():
            raise ValidationError(
                {
                    "is_ambiguous": "The same form stands elsewhere with another mark. A form is ambiguous everywhere or nowhere."
                }
            )
