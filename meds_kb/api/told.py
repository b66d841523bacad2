"""Knows the public threads and posts as data; a post comes with what moderators found wrong in it."""

from collections import defaultdict
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.urls import reverse

from experiences.models import Change, Consent, Experience, FactCheck, Mention, Post, Thread
from experiences.thread_rows import CHECKS, EXPERIENCES, MENTIONS, target
from medications.licence import LICENCE
from meds_kb.api import values

MOST = 50
POSTS = (
    "pk",
    "position",
    "kind",
    "body",
    "published_at",
    "thread_id",
    "thread__title",
    "thread__slug",
    "thread__origin",
    "was_offered",
)
CHANGES = (
    "post_id", "kind", "reason", "is_planned", "whose", "from_drug__slug", "to_drug__slug", "side_effect__slug",
)  # fmt: skip


def threads(before, at):
    """Return (threads, the id the next page starts before, or None), newest first: one query."""
    rows = Thread.objects.published()
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: MOST + 1])
    return [_thread(thread, at) for thread in found[:MOST]], _next([thread.pk for thread in found])


def posts(at, *, before=None, thread=None, drug=""):
    """Return (posts with all they tell, the id the next page starts before, or None), newest first: five queries."""
    rows = Post.objects.published()
    if thread:
        rows = rows.filter(thread=thread)
    if drug:
        rows = rows.filter(pk__in=_naming(drug, thread, before))
    if before:
        rows = rows.filter(pk__lt=before)
    offered = Exists(Consent.objects.filter(post=OuterRef("pk")))
    found = list(rows.annotate(was_offered=offered).order_by("-pk").values(*POSTS)[: MOST + 1])
    return _with_parts(found[:MOST], at), _next([row["pk"] for row in found])


def _naming(drug, thread, before):
    """Return the ids of the posts of one page that name a drug, along the index of its mentions."""
    live = Mention.objects.live().filter(drug__slug=drug)
    if thread:
        live = live.filter(post__thread=thread)
    if before:
        live = live.filter(post_id__lt=before)
    return live.order_by("-post_id").values("post_id").distinct()[: MOST + 1]


def _next(ids):
    """Return the last id of the page, when something stands behind it."""
    return ids[MOST - 1] if len(ids) > MOST else None


def _with_parts(rows, at):
    ids = [row["pk"] for row in rows]
    experiences = _by_post(
        Experience.objects.filter(post_id__in=ids).order_by("pk", "effects__id").values(*EXPERIENCES)
    )
    changes = _by_post(Change.objects.filter(post_id__in=ids).order_by("pk").values(*CHANGES))
    checks = _by_post(
        FactCheck.objects.filter(post_id__in=ids).order_by("start", "pk", "sources__slug").values(*CHECKS)
    )
    mentions = _by_post(Mention.objects.standing().filter(post_id__in=ids).order_by("start").values(*MENTIONS))
    return [
        _post(row, at)
        | {
            "experiences": [_experience(list(parts)) for _pk, parts in groupby(experiences[row["pk"]], _pk)],
            "changes": [_change(change) for change in changes[row["pk"]]],
            "fact_checks": [_check(list(parts)) for _pk, parts in groupby(checks[row["pk"]], _pk)],
            "mentions": [_mention(mention) for mention in mentions[row["pk"]]],
        }
        for row in rows
    ]


def _pk(row):
    return row["pk"]


def _by_post(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["post_id"]].append(row)
    return found


def _thread(thread, at):
    return {
        "id": thread.pk,
        "title": thread.title,
        "origin": thread.origin,
        "page": at(thread.get_absolute_url()),
        "opened_at": values.moment(thread.opened_at),
        "last_published_at": values.moment(thread.last_published_at),
        "published_posts": thread.published_posts,
        "posts": at(f"{reverse('api_posts')}?thread={thread.pk}"),
    }


def _post(row, at):
    page = reverse("thread", args=[row["thread_id"], row["thread__slug"]])
    return {
        "id": row["pk"],
        "page": at(f"{page}#post-{row['pk']}"),
        "thread": {"id": row["thread_id"], "title": row["thread__title"], "origin": row["thread__origin"]},
        "position": row["position"],
        "kind": row["kind"],
        "text": row["body"],
        "licence": LICENCE if row["was_offered"] else None,
        "published_at": values.moment(row["published_at"]),
    }


def _experience(rows):
    """Return one person's use of one drug from its joined rows, one for each effect that was answered."""
    told = rows[0]
    dose = {
        "amount": values.number(told["dose_amount"]),
        "unit": told["dose_unit"],
        "period": told["dose_period"] or None,
    }
    return {
        "drug": told["drug__slug"],
        "whose": told["whose"],
        "stage": told["stage"],
        "is_counted": told["stage"] in Experience.COUNTED_STAGES,
        "dose": dose if told["dose_amount"] is not None else None,
        "duration": told["duration"],
        "duration_words": told["duration_words"] or None,
        "condition": told["condition__plain_name"],
        "benefit": told["benefit"],
        "benefit_week": told["benefit_week"],
        "problems": told["problems"],
        "stop_reason": told["stop_reason"] or None,
        "effects": [_effect(row) for row in rows if row["effects__answer"]],
    }


def _effect(row):
    return {
        "side_effect": row["effects__side_effect__slug"],
        "answer": row["effects__answer"],
        "severity": row["effects__severity"],
        "began": row["effects__began"],
        "outcome": row["effects__outcome"],
        "attribution": row["effects__attribution"],
        "what_helped": row["effects__what_helped"] or None,
    }


def _change(row):
    return {
        "kind": row["kind"],
        "from_drug": row["from_drug__slug"],
        "to_drug": row["to_drug__slug"],
        "reason": row["reason"],
        "side_effect": row["side_effect__slug"],
        "is_planned": row["is_planned"],
        "whose": row["whose"],
    }


def _check(rows):
    check = rows[0]
    return {
        "start": check["start"],
        "end": check["end"],
        "quote": check["quote"],
        "verdict": check["verdict"],
        "note": check["note"],
        "checked_on": values.date(check["checked_on"]),
        "sources": [
            {"slug": row["sources__slug"], "title": row["sources__title"], "url": row["sources__url"] or None}
            for row in rows
            if row["sources__slug"]
        ],
    }


def _mention(row):
    kind, slug, _name = target(row)
    return {"start": row["start"], "end": row["end"], "kind": kind, "slug": slug, "assertion": row["assertion"]}
