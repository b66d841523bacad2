"""Knows how the words that nothing claims are counted, made names, or hidden for good."""

from django.db import transaction

from experiences import reaching
from experiences.linking import MODELS
from experiences.models import Post, UnknownWord
from experiences.reaching import READ_AT_ONCE
from medications import lexicon
from medications.matching.folding import flatten
from medications.models import Name, site_version

COUNTED = (Post.Status.PUBLISHED, Post.Status.WAITING)
NEWEST = 5_000  # posts that the button at the desk reads; the command reads all
FEWEST = 2  # posts that hold a word before it is listed
MOST = 1_000  # words kept
LONGEST = UnknownWord._meta.get_field("word").max_length
KINDS = {model: kind for kind, model in MODELS.items()}


def recount(*, now, newest=NEWEST, at_least=FEWEST, progress=iter):
    """Count again the drug-like words of public and waiting posts that nothing claims; return how many are open.

    Words that are hidden stay hidden; others that no longer stand in so many posts go.
    """
    texts = progress(_texts(newest))
    found = [one for one in lexicon.current().unknown_names(texts, at_least=at_least) if len(one.surface) <= LONGEST]
    rows = [UnknownWord(word=one.surface, posts=one.texts, counted_at=now) for one in found[:MOST]]
    with transaction.atomic():
        UnknownWord.objects.open().exclude(word__in=[row.word for row in rows]).delete()
        UnknownWord.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["word"], update_fields=["posts", "counted_at"]
        )
    return UnknownWord.objects.open().count()


def make_name(word, *, to, kind=Name.Kind.ALSO, by):
    """Let a word be a name of a drug, effect, test or condition; link the posts it reaches; return how many changed.

    ValidationError when the word cannot be that name. The name is settled before posts are linked.
    """
    target = KINDS[type(to)]
    with transaction.atomic():
        name = Name(surface=word.word, kind=kind, **{target: to})
        name._history_user = by
        name.full_clean()
        site_version.bump(names=True)
        name.save()
        word.delete()
    return reaching.relink_posts_with(name.surface, kind=target)


def hide(word, *, by, now):
    """Take a word off the list for good."""
    UnknownWord.objects.filter(pk=word.pk, hidden_at__isnull=True).update(hidden_by=by, hidden_at=now)


def show_again(word):
    """Put a hidden word back on the list."""
    UnknownWord.objects.filter(pk=word.pk).update(hidden_by=None, hidden_at=None)


def forget(body):
    """Count a text less that is erased; a word that too few others hold goes. Call it in the verb's transaction."""
    text = flatten(body)
    for word in [one for one in UnknownWord.objects.all() if flatten(one.word) in text]:
        word.posts -= 1
        if word.posts < FEWEST:
            word.delete()
        else:
            word.save(update_fields=["posts"])


def _texts(newest):
    posts = Post.objects.filter(status__in=COUNTED).order_by("-id").values_list("body", flat=True)
    return (posts if newest is None else posts[:newest]).iterator(chunk_size=READ_AT_ONCE)
