"""Knows which published posts hold all the words of a query, and where, among the newest that are read."""

from dataclasses import dataclass

from experiences import addresses
from experiences.models import Post
from medications.matching.folding import fold, fold_with_offsets

NEWEST_READ = 500  # a full-text index comes later; until then a search reads this many posts and the page says so
SHOWN = 20
AROUND = 90  # characters of text on each side of the first marked word
_SAY_LITTLE = """
a about all am an and any are as at be been but by can could did do does for from had has have how i if in into is it its
me my no not of off on or out she should so some than that the their them then there they this to up us was we were what
when which who why will with would you your he her him his
"""
SAY_LITTLE = frozenset(_SAY_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked when it is one of the words."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One post that holds the words, and the text around the first of them."""

    url: str
    title: str
    pieces: list


def words_of(query):
    """Return the folded words of a query that say something, each once."""
    return list(dict.fromkeys(word for word in fold(query).split() if word not in SAY_LITTLE and len(word) > 1))


def posts_with(query):
    """Return hits among the newest published posts, newest first: one query, none for a query without words."""
    words = words_of(query)
    if not words:
        return []
    rows = (
        Post.objects.published()
        .order_by("-published_at", "-id")
        .values_list("pk", "position", "body", "thread_id", "thread__title", "thread__slug")[:NEWEST_READ]
    )
    hits = []
    for pk, position, body, thread, title, slug in rows:
        if places := places_of(words, body):
            url = addresses.of_post(pk, position=position, thread=thread, slug=slug)
            hits.append(Hit(url, title, pieces(body, places)))
    return hits[:SHOWN]


def places_of(words, body):
    """Return the (start, end) of every whole word found, in order, or nothing unless each word is there."""
    folded, offsets = fold_with_offsets(body)
    found, seen, start = [], set(), 0
    for word in folded.split(" "):
        if word in words:
            seen.add(word)
            found.append((offsets[start], offsets[start + len(word) - 1] + 1))
        start += len(word) + 1
    return found if len(seen) == len(words) else []


def pieces(body, places):
    """Return the text around the first place, cut between words into marked and unmarked pieces."""
    first, last = _cut(body, *places[0])
    shown, at = [Piece("… ", False)] if first else [], first
    for start, end in places:
        if end > last:
            break
        shown += [Piece(body[at:start], False), Piece(body[start:end], True)]
        at = end
    shown.append(Piece(body[at:last], False))
    if last < len(body):
        shown.append(Piece(" …", False))
    return [piece for piece in shown if piece.text]


def _cut(body, start, end):
    """Return where a stretch around a word begins and ends, at spaces where there are any."""
    first, last = max(0, start - AROUND), min(len(body), end + AROUND)
    if first and (space := body.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(body) and (space := body.rfind(" ", end, last)) >= 0:
        last = space
    return first, last
