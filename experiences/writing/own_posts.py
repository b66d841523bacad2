"""Knows what an author with a code sees of what they sent: where each post stands, why, and what can be done with it."""

from dataclasses import dataclass

from experiences import told_rows, words
from experiences.models import Decision, Post
from experiences.told import as_mapping

Status = Post.Status
STANDS = {
    Status.WAITING: "It waits to be read. Nobody sees it but our moderators.",
    Status.PUBLISHED: "It is on the page.",
    Status.RETURNED: "It came back to you. Please put right what the reason says, and send it again.",
    Status.REJECTED: "It will not appear.",
    Status.WITHDRAWN: "You took it off the page.",
    Status.TAKEN_DOWN: "A moderator took it off the page.",
    Status.ERASED: "You erased it. Nothing of it is left.",
}
CAN_CHANGE = (Status.WAITING, Status.RETURNED, Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a post, when, and why."""

    what: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One post as its author sees it."""

    pk: int
    heading: str
    stands: str
    url: str
    text: str
    steps: list[Step]
    uses: list[tuple[int, str]]
    can_change: bool
    can_erase: bool


def of(author):
    """Return the posts of an author, the newest first, with all that the page and the download show."""
    posts = Post.objects.filter(author=author).select_related("thread").prefetch_related("decisions")
    return list(told_rows.with_what_they_tell(posts).order_by("-id"))


def shown(post):
    """Return a post as its author sees it."""
    return OwnPost(
        pk=post.pk,
        heading=heading(post),
        stands=STANDS[post.status],
        url=post.get_absolute_url() if post.status == Status.PUBLISHED else "",
        text=post.body,
        steps=[_step(one) for one in post.decisions.all()],
        uses=[(one.pk, one.drug.name) for one in post.experiences.all()],
        can_change=post.status in CAN_CHANGE,
        can_erase=post.status != Status.ERASED,
    )


def heading(post):
    """Return the title of a post's thread; while the post is not public, only the post knows it."""
    return "An erased post" if post.status == Status.ERASED else post.title or post.thread.title


def _step(decision):
    return Step(Decision.Verb(decision.verb).label.capitalize(), words.day(decision.at), decision.reason)


def as_download(posts):
    """Return all that an author sent, and what was decided, as plain values."""
    return [
        {
            "post": post.pk,
            "thread": heading(post),
            "state": post.get_status_display(),
            "sent": as_mapping(told_rows.read_thread(post.thread, [post]).posts[0]) if post.body else {},
            "decisions": [
                {"what": one.get_verb_display(), "when": one.at.isoformat(), "why": one.reason}
                for one in post.decisions.all()
            ],
        }
        for post in posts
    ]


def as_fields(told):
    """Return the fields of the writing pages that would tell what a ToldPost tells."""
    whose = "other" if any(one.whose == "other" for one in told.experiences) else "self"
    fields = {"story": told.body, "whose": whose}
    for number, use in enumerate(told.experiences):
        fields |= _filled(f"use-{number}", use, ("stage", "problems", "benefit", "benefit_week", "condition", "duration", "dose_amount", "dose_unit", "dose_period", "stop_reason", "whose", "drug"))  # fmt: skip
        for place, effect in enumerate(use.effects):
            fields |= _filled(f"use-{number}-effect-{place}", effect, ("effect", "answer", "severity", "began", "outcome", "attribution", "what_helped"))  # fmt: skip
    for number, change in enumerate(told.changes):
        fields |= _filled(f"change-{number}", change, ("from_drug", "to_drug", "kind", "reason"))
    if told.questions:
        fields["asks"] = told.questions[0]
    return fields


def _filled(prefix, told, names):
    return {f"{prefix}-{name}": str(value) for name in names if (value := getattr(told, name)) not in (None, "")}
