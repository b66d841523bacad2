"""Knows the threads: a title, its topics, and the posts people wrote under it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from taggit.managers import TaggableManager

RESERVED_SLUGS = ("reply",)


class ThreadQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_posts__gt=0)

    def with_last_place(self):
        """Annotate the place of the last public post, for the thread's page."""
        return self.annotate(last_place=Max("posts__position", filter=Q(posts__status="published")))

    def for_list_page(self):
        """Newest activity first; a keyset walks (last_published_at, id)."""
        return self.published().order_by("-last_published_at", "-id")


class Thread(models.Model):
    """A conversation. It is public as long as one of its posts is."""

    class Origin(models.TextChoices):
        SUBMITTED = "submitted", "written here"
        RETOLD = "retold", "retold from a public lupus forum"
        SYNTHETIC = "synthetic", "synthetic, made for tests"

    public = {"title", "slug", "origin", "opened_at", "published_posts", "last_published_at", "tags"}
    private = {"id", "import_key"}

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SUBMITTED)
    opened_at = models.DateTimeField()
    published_posts = models.PositiveIntegerField(default=0, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    import_key = models.CharField(
        max_length=80, blank=True, editable=False, help_text="Where an import came from, so that it comes once."
    )
    tags = TaggableManager(blank=True, help_text="Topics, separated by commas.")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="thread_slug_is_no_word_of_a_path"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="thread_has_title_and_slug"),
            models.CheckConstraint(
                condition=Q(published_posts=0) | Q(last_published_at__isnull=False), name="public_thread_has_a_date"
            ),
            models.UniqueConstraint(fields=["import_key"], condition=~Q(import_key=""), name="thread_imported_once"),
        ]
        indexes = [
            # /experiences/ and every list of threads: newest activity first, by keyset.
            models.Index(
                fields=["-last_published_at", "-id"], condition=Q(published_posts__gt=0), name="thread_newest_first"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("thread", args=[self.pk, self.slug])

    def clean(self):
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "This word is part of the site's own paths. Choose another."})
