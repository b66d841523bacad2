"""Knows how what a post tells becomes rows, and how rows become again what was told."""

from functools import cache

from django.db.models import Prefetch

from experiences import stretches
from experiences.models import Change, Experience, FactCheck, FollowUp, Mention, ReportedEffect
from experiences.told import (
    BadTelling,
    ToldChange,
    ToldCorrection,
    ToldEffect,
    ToldExperience,
    ToldFactCheck,
    ToldFollowUp,
    ToldPost,
    ToldThread,
)
from medications.models import Condition, Drug, Question, SideEffect, Source, Test


class Ids:
    """The ids behind slugs, each table read once; share one over a bulk import."""

    def __init__(self):
        self._of = cache(ids_by_slug)

    def __call__(self, model, slug):
        """Return the id, None for None; raise BadTelling for a slug that is not known."""
        try:
            return None if slug is None else self._of(model)[slug]
        except KeyError:
            raise BadTelling(f"no {model._meta.verbose_name} is called {slug!r}") from None


def ids_by_slug(model):
    """Return the id behind each slug; what was merged into another has that one's."""
    columns = [name for name in ("pk", "merged_into") if name == "pk" or hasattr(model, name)]
    rows = model.objects.values_list("slug", *columns)
    return {slug: next(pk for pk in reversed(pks) if pk) for slug, *pks in rows}


def write(post, told, *, by, ids=None):
    """Store all that a ToldPost tells, and what was decided about it. `by` answers for the fact checks."""
    ids = ids or Ids()
    if told.questions:
        post.questions.set([ids(Question, slug) for slug in told.questions])
    for one in told.experiences:
        write_experience(post, one, ids)
    Change.objects.bulk_create(_change(post, one, ids) for one in told.changes)
    for one in told.fact_checks:
        _write_fact_check(post, one, ids, by)
    Mention.objects.bulk_create(_correction(post, one, ids) for one in told.corrections)


def rewrite(post, told, *, before, by, ids=None):
    """Replace what a post tells, whose text was `before`; return the words of the fact checks that are dropped.

    A moderator's fact check stays where its words stand in the new text.
    """
    post.questions.clear()
    post.experiences.all().delete()
    post.changes.all().delete()
    post.fact_checks.filter(quote__in=[one.quote for one in told.fact_checks]).delete()
    lost = carry_fact_checks(post, before)
    write(post, told, by=by, ids=ids)
    return lost


def carry_fact_checks(post, before):
    """After its text `before` changed, let each fact check stand where its words stand now; return the words of those gone."""
    checks, lost = list(post.fact_checks.all()), []
    places = stretches.moved(before, post.body, [(one.start, one.end) for one in checks])
    for check, place in zip(checks, places, strict=True):
        if place is None:
            lost.append(check.quote)
            check.delete()
        else:
            check.start, check.end = place, place + len(check.quote)
            check.save(update_fields=["start", "end"])
    return lost


def write_experience(post, told, ids=None):
    """Store one use of one drug with all that is told of it."""
    ids = ids or Ids()
    values = {name: getattr(told, name) for name in SAME_IN_EXPERIENCE}
    experience = Experience.objects.create(
        post=post, drug_id=ids(Drug, told.drug), condition_id=ids(Condition, told.condition), **values
    )
    ReportedEffect.objects.bulk_create(
        ReportedEffect(
            experience=experience, side_effect_id=effect, **{name: getattr(one, name) for name in SAME_IN_EFFECT}
        )
        for effect, one in effects_once(told.effects, ids).items()
    )
    FollowUp.objects.bulk_create(FollowUp(experience=experience, **vars(one)) for one in told.follow_ups)


def effects_once(told, ids):
    """Return {effect's id: ToldEffect}; of two that were merged since they were told, a yes stands before a no."""
    once = {}
    for one in told:
        effect = ids(SideEffect, one.effect)
        if effect not in once or once[effect].answer == ReportedEffect.Answer.NO:
            once[effect] = one
    return once


def _change(post, told, ids):
    return Change(
        post=post,
        from_drug_id=ids(Drug, told.from_drug),
        to_drug_id=ids(Drug, told.to_drug),
        side_effect_id=ids(SideEffect, told.side_effect),
        **{name: getattr(told, name) for name in SAME_IN_CHANGE},
    )


