"""Knows what waits for a moderator."""

from experiences.models import Post, UnknownWord
from medications.work import Work


def work_on_posts():
    """Return what moderators have to do."""
    waiting = Post.objects.filter(status=Post.Status.WAITING)
    return [
        Work("posts waiting to be read", waiting, Post, f"status__exact={Post.Status.WAITING}"),
        Work("unknown names in posts", UnknownWord.objects.open(), UnknownWord, "state=open"),
    ]
