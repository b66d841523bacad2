"""Knows the experiences a page lists: who, at which stage, what they tell, and where to read it."""

from dataclasses import dataclass, field

from django.db.models import F

from experiences import addresses
from experiences.models import Experience, ReportedEffect
from experiences.words import WHOSE, dose, said

EXCERPT = 220  # characters; about three lines on a phone

COLUMNS = (
    "pk", "drug__name", "stage", "whose", "dose_amount", "dose_unit", "dose_period", "duration", "duration_words", "problems", "benefit",
    "condition__plain_name", "post__thread__origin", "post_id", "post__position", "post__thread_id", "post__thread__slug", "post__body",
    "effects__side_effect__plain_name", "effects__answer", "effects__outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One experience as its card shows it; every field is a word or two, empty when it was not said."""

    url: str
    drug: str
    stage: str
    whose: str
    dose: str
    duration: str
    condition: str
    problems: str
    benefit: str
    excerpt: str
    effects: list = field(default_factory=list)


def newest(limit, *slice, are_few=False, **which):
    """Return the newest public experiences that match, their effects included: one query.

    `are_few` finds those that match before it puts them in order.
    """
    # By id, not by date of publication: the index of a drug's experiences walks it at any size. Where hardly any match,
    # the walk would be the long way: an order that no index has leaves it to those that find them.
    order = (F("id") + 0).desc() if are_few else "-id"
    chosen = Experience.objects.published().filter(*slice, **which).order_by(order).values("pk")[:limit]
    rows = Experience.objects.filter(pk__in=chosen).order_by("-id", "effects__id").values_list(*COLUMNS)
    return stories(rows)


def stories(rows):
    """Return one story for each experience of the joined rows, in their order."""
    found = {}
    for row in rows:
        told = dict(zip(COLUMNS, row, strict=True))
        story = found.get(told["pk"]) or found.setdefault(told["pk"], _story(told))
        if told["effects__answer"]:
            story.effects.append(_effect(told))
    return list(found.values())


def _story(told):
    return Story(
        url=addresses.of_post(
            told["post_id"],
            position=told["post__position"],
            thread=told["post__thread_id"],
            slug=told["post__thread__slug"],
        ),
        drug=told["drug__name"],
        stage=Experience.Stage(told["stage"]).label,
        whose=WHOSE[told["whose"]],
        dose=dose(told["dose_amount"], told["dose_unit"], told["dose_period"]),
        duration=told["duration_words"] or said(Experience.Duration, told["duration"]),
        condition=told["condition__plain_name"] or "",
        problems=said(Experience.Problems, told["problems"]),
        benefit=said(Experience.Benefit, told["benefit"]),
        excerpt=excerpt(told["post__body"]),
    )


def _effect(told):
    name = told["effects__side_effect__plain_name"]
    if told["effects__answer"] == ReportedEffect.Answer.NO:
        return f"no {name}"
    outcome = said(ReportedEffect.Outcome, told["effects__outcome"])
    return f"{name} ({outcome})" if outcome else name


def excerpt(body):
    """Return the opening of a text, cut at a word."""
    text = " ".join(body.split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
