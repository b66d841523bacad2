"""Knows the posts: anything a person writes. The one unit of moderation, linking and search."""

from django.db import models
from django.db.models import Q

from experiences import addresses


class PostQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=Post.Status.PUBLISHED)

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

    class Kind(models.TextChoices):
        QUESTION = "question", "question"
        EXPERIENCE = "experience", "experience"
        INFORMATION = "information", "information"
        REPLY = "reply", "reply"

    public = {"thread", "position", "kind", "body", "questions", "published_at"}
    private = {"id", "status", "written_at"}

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
        ]
        indexes = [
            # The moderators' queues: one status, oldest first.
            models.Index(fields=["status", "written_at", "id"], name="post_queue"),
            # The home page and the feed: newest public posts.
            models.Index(fields=["-published_at", "-id"], condition=Q(status="published"), name="post_newest_first"),
        ]

    def __str__(self):
        return f"Post {self.pk}"

    def get_absolute_url(self):
        return addresses.of_post(self.pk, position=self.position, thread=self.thread_id, slug=self.thread.slug)
