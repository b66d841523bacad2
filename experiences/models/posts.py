"""Knows the posts: anything a person writes. The one unit of moderation, linking and search."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiences import addresses


class PostQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=Post.Status.PUBLISHED)

    def published_or_erased(self):
        """The public posts, and those that were public before their authors erased them: a line keeps their place."""
        return self.filter(Q(status=Post.Status.PUBLISHED) | Q(status=Post.Status.ERASED, published_at__isnull=False))

    def for_thread_page(self, thread):
        """The public posts of one thread with all that the page shows of them, oldest first."""
        return (
            self.published()
            .filter(thread=thread)
            .order_by("position", "id")
            .prefetch_related(
                "experiences__drug", "experiences__effects__side_effect", "changes", "fact_checks__sources", "questions"
            )
        )


class Post(models.Model):
    """One text by one person. Its status changes only through the verbs of `experiences.moderation`."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        PUBLISHED = "published", "published"
        RETURNED = "returned", "returned to its author"
        REJECTED = "rejected", "rejected"
        WITHDRAWN = "withdrawn", "withdrawn by its author"
        TAKEN_DOWN = "taken_down", "taken down"
        ERASED = "erased", "erased by its author"

    class Lane(models.IntegerChoices):
        """How soon somebody must read it; the queue is in this order."""

        CRISIS = 1, "crisis"
        SERIOUS = 2, "serious"
        ORDINARY = 3, "ordinary"

    class Kind(models.TextChoices):
        QUESTION = "question", "question"
        EXPERIENCE = "experience", "experience"
        INFORMATION = "information", "information"
        REPLY = "reply", "reply"

    public = {"thread", "position", "kind", "body", "questions", "published_at"}
    private = {
        "id", "status", "written_at", "author", "title", "token", "revision", "lane", "needs_second", "first_reader",
        "second_reader", "claimed_by", "claimed_until",
    }  # fmt: skip

    thread = models.ForeignKey("Thread", on_delete=models.PROTECT, related_name="posts")
    position = models.PositiveIntegerField(help_text="Its place in the thread, from 1.")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REPLY)
    body = models.TextField(blank=True, help_text="Plain text. Shown escaped, never as HTML.")
    questions = models.ManyToManyField(
        "medications.Question", blank=True, related_name="posts", help_text="What it asks."
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING, editable=False)
    written_at = models.DateTimeField(help_text="When it reached us.")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    # The verbs alone write what follows. Rows that are stored in bulk may leave it out.
    author = models.ForeignKey(
        "Author", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(
        max_length=160,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="What its author called the thread that it opens. The thread bears it while this post is public.",
    )
    token = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False, help_text="So that it is sent once."
    )
    revision = models.PositiveIntegerField(
        default=1, db_default=1, editable=False, help_text="Goes up with every change of the text."
    )
    lane = models.PositiveSmallIntegerField(
        choices=Lane, default=Lane.ORDINARY, db_default=Lane.ORDINARY, editable=False
    )
    needs_second = models.BooleanField("needs a second reader", default=False, db_default=False, editable=False)
    first_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="claims"
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["thread", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="one_post_per_place"),
            models.CheckConstraint(
                condition=~Q(status="published") | (Q(published_at__isnull=False) & ~Q(body="")),
                name="public_post_has_text_and_date",
            ),
            models.CheckConstraint(condition=~Q(status="erased") | Q(body=""), name="erased_post_has_no_text"),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(needs_second=False)
                | (
                    Q(first_reader__isnull=False) & Q(second_reader__isnull=False) & ~Q(first_reader=F("second_reader"))
                ),
                name="second_reader_is_another_person",
                violation_error_message="Two different people must agree before this post is published.",
            ),
            models.CheckConstraint(condition=~Q(lane=1) | Q(needs_second=True), name="crisis_needs_a_second_reader"),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="claim_has_who_and_until",
            ),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="post_sent_once"),
        ]
        indexes = [
            # The desk's list of one status, oldest first. Without the published: they are nearly all, and SQLite, which does
            # not know that, would read every one of them by this index for the newest few.
            models.Index(fields=["status", "written_at", "id"], condition=~Q(status="published"), name="post_queue"),
            # The moderators' queue of what waits: by risk, then age.
            models.Index(fields=["lane", "written_at", "id"], condition=Q(status="waiting"), name="post_queue_by_risk"),
            # The queue of those that need a second person, a few among many that wait: by risk, then age.
            models.Index(
                fields=["lane", "written_at", "id"],
                condition=Q(status="waiting", needs_second=True),
                name="post_queue_second",
            ),
            # The moderators' queue of their own: few are claimed, and an index of all would be of nobody's.
            models.Index(
                fields=["claimed_by", "claimed_until"], condition=Q(claimed_by__isnull=False), name="post_queue_mine"
            ),
            # The home page and the feed: newest public posts.
            models.Index(fields=["-published_at", "-id"], condition=Q(status="published"), name="post_newest_first"),
        ]

    def __str__(self):
        return f"Post {self.pk}"

    def save(self, **how):
        """Write a new row whole; of a stored one only its kind: the rest is the verbs' alone, or another's meanwhile."""
        if not self._state.adding and how.get("update_fields") is None:
            how["update_fields"] = ["kind"]
        super().save(**how)

    def get_absolute_url(self):
        return addresses.of_post(self.pk, position=self.position, thread=self.thread_id, slug=self.thread.slug)
