"""Knows who decided what about a post, when and why. It holds no text of the post."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Decision(models.Model):
    """One verb on one post. Rows are only ever added."""

    class Verb(models.TextChoices):
        SUBMIT = "submit", "submitted"
        PUBLISH = "publish", "published"
        RETURN = "return", "returned to its author"
        REJECT = "reject", "rejected"
        TAKE_DOWN = "take_down", "taken down"
        WITHDRAW = "withdraw", "withdrawn by its author"
        ERASE = "erase", "erased by its author"
        EDIT = "edit", "edited"
        FOLLOW_UP = "follow_up", "followed up"
        CLAIM = "claim", "claimed"
        RELEASE = "release", "released"
        ASK_SECOND = "ask_second", "put before a second reader"
        ESCALATE = "escalate", "put first as a crisis"
        AGREE = "agree", "agreed to by a first reader"
        REDACT = "redact", "redacted"
        REPORT = "report", "reported"
        KEEP = "keep", "kept after a report"

    public = {"verb", "at"}
    private = {"id", "post", "from_status", "to_status", "by", "reason"}

    post = models.ForeignKey("Post", on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb)
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text="Empty for an author or a reader, who has no account.",
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["post", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False)
                | Q(verb__in=("submit", "edit", "withdraw", "erase", "follow_up", "report")),
                name="decision_has_who",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=("return", "reject", "take_down", "ask_second", "escalate", "redact", "keep"))
                | ~Q(reason=""),
                name="decision_has_why",
            ),
        ]
        indexes = [
            # The history of one post, in the admin.
            models.Index(fields=["post", "at"], name="decision_history"),
            # The numbers of the desk: the decisions of the last days, by verb, without reading the rows.
            models.Index(fields=["at", "verb"], name="decision_newest"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} on {self.at:%Y-%m-%d}"
