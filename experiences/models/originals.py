"""Knows what a post said before a moderator redacted it, for as long as that may be needed to undo a mistake."""

from django.db import models


class Original(models.Model):
    """The text as its author sent it. It goes 30 days after publication (`experiences.retention`)."""

    public = set()
    private = {"id", "post", "title", "body", "redacted_at"}

    post = models.OneToOneField("Post", on_delete=models.CASCADE, related_name="original")
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField()
    redacted_at = models.DateTimeField()

    class Meta:
        ordering = ["redacted_at", "id"]

    def __str__(self):
        return f"Original of post {self.post_id}"
