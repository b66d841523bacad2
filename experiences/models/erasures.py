"""Knows which posts were erased, so that a backup that is brought back does not bring them back too."""

from django.db import models


class Erasure(models.Model):
    """One erased post. The same list stands in a file beside the database (`experiences.erased_list`)."""

    public = set()
    private = {"id", "post_number", "written_at", "at"}

    post_number = models.PositiveBigIntegerField()
    # After a restore a number may be given again; with the moment of writing it names one post only.
    written_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["post_number", "written_at"], name="post_erased_once")]

    def __str__(self):
        return f"Erasure of post {self.post_number}"
