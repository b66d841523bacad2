"""Knows what waits for a moderator."""

from experiences.models import Post
from medications.work import Work


def work_on_posts():
    """Return what moderators have to do."""
    waiting = Post.objects.filter(status=Post.Status.WAITING)
    return [Work("posts waiting to be read", waiting, Post, f"status__exact={Post.Status.WAITING}")]
