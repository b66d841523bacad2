"""Knows what people asked: the newest threads that began with a question, and how many answers each has."""

from dataclasses import dataclass

from django.urls import reverse

from experiences.models import Post


@dataclass(frozen=True, slots=True)
class Asked:
    """One thread that began with a question."""

    title: str
    url: str
    answers: str


def newest(limit):
    """Return the newest public questions, in one query."""
    rows = (
        Post.objects.published()
        .filter(kind=Post.Kind.QUESTION, position=1)
        .order_by("-published_at", "-id")
        .values_list("thread_id", "thread__slug", "thread__title", "thread__published_posts")[:limit]
    )
    return [
        Asked(title=title, url=reverse("thread", args=[pk, slug]), answers=answers_in_words(posts - 1))
        for pk, slug, title, posts in rows
    ]


def answers_in_words(answers):
    if not answers:
        return "No answer yet"
    return "1 answer" if answers == 1 else f"{answers:,} answers"
