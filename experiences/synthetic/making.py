"""Knows when made-up posts may be made at all, and makes them."""

from django.db.models import Q

from experiences import bulk_storing
from experiences.models import Post, Thread
from experiences.synthetic import drawing, known


class NotHere(Exception):
    """This copy of the site must not get made-up posts; the message says why."""


def real_posts():
    """Posts that somebody sent: a made-up one must not stand among them (DESIGN 6, rule 17)."""
    by_author = Q(decisions__verb="submit", decisions__by__isnull=True)
    return Post.objects.filter(Q(thread__origin=Thread.Origin.SUBMITTED) | by_author)


def make(posts, *, seed, force=False, progress=lambda _posts: None):
    """Publish so many made-up posts and count what they tell; raise NotHere or NothingToTellOf and make none."""
    if not force and real_posts().exists():
        raise NotHere("This copy of the site holds posts that people sent. Made-up posts must not stand among them.")
    if Thread.objects.filter(import_key=drawing.key(seed, 1)).exists():
        raise NotHere(f"The made-up posts of seed {seed} are here already. Choose another seed to add more.")
    threads = drawing.Drawing(known.read(), seed=seed).threads(posts)
    bulk_storing.store(threads, progress=progress)
