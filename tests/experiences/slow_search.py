"""The slow, obvious twin of the search: it looks at every public post for itself, and ranks what holds word by word."""

from dataclasses import dataclass

from experiences.models import Mention, Post
from experiences.word_stems import stems


@dataclass
class Read:
    """All that a reader may know of one public post."""

    pk: int
    body: list
    title: list
    rank: tuple
    things: set
    uses: list
    tags: set


def read_all():
    """Read every public post."""
    return [
        Read(
            pk=post.pk,
            body=stems(post.body),
            title=stems(post.thread.title) if _is_first(post) else [],
            rank=(_usefulness(post), post.published_at, post.pk),
            things=_things(post),
            uses=list(post.experiences.all()),
            tags={tag.pk for tag in post.thread.tags.all()},
        )
        for post in Post.objects.published()
    ]


def _is_first(post):
    return not post.thread.posts.published().filter(position__lt=post.position).exists()


def _usefulness(post):
    uses = list(post.experiences.all())
    if any(use.whose == "self" and use.stage in ("taking", "stopped") for use in uses):
        return 2
    return 1 if uses or post.kind == "information" else 0


def _things(post):
    rows = [*Mention.objects.standing().filter(post=post), *post.experiences.all()]
    rows += [effect for use in post.experiences.all() for effect in use.effects.all()]
    kinds = ("drug", "side_effect", "condition")
    return {(kind, getattr(row, f"{kind}_id")) for row in rows for kind in kinds if getattr(row, f"{kind}_id", None)}


def find(posts, terms, *, without=(), narrowing=None):
    """Return the ids of the posts that hold, best first."""
    found = []
    for post in posts:
        left_out = any(_times(run, post.body) or _times(run, post.title) for run in without)
        scores = [_score(term, post) for term in terms]
        if all(scores) and not left_out and (narrowing is None or _fits(post, narrowing)):
            found.append((sum(scores), *post.rank))
    return [rank[-1] for rank in sorted(found, reverse=True)]


def _score(term, post):
    said = min(3, _times(term.stems, post.body)) + (3 if _times(term.stems, post.title) else 0)
    return said or int(("drug", term.drug) in post.things)


def _times(run, words):
    times, place = 0, 0
    while place <= len(words) - len(run):
        if tuple(words[place : place + len(run)]) == tuple(run):
            times, place = times + 1, place + len(run)
        else:
            place += 1
    return times


def _fits(post, narrowing):
    if narrowing.effect and ("side_effect", narrowing.effect) not in post.things:
        return False
    if narrowing.condition and ("condition", narrowing.condition) not in post.things:
        return False
    if narrowing.tag and narrowing.tag not in post.tags:
        return False
    if narrowing.voice or narrowing.stage:
        return any(
            narrowing.drug in (None, use.drug_id)
            and narrowing.voice in ("", use.whose)
            and narrowing.stage in ("", use.stage)
            for use in post.uses
        )
    return not narrowing.drug or ("drug", narrowing.drug) in post.things
