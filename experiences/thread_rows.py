"""Knows what the page of one thread reads: six queries beside the thread itself, whatever its length."""

from dataclasses import dataclass

from experiences.models import Change, Experience, FactCheck, Mention, Post
from medications.models.names import TARGETS

POSTS = ("pk", "position", "kind", "status", "body", "published_at", "questions__title")
EXPERIENCES = (
    "post_id", "pk", "whose", "stage", "drug__name", "drug__slug", "dose_amount", "dose_unit", "dose_period", "duration",
    "duration_words", "condition__plain_name", "benefit", "benefit_week", "problems", "stop_reason",
    "effects__answer", "effects__severity", "effects__began", "effects__outcome", "effects__attribution", "effects__what_helped",
    "effects__side_effect__slug", "effects__side_effect__plain_name",
)  # fmt: skip
CHANGES = (
    "post_id", "kind", "reason", "is_planned", "whose", "from_drug__name", "to_drug__name", "side_effect__plain_name",
)  # fmt: skip
CHECKS = (
    "post_id", "pk", "start", "end", "quote", "verdict", "note", "checked_on", "sources__title", "sources__publisher",
    "sources__year", "sources__url", "sources__slug",
)  # fmt: skip
MENTIONS = (
    "post_id", "start", "end", "assertion", "drug__slug", "drug__name", "side_effect__slug", "side_effect__plain_name",
    "test__slug", "test__plain_name", "condition__slug", "condition__plain_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThreadRows:
    """Joined rows, as mappings, in the order of the page; a row with several parts stands once for each part."""

    posts: list
    experiences: list
    changes: list
    checks: list
    mentions: list
    tags: list


def read(thread, *, after, limit):
    """Return the rows of the public posts at the places after `after`, up to `after + limit`, and of those erased there."""
    places = (after + 1, after + limit)
    here = {"post__thread": thread, "post__status": Post.Status.PUBLISHED, "post__position__range": places}
    posts = Post.objects.published_or_erased().filter(thread=thread, position__range=places)
    return ThreadRows(
        posts=list(posts.order_by("position", "questions__id").values(*POSTS)),
        experiences=list(Experience.objects.filter(**here).order_by("pk", "effects__id").values(*EXPERIENCES)),
        changes=list(Change.objects.filter(**here).order_by("pk").values(*CHANGES)),
        checks=list(FactCheck.objects.filter(**here).order_by("start", "pk", "sources__title").values(*CHECKS)),
        mentions=list(Mention.objects.standing().filter(**here).order_by("start").values(*MENTIONS)),
        tags=list(thread.tags.order_by("name").values("name", "slug")),
    )


def target(mention):
    """Return (kind, slug, name) of what a mention names."""
    kind = next(kind for kind in TARGETS if mention[f"{kind}__slug"])
    return kind, mention[f"{kind}__slug"], mention["drug__name" if kind == "drug" else f"{kind}__plain_name"]
