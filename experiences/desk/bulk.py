"""Knows which posts are of so low a risk that many may be published at once, and publishes them one by one."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from experiences import moderation, text_checks
from experiences.models import Post, Report

MOST = 100


@dataclass(frozen=True)
class Candidate:
    """A chosen post, and why it is not published in bulk (empty when it is)."""

    pk: int
    title: str
    opening: str
    stamp: str
    why_not: str


@dataclass
class Outcome:
    """How many were published, and why others were not."""

    done: int = 0
    skipped: Counter = field(default_factory=Counter)

    @property
    def words(self):
        said = f"{self.done} done"
        if not self.skipped:
            return f"{said}, none skipped."
        why = "; ".join(f"{count}: {reason}" for reason, count in self.skipped.most_common())
        return f"{said}, {self.skipped.total()} skipped because: {why}."


def candidates(stamps, *, user, now):
    """Return the Candidates behind the stamps ("id:status:revision") of a queue, in the order of the queue."""
    wanted = _read(stamps)
    return [
        Candidate(
            post.pk,
            post.title or post.thread.title,
            " ".join(post.body.split())[:120],
            f"{post.pk}:{post.status}:{post.revision}",
            _why_not(post, wanted[post.pk], user, now),
        )
        for post in _posts(wanted)
    ]


def publish(stamps, *, by, now):
    """Publish each post that may be, each in a transaction of its own; return the Outcome."""
    outcome, wanted = Outcome(), _read(stamps)
    posts = _posts(wanted)
    for post in posts:
        why_not = _why_not(post, wanted[post.pk], by, now)
        try:
            if not why_not:
                moderation.publish(post, by=by, now=now)
                outcome.done += 1
                continue
        except moderation.WrongState:
            why_not = "somebody else decided first"
        outcome.skipped[why_not] += 1
    if lost := len(wanted) - len(posts):
        outcome.skipped["they are gone"] += lost
    return outcome


def _read(stamps):
    """Return {id: (status, revision)} of well-formed stamps, at most MOST."""
    found = {}
    for stamp in stamps:
        pk, _, rest = stamp.partition(":")
        status, _, revision = rest.partition(":")
        if pk.isdecimal() and revision.isdecimal() and len(pk) < 19 and len(revision) < 10:
            found[int(pk)] = (status, int(revision))
    return dict(list(found.items())[:MOST])


def _posts(wanted):
    reported = Exists(Report.objects.open().filter(post=OuterRef("pk")))
    return list(
        Post.objects.filter(pk__in=wanted)
        .select_related("thread")
        .prefetch_related("experiences__effects")
        .annotate(is_reported=reported)
        .order_by("written_at")
    )


def _why_not(post, seen, user, now):
    """Say why a post is not of low risk, or has changed; the first reason is enough."""
    if (post.status, post.revision) != seen or post.status != Post.Status.WAITING:
        return "they changed since the page was opened"
    if post.lane != Post.Lane.ORDINARY or post.needs_second:
        return "they need two people or come first"
    if post.claimed_by_id not in (None, user.pk) and post.claimed_until > now:
        return "somebody is reading them"
    if post.is_reported:
        return "readers reported them"
    helped = (effect.what_helped for one in post.experiences.all() for effect in one.effects.all())
    check = text_checks.check("\n\n".join([post.title, post.body, *helped]))
    if check.crisis:
        return "they may speak of a crisis"
    if check.identifying:
        return "they may show who somebody is"
    return "they may advise others" if check.advice else ""
