"""Knows how one post is shown: its text with links, beside what it names, what it tells, and what was checked."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from django.urls import reverse

from experiences import words
from experiences.models import Experience, FactCheck, Mention, Post, ReportedEffect
from experiences.text_pieces import Link, Mark, Piece, paragraphs
from experiences.thread_rows import target

KINDS = {"drug": "Medicines", "side_effect": "Side effects", "condition": "Illnesses", "test": "Tests"}
COURSE = {
    "severity": ReportedEffect.Severity,
    "began": ReportedEffect.Began,
    "outcome": ReportedEffect.Outcome,
    "attribution": ReportedEffect.Attribution,
}


@dataclass(frozen=True, slots=True)
class Named:
    """One thing a post names, and how it speaks of it."""

    url: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """The things of one kind that a post names."""

    heading: str
    things: list[Named]


@dataclass(frozen=True, slots=True)
class CheckSource:
    """A source of a fact check."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """What moderators found when they held a stretch of the post against sources."""

    number: int
    anchor: str
    quote: str
    verdict: str
    note: str
    checked: str
    sources: list[CheckSource]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A run of text, where it leads, whether a marked run begins or ends with it, and the checks that end with it."""

    text: str
    url: str
    opens: bool
    closes: bool
    ends: list[Check]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One paragraph, and the checks that stand under it."""

    pieces: list[ShownPiece]
    checks: list[Check]


@dataclass(frozen=True, slots=True)
class Effect:
    """A yes or a no to one effect, and how it went."""

    url: str
    name: str
    answer: str
    course: str


@dataclass(frozen=True, slots=True)
class Told:
    """One use of one drug as the post tells it; a line for each thing that was said."""

    url: str
    drug: str
    stage: str
    whose: str
    lines: list[tuple[str, str]]
    effects: list[Effect] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownPost:
    """One post with everything that stands beside it."""

    pk: int
    is_erased: bool
    heading: str
    voice: str
    paragraphs: list[ShownParagraph]
    told: list[Told]
    changes: list[str]
    questions: list[str]
    named: list[NamedGroup]


def shown(rows):
    """Return the posts of a thread's rows, in their order."""
    told, changes = _told(rows.experiences), _changes(rows.changes)
    checks, mentions = _checks(rows.checks), _by_post(rows.mentions)
    return [
        _post(list(group), told[pk], changes[pk], checks[pk], mentions[pk])
        for pk, group in groupby(rows.posts, key=itemgetter("pk"))
    ]


def _post(group, told, changes, checks, mentions):
    post = group[0]
    return ShownPost(
        pk=post["pk"],
        is_erased=post["status"] == Post.Status.ERASED,
        heading=f"{Post.Kind(post['kind']).label.capitalize()}, post {post['position']}",
        voice=words.WHOSE["other"] if told and all(one.whose == words.WHOSE["other"] for one in told) else "",
        paragraphs=_paragraphs(post["body"], mentions, checks),
        told=told,
        changes=changes,
        questions=[row["questions__title"] for row in group if row["questions__title"]],
        named=_named(mentions),
    )


def _paragraphs(body, mentions, checks):
    links = [Link(one["start"], one["end"], _url(*target(one)[:2])) for one in mentions]
    marks = [Mark(start, end, number) for number, (start, end, _check) in enumerate(checks, 1)]
    by_number = {check.number: check for _start, _end, check in checks}
    return [
        ShownParagraph([_piece(one, by_number) for one in found.pieces], [by_number[number] for number in found.checks])
        for found in paragraphs(body, links, marks)
    ]


def _piece(piece: Piece, by_number):
    return ShownPiece(piece.text, piece.url, piece.opens, piece.closes, [by_number[number] for number in piece.ends])


def _url(kind, slug):
    return reverse(kind, args=[slug])


def _named(mentions):
    """Return what a post names, each thing once, with every way it speaks of it."""
    ways = defaultdict(dict)
    for one in mentions:
        ways[target(one)][words.ASSERTED[Mention.Assertion(one["assertion"])]] = True
    groups = []
    for kind, heading in KINDS.items():
        things = [
            Named(_url(kind, slug), name, " or ".join(filter(None, how)))
            for (of_kind, slug, name), how in ways.items()
            if of_kind == kind
        ]
        if things:
            groups.append(NamedGroup(heading, things))
    return groups


def _checks(rows):
    """Return {post: [(start, end, check)]}, numbered from 1 in each post."""
    found = defaultdict(list)
    for _pk, group in groupby(rows, key=itemgetter("pk")):
        group = list(group)
        one, of_post = group[0], found[group[0]["post_id"]]
        check = Check(
            number=len(of_post) + 1,
            anchor=f"check-{one['pk']}",
            quote=one["quote"],
            verdict=FactCheck.Verdict(one["verdict"]).label,
            note=one["note"],
            checked=words.day(one["checked_on"]),
            sources=[_source(row) for row in group if row["sources__slug"]],
        )
        of_post.append((one["start"], one["end"], check))
    return found


def _source(row):
    text = ", ".join(
        str(part) for part in (row["sources__title"], row["sources__publisher"], row["sources__year"]) if part
    )
    return CheckSource(text, row["sources__url"])


def _told(rows):
    found = defaultdict(list)
    for _pk, group in groupby(rows, key=itemgetter("pk")):
        group = list(group)
        one = group[0]
        found[one["post_id"]].append(
            Told(
                url=_url("drug", one["drug__slug"]),
                drug=one["drug__name"],
                stage=Experience.Stage(one["stage"]).label,
                whose=words.WHOSE[one["whose"]],
                lines=[line for line in _lines(one) if line[1]],
                effects=[_effect(row) for row in group if row["effects__answer"]],
            )
        )
    return found


def _lines(one):
    week = one["benefit_week"]
    return [
        ("Dose", words.dose(one["dose_amount"], one["dose_unit"], one["dose_period"])),
        ("How long", one["duration_words"] or words.said(Experience.Duration, one["duration"])),
        ("What for", one["condition__plain_name"] or ""),
        ("Did it help?", words.said(Experience.Benefit, one["benefit"])),
        ("First felt", "" if week is None else f"in week {week}"),
        ("In general", words.said(Experience.Problems, one["problems"])),
        ("Why it was stopped", words.reason(one["stop_reason"]) if one["stage"] == Experience.Stage.STOPPED else ""),
    ]


def _effect(row):
    slug, name = row["effects__side_effect__slug"], row["effects__side_effect__plain_name"]
    course = [words.said(choices, row[f"effects__{key}"]) for key, choices in COURSE.items()]
    helped = row["effects__what_helped"]
    return Effect(
        url=reverse("drug_effect", args=[row["drug__slug"], slug]),
        name=name,
        answer=ReportedEffect.Answer(row["effects__answer"]).label,
        course=", ".join(filter(None, [*course, helped and f"what helped: {helped}"])),
    )


def _changes(rows):
    found = defaultdict(list)
    for one in rows:
        what = words.change(one["kind"], one["from_drug__name"], one["to_drug__name"])
        why = words.reason(one["reason"], one["side_effect__plain_name"])
        when = ", still to come" if one["is_planned"] else ""
        found[one["post_id"]].append(f"{what[0].upper()}{what[1:]}{when} ({why})")
    return found


def _by_post(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["post_id"]].append(row)
    return found
