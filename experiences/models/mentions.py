"""Knows which stretches of a post name a drug, an effect, a test or a condition, and what is said of it."""

from django.db import models
from django.db.models import F, Q

from medications.models.names import TARGETS, exactly_one_of


class MentionQuerySet(models.QuerySet):
    def standing(self):
        """All but those a moderator dismissed."""
        return self.exclude(review=Mention.Review.DISMISSED)

    def live(self):
        """Standing mentions in public posts."""
        return self.standing().filter(post__status="published")

    def for_thread_page(self, thread):
        return self.live().filter(post__thread=thread).select_related(*TARGETS).order_by("post_id", "start")


class Mention(models.Model):
    """A stretch of a post, in code points, and the page it names."""

    class Assertion(models.TextChoices):
        PRESENT = "present", "present"
        ABSENT = "absent", "denied"
        FEARED = "feared", "feared or asked"
        INDICATION = "indication", "the illness or reason"
        OTHER = "other", "general statement"

    class Review(models.TextChoices):
        DETECTED = "detected", "found by the matcher"
        CONFIRMED = "confirmed", "confirmed"
        DISMISSED = "dismissed", "dismissed"
        ADDED = "added", "added by a moderator"

    public = {"post", "start", "end", "surface", "drug", "side_effect", "test", "condition", "assertion"}
    private = {"id", "review", "reason"}

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=200, help_text="The words as they stand in the post.")
    drug = models.ForeignKey(
        "medications.Drug", null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    side_effect = models.ForeignKey(
        "medications.SideEffect", null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    test = models.ForeignKey(
        "medications.Test", null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    condition = models.ForeignKey(
        "medications.Condition", null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    assertion = models.CharField(max_length=10, choices=Assertion, default=Assertion.PRESENT)
    review = models.CharField(max_length=9, choices=Review, default=Review.DETECTED)
    reason = models.CharField("why it linked", max_length=200, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["post", "start"]
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(*TARGETS), name="mention_has_exactly_one_target"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["post", "start"], condition=~Q(review="dismissed"), name="one_standing_mention_per_place"
            ),
        ]
        indexes = [
            # Each target's page lists the threads that speak of it.
            *(
                models.Index(
                    fields=[target, "post"], condition=Q(**{f"{target}__isnull": False}), name=f"mention_of_{target}"
                )
                for target in TARGETS
            ),
        ]

    def __str__(self):
        return f"Mention {self.pk}"  # no word of the post: the desk's log keeps what is said here

    @property
    def target(self):
        """The row it names; select_related it first."""
        return self.drug or self.side_effect or self.test or self.condition
