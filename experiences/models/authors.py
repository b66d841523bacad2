"""Knows who may come back to a post with a code, and what its author agreed to. It holds no name and no address."""

from django.db import models
from django.db.models import Q


class Author(models.Model):
    """Whoever holds a code. Several posts may be one author's; the code itself is kept nowhere."""

    public = set()
    private = {"id", "code_hash", "made_on"}

    code_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Author {self.pk}"


class Consent(models.Model):
    """What the author of a post agreed to, word for word, and when. Rows are only added, and go when a post is erased."""

    class Whose(models.TextChoices):
        SELF = "self", "the writer's own story"
        OTHER = "other", "someone else's story"
        BOTH = "both", "the writer's and someone else's"

    public = set()
    private = {"id", "post", "version", "text", "at", "whose", "other_knows", "why_not_asked", "is_16"}

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=40)
    text = models.TextField()
    at = models.DateTimeField()
    whose = models.CharField(max_length=5, choices=Whose, default=Whose.SELF)
    other_knows = models.BooleanField(default=False)
    why_not_asked = models.CharField(max_length=500, blank=True, help_text="Why the person told of cannot be asked.")
    is_16 = models.BooleanField()

    class Meta:
        ordering = ["post", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(version="") & ~Q(text=""), name="consent_keeps_its_words"),
            models.CheckConstraint(condition=Q(is_16=True), name="consent_is_of_someone_16_or_over"),
            models.CheckConstraint(
                condition=Q(whose="self") | Q(other_knows=True) | ~Q(why_not_asked=""),
                name="consent_says_what_the_other_knows",
            ),
        ]

    def __str__(self):
        return f"Consent {self.version}"
