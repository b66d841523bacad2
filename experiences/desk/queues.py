"""Knows the moderators' queues: which posts stand in each, by risk and then by age, how many, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.functions import Left

from experiences.desk.ages import age
from experiences.models import Post, Report, Thread

Status, Lane = Post.Status, Post.Lane
COUNTED = 1_000  # beyond this a precise count tells nobody more, and costs more
ON_A_PAGE = 50
OPENING = 120  # characters
ANOTHER = Q(first_reader__isnull=False) | ~Q(lane=Lane.CRISIS)  # a crisis that nobody has read stands in its own queue


@dataclass(frozen=True)
class Queue:
    """One queue: its name in the address, its words, and what stands in it."""

    name: str
    words: str
    what: str


QUEUES = {
    one.name: one
    for one in (
        Queue("crisis", "Crisis", "The words speak of suicide, an overdose or an emergency. Two people must agree."),
        Queue("serious", "Serious", "An effect that needs help fast is told or named."),
        Queue("reported", "Reported", "Readers reported these posts. They are public until you decide."),
        Queue("second", "Needs a second person", "Two different people must agree before these are public."),
        Queue("review", "To review", "Everything else that waits, the oldest first."),
        Queue("mine", "Mine", "What you took to review, for 15 minutes each."),
    )
}
NEXT = ("crisis", "serious", "reported", "second", "review")  # where a moderator goes on when a queue is empty


@dataclass(frozen=True)
class Head:
    """What stands over a queue: how many posts, and how old the oldest is."""

    queue: Queue
    count: str
    oldest: str


@dataclass(frozen=True)
class Row:
    """One post in a queue."""

    pk: int
    title: str
    opening: str
    age: str
    kind: str
    lane: str
    notes: list[str]
    is_taken: bool
    stamp: str


def posts_in(name, *, user, now):
    """Return the posts of a queue in its order, each query one walk along an index."""
    waiting = Post.objects.filter(status=Status.WAITING).order_by("lane", "written_at", "id")
    return {
        "crisis": waiting.filter(lane=Lane.CRISIS),
        "serious": waiting.filter(lane=Lane.SERIOUS),
        # Every lane: said so that SQLite takes the index of those that need a second person, whatever else waits.
        "second": waiting.filter(ANOTHER, needs_second=True, lane__gte=Lane.CRISIS),
        "review": waiting.filter(lane=Lane.ORDINARY),
        "mine": Post.objects.filter(claimed_by=user, claimed_until__gt=now).order_by("lane", "written_at", "id"),
    }[name]


def heads(*, user, now):
    """Return the Head of every queue: two queries each, whatever stands in them."""
    return [_head(queue, *_counted(queue.name, user, now), now) for queue in QUEUES.values()]


def _counted(name, user, now):
    if name == "reported":
        open_reports = list(_open_reports())
        return len({pk for pk, _at in open_reports}), open_reports[0][1] if open_reports else None
    rows = posts_in(name, user=user, now=now)
    count = rows.order_by()[: COUNTED + 1].count()
    order = ("lane", "written_at", "id") if name in ("crisis", "serious", "review") else ("written_at",)
    return count, rows.order_by(*order).values_list("written_at", flat=True).first()


def _head(queue, count, oldest: datetime | None, now):
    words = f"{count:,}" if count <= COUNTED else f"more than {COUNTED:,}"
    return Head(queue, words, age(now - oldest) if oldest else "")


def _open_reports():
    return Report.objects.open().order_by("at", "post_id").values_list("post_id", "at")[: COUNTED + 1]


def page(name, *, user, now, after=None):
    """Return the rows of one page of a queue, and the id after which the next page begins (None on the last).

    `after` is the id of the last post of the page before; a post that has left the queue still marks its place.
    """
    found = _reported(after) if name == "reported" else _waiting(name, user, now, after)
    return _rows(found[:ON_A_PAGE], user, now), found[ON_A_PAGE - 1]["pk"] if len(found) > ON_A_PAGE else None


COLUMNS = (
    "pk", "thread_id", "title", "position", "opening", "written_at", "kind", "lane", "status", "revision", "needs_second",
    "first_reader_id", "claimed_by_id", "claimed_until",
)  # fmt: skip


def _waiting(name, user, now, after):
    rows = posts_in(name, user=user, now=now)
    if after and (place := Post.objects.filter(pk=after).values_list("lane", "written_at", "pk").first()):
        lane, written_at, pk = place
        later = Q(written_at__gt=written_at) | Q(written_at=written_at, pk__gt=pk)
        if name in ("crisis", "serious", "review"):  # one lane each: the index leads to the place
            rows = rows.filter(later, written_at__gte=written_at)
        else:
            rows = rows.filter(Q(lane__gt=lane) | Q(later, lane=lane), lane__gte=lane)
    return list(rows.annotate(opening=Left("body", OPENING)).values(*COLUMNS)[: ON_A_PAGE + 1])


def _reported(after):
    ids = list(dict.fromkeys(pk for pk, _at in _open_reports()))
    ids = ids[ids.index(after) + 1 :] if after in ids else ids
    ids = ids[: ON_A_PAGE + 1]
    found = Post.objects.filter(pk__in=ids).annotate(opening=Left("body", OPENING)).values(*COLUMNS)
    return sorted(found, key=lambda row: ids.index(row["pk"]))


def _rows(found, user, now):
    threads = Thread.objects.filter(pk__in={row["thread_id"] for row in found}).values_list("pk", "title")
    people = {row[name] for row in found for name in ("first_reader_id", "claimed_by_id")} - {None} | {user.pk}
    names = dict(get_user_model().objects.filter(pk__in=people).values_list("pk", "username"))
    titles = dict(threads)
    return [_row(row, titles[row["thread_id"]], names, user, now) for row in found]


def _row(row, title, names, user, now):
    is_taken = bool(row["claimed_until"] and row["claimed_until"] > now and row["claimed_by_id"] != user.pk)
    notes = []
    if is_taken:
        notes.append(f"{names[row['claimed_by_id']]} is reading it until {row['claimed_until']:%H:%M}")
    if row["first_reader_id"] and row["needs_second"]:
        notes.append(f"{names[row['first_reader_id']]} has agreed, a second person must too")
    elif row["needs_second"]:
        notes.append("two people must agree")
    return Row(
        pk=row["pk"],
        title=row["title"] or title,
        opening=row["opening"] + "…" * (len(row["opening"]) == OPENING) or "(no text)",
        age=age(now - row["written_at"]),
        kind=Post.Kind(row["kind"]).label,
        lane=Lane(row["lane"]).label,
        notes=notes,
        is_taken=is_taken,
        stamp=f"{row['pk']}:{row['status']}:{row['revision']}",
    )


def next_in(name, *, user, now, but=()):
    """Yield ids of posts that this person could take next: in the same queue first, then in the others by risk."""
    order = dict.fromkeys((name, *NEXT)) if name in NEXT else dict.fromkeys(NEXT)
    for one in order:
        if one == "reported":
            ids = list(dict.fromkeys(pk for pk, _at in _open_reports()[:ON_A_PAGE]))
            rows = Post.objects.filter(pk__in=ids)
        else:
            rows = posts_in(one, user=user, now=now).exclude(needs_second=True, first_reader=user)
        free = rows.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now) | Q(claimed_by=user))
        for pk in free.exclude(pk__in=but).values_list("pk", flat=True)[:5]:
            yield one, pk
