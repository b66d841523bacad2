"""Knows how a post's text becomes mentions: the matcher's finds as rows, with moderators' corrections kept."""

from collections import defaultdict

from django.db import transaction

from experiences import search_index, stretches
from experiences.models import Mention, Post
from medications import lexicon
from medications.models import Condition, Drug, SideEffect, Test, site_version
from medications.models.names import TARGETS

MODELS = {"drug": Drug, "side_effect": SideEffect, "test": Test, "condition": Condition}
CHUNK = 500  # posts linked in one transaction


@transaction.atomic
def link(post, *, targets=None, is_alone=False):
    """Write the mentions of one post; return whether any changed. Call it in the verb's transaction.

    What a moderator confirmed, added or dismissed stays as it is. `targets` spares the look-up of ids (see `all_targets`),
    `is_alone` that of what the rest of the thread names: it has no other post.
    """
    known = lexicon.current()
    settling = frozenset() if is_alone else _settling(post, known)
    found = known.find(post.body, thread_drugs=settling)
    ids = targets or _targets_of(found)
    wanted = {_key(one, ids): one for one in found if (one.kind, one.slug) in ids}
    rows = list(post.mentions.all())
    settled = [row for row in rows if row.review != Mention.Review.DETECTED]
    wanted = {key: one for key, one in wanted.items() if not _is_settled(key, settled)}
    detected = {_key_of_row(row): row for row in rows if row.review == Mention.Review.DETECTED}
    gone = [row.pk for key, row in detected.items() if key not in wanted]
    new = [_row(post, key, one) for key, one in wanted.items() if key not in detected]
    # Old rows first: two standing mentions never share a place.
    if gone:
        Mention.objects.filter(pk__in=gone, review=Mention.Review.DETECTED).delete()
    Mention.objects.bulk_create(new)
    return bool(gone or new)


def drugs_elsewhere(post):
    """Return the slugs of drugs that other public posts of the thread name: they may settle an ambiguous form."""
    slugs = Mention.objects.live().filter(post__thread=post.thread_id, drug__isnull=False).exclude(post=post)
    return frozenset(slugs.order_by().values_list("drug__slug", flat=True).distinct())


def _settling(post, known):
    """Return what the thread says of the short forms in a post: the drugs it names, ours and others they may mean."""
    others = Post.objects.published().filter(thread=post.thread_id).exclude(pk=post.pk).values_list("body", flat=True)
    return drugs_elsewhere(post) | known.others_meant(post.body, others.iterator)


def follow(post):
    """Link again what the thread's other public posts call by a short form, after a post came onto the page or left it.

    The drugs it names may settle what "cyclo" means in a post before it, or leave that open. Call it in the verb's transaction.
    """
    known = lexicon.current()
    others = Post.objects.published().filter(thread=post.thread_id).exclude(pk=post.pk).order_by("id")
    moved = [other.pk for other in others if known.holds_short_form(other.body) and link(other)]
    if moved:
        search_index.refresh(moved)


def near_misses(post):
    """Return the Explanations of what came near a name in a post and did not link."""
    known = lexicon.current()
    explained = known.explain(post.body, thread_drugs=_settling(post, known))
    return [one for one in explained if one.slug is None]


def carry_corrections(post, before):
    """After its text `before` changed, let each correction stand where its words stand now, for `link` to follow.

    Return the words of those that are gone; their corrections go with them.
    """
    rows = list(post.mentions.exclude(review=Mention.Review.DETECTED))
    post.mentions.all().delete()  # all at once: none meets another on the way to its new place
    places = stretches.moved(before, post.body, [(row.start, row.end) for row in rows])
    for row, place in zip(rows, places, strict=True):
        row.end += (place or 0) - row.start
        row.start = place
    Mention.objects.bulk_create(row for row in rows if row.start is not None)
    return [row.surface for row in rows if row.start is None]


def relink(progress=iter, *, only=None):
    """Link every post again, or only those of some ids, after names changed; return how many posts changed."""
    targets = all_targets()
    changed = 0
    for ids in progress(_chunks(only)):
        with transaction.atomic():
            site_version.hold()
            # Locked, so that no correction and no edit comes between reading a post and linking it.
            chunk = list(Post.objects.select_for_update().filter(pk__in=ids).exclude(body="").order_by("id"))
            moved = [post.pk for post in chunk if link(post, targets=targets)]
            if moved:
                site_version.bump()
                search_index.refresh(moved)
        changed += len(moved)
    return changed


def all_targets():
    """Return {(kind, slug): id} of everything that can be named: four queries."""
    return {(kind, slug): pk for kind, model in MODELS.items() for slug, pk in model.objects.values_list("slug", "pk")}


def _targets_of(found):
    slugs = defaultdict(set)
    for one in found:
        slugs[one.kind].add(one.slug)
    return {
        (kind, slug): pk
        for kind, some in slugs.items()
        for slug, pk in MODELS[kind].objects.filter(slug__in=some).values_list("slug", "pk")
    }


def _key(one, ids):
    return one.start, one.end, one.kind, ids[one.kind, one.slug], one.assertion


def _key_of_row(row):
    kind = next(target for target in TARGETS if getattr(row, f"{target}_id"))
    return row.start, row.end, kind, getattr(row, f"{kind}_id"), row.assertion


def _is_settled(key, settled):
    """Tell whether a moderator already decided about this place: for a link there, or against this thing there."""
    start, end, kind, pk, _assertion = key
    return any(
        row.start < end
        and start < row.end
        and (row.review != Mention.Review.DISMISSED or getattr(row, f"{kind}_id") == pk)
        for row in settled
    )


def _row(post, key, one):
    start, end, kind, pk, assertion = key
    return Mention(
        post=post, start=start, end=end, surface=one.text[:200], assertion=assertion, reason=one.reason[:200],
        **{f"{kind}_id": pk},
    )  # fmt: skip


def _chunks(only):
    """Yield the ids of posts, so many at a time, in their order."""
    if only is not None:
        ids = sorted(only)
        yield from (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK))
        return
    last = 0
    posts = Post.objects.exclude(body="").order_by("id").values_list("id", flat=True)
    while chunk := list(posts.filter(id__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1]
