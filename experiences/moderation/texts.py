"""Knows how a post's text is put in the place of another, and what a moderator had said of words that are gone."""

import re
from dataclasses import dataclass

from experiences import linking, search_index, told_rows
from experiences.models import Post, ReportedEffect

BRACKETED = re.compile(r"\[[^\[\]]*\]")
WORD = re.compile(r"\w+")


class CannotRedact(ValueError):
    """The new text says more than the old one."""


@dataclass(frozen=True)
class Dropped:
    """The words of mentions that a moderator had corrected, and of fact checks, that stand no longer."""

    mentions: tuple[str, ...] = ()
    fact_checks: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.mentions or self.fact_checks)

    @property
    def note(self):
        """Say how much was dropped, without the words: a decision holds none."""
        said = [(len(self.mentions), "corrected mention"), (len(self.fact_checks), "fact check")]
        parts = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in said if n]
        return f"Dropped, as the words are gone: {' and '.join(parts)}." if parts else ""


def replace(post, before, *, told=None, by=None, ids=None):
    """Bring what stands beside a text in step with its new words; `told` is all that the post tells now. Return Dropped."""
    if told is None:
        checks = told_rows.carry_fact_checks(post, before)
    else:
        checks = told_rows.rewrite(post, told, before=before, by=by, ids=ids)
    mentions = linking.carry_corrections(post, before)
    linking.link(post)
    search_index.refresh([post.pk])
    if post.status == Post.Status.PUBLISHED:
        linking.follow(post)
    return Dropped(tuple(mentions), tuple(checks))


def redacted_rows(post, helped):
    """Return the reported effects of a post with their new words about what helped; raise CannotRedact as for the text."""
    rows = list(ReportedEffect.objects.filter(experience__post=post, pk__in=helped))
    for row in rows:
        check_redaction(row.what_helped, helped[row.pk])
        row.what_helped = helped[row.pk]
    return rows


def check_redaction(before, after):
    """Raise CannotRedact unless each word of the new text stood in the old one, in that order, or stands in [brackets]."""
    words = iter(WORD.findall(before))
    # `in` walks the iterator on, so the words must come in their order.
    added = next((word for word in WORD.findall(BRACKETED.sub(" ", after)) if word not in words), None)
    if added is not None:
        raise CannotRedact(
            f"“{added}” did not stand there. A redaction only takes away; put [your own words] in brackets."
        )
    if not after.strip():
        raise CannotRedact("Nothing would be left. Return or reject the post instead.")
