"""Knows which posts a changed form of words reaches, and links those again."""

from experiences import linking
from experiences.models import Post
from medications.matching.folding import fold
from medications.matching.lexicon import Lexicon
from medications.matching.names import KnownName

# What one press of a button at the desk reads; `manage.py relink` reaches all older posts.
NEWEST = 20_000
READ_AT_ONCE = 2_000


def relink_posts_with(surface, *, kind, newest=NEWEST, progress=iter):
    """Link again the posts that hold a form, or one near to it; return how many changed.

    Call it when the change of the name is settled, and not in its transaction: were that undone, the process would
    remember a lexicon that never was. A drug named anew may settle an ambiguous word elsewhere in its thread, so the
    threads follow.
    """
    touched = set(posts_with(surface, kind=kind, newest=newest, progress=progress))
    changed = linking.relink(only=touched)
    if changed and kind == "drug":
        threads = Post.objects.filter(pk__in=touched).values("thread")
        around = Post.objects.filter(thread__in=threads).values_list("pk", flat=True)
        changed += linking.relink(only=set(around) - touched)
    return changed


def posts_with(surface, *, kind, newest=NEWEST, progress=iter):
    """Yield the ids of the newest posts that hold a form exactly or, as a name of that kind, nearly."""
    form, near = fold(surface), Lexicon.build([KnownName(surface, kind, "this")])
    for pk, body in progress(bodies(newest)):
        if near.names_in(body) or f" {form} " in f" {fold(body)} ":
            yield pk


def bodies(newest=None):
    """Yield (id, text) of the posts that have a text, the newest first."""
    rows = Post.objects.exclude(body="").order_by("-id").values_list("id", "body")
    return (rows if newest is None else rows[:newest]).iterator(chunk_size=READ_AT_ONCE)
