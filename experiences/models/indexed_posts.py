"""Knows the index of words: one row for each published post, which a full-text index of the engine reads."""

from django.db import models


class SameRow(models.OneToOneField):
    """A primary key that is another row's. On SQLite it is the table's own row number, as the full-text index asks."""

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class IndexedPost(models.Model):
    """What a search reads of one published post. Only `experiences.search_index` writes it.

    `codes` holds four parts, each a run of codes between spaces: what a reader is offered to narrow it to | what else it
    can be narrowed to, a drug, a voice and a stage at once | its thread's title, when it is the first public post there |
    its words in order. There is no readable word in it (see `word_stems.code`).
    The full-text indexes stand in migration 0008, on SQLite with triggers that keep it with this table; Django makes a
    SQLite table anew to alter it and drops its triggers, so a later change of this table makes them again.
    """

    public = set()
    private = {"post", "codes", "useful", "published"}

    post = SameRow("Post", on_delete=models.CASCADE, primary_key=True, related_name="indexed")
    codes = models.TextField()
    useful = models.PositiveSmallIntegerField(
        help_text="2 tells a counted use first-hand, 1 tells any or informs, 0 else."
    )
    published = models.BigIntegerField(help_text="Microseconds since 1970, to rank by.")

    def __str__(self):
        return f"Words of post {self.post_id}"