def _write_fact_check(post, told, ids, by):
    start, end = _place(post.body, told.quote)
    check = FactCheck.objects.create(
        post=post, start=start, end=end, by=by, **{name: getattr(told, name) for name in SAME_IN_CHECK}
    )
    check.sources.set([ids(Source, slug) for slug in told.sources])


def _correction(post, told, ids):
    return Mention(
        post=post,
        surface=post.body[told.start : told.end][:200],
        **{f"{target}_id": ids(model, getattr(told, target)) for target, model in TARGET_MODELS.items()},
        **{name: getattr(told, name) for name in SAME_IN_CORRECTION},
    )


def _place(body, quote):
    start = body.index(quote)
    return start, start + len(quote)


SAME_IN_EXPERIENCE = (
    "whose", "stage", "dose_amount", "dose_unit", "dose_period", "duration", "duration_words", "benefit",
    "benefit_week", "problems", "stop_reason",
)  # fmt: skip
SAME_IN_EFFECT = ("answer", "severity", "began", "outcome", "attribution", "what_helped")
SAME_IN_CHANGE = ("kind", "reason", "is_planned", "whose")
SAME_IN_CHECK = ("quote", "verdict", "note", "checked_on")
SAME_IN_CORRECTION = ("start", "end", "review", "assertion")
SAME_IN_FOLLOW_UP = ("told_on", "stage", "benefit", "problems")
TARGET_MODELS = {"drug": Drug, "side_effect": SideEffect, "test": Test, "condition": Condition}


def read_thread(thread, posts):
    """Return the ToldThread of a thread and some of its posts (see `with_what_they_tell`)."""
    return ToldThread(
        title=thread.title,
        key=thread.import_key,
        origin=thread.origin,
        tags=tuple(sorted(tag.name for tag in thread.tags.all())),
        opened_at=thread.opened_at,
        posts=tuple(_read_post(post) for post in posts),
    )


def with_what_they_tell(posts):
    """Return a QuerySet of posts with everything that `read_thread` reads of them fetched."""
    return posts.prefetch_related(
        "questions", "fact_checks__sources", "changes__from_drug", "changes__to_drug", "changes__side_effect",
        "experiences__drug", "experiences__condition", "experiences__effects__side_effect", "experiences__follow_ups",
        Prefetch(
            "mentions",
            Mention.objects.exclude(review=Mention.Review.DETECTED).select_related(*TARGET_MODELS),
            to_attr="corrected_mentions",
        ),
    )  # fmt: skip


def _read_post(post):
    return ToldPost(
        body=post.body,
        kind=post.kind,
        questions=tuple(question.slug for question in post.questions.all()),
        experiences=tuple(_read_experience(one) for one in post.experiences.all()),
        changes=tuple(_read_change(one) for one in post.changes.all()),
        fact_checks=tuple(_read_fact_check(one) for one in post.fact_checks.all()),
        corrections=tuple(_read_correction(one) for one in post.corrected_mentions),
        written_at=post.written_at,
        published_at=post.published_at if post.status == post.Status.PUBLISHED else None,
    )


def _read_experience(row):
    return ToldExperience(
        drug=row.drug.slug,
        condition=row.condition and row.condition.slug,
        effects=tuple(
            ToldEffect(effect=one.side_effect.slug, **{name: getattr(one, name) for name in SAME_IN_EFFECT})
            for one in row.effects.all()
        ),
        follow_ups=tuple(
            ToldFollowUp(**{name: getattr(one, name) for name in SAME_IN_FOLLOW_UP}) for one in row.follow_ups.all()
        ),
        **{name: getattr(row, name) for name in SAME_IN_EXPERIENCE},
    )


def _read_change(row):
    return ToldChange(
        from_drug=row.from_drug and row.from_drug.slug,
        to_drug=row.to_drug and row.to_drug.slug,
        side_effect=row.side_effect and row.side_effect.slug,
        **{name: getattr(row, name) for name in SAME_IN_CHANGE},
    )


def _read_fact_check(row):
    sources = tuple(source.slug for source in row.sources.all())
    return ToldFactCheck(sources=sources, **{name: getattr(row, name) for name in SAME_IN_CHECK})


def _read_correction(row):
    slugs = {target: getattr(row, target) and getattr(row, target).slug for target in TARGET_MODELS}
    return ToldCorrection(**slugs, **{name: getattr(row, name) for name in SAME_IN_CORRECTION})
