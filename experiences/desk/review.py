"""Knows what a moderator sees of one post: its words marked, what it tells and names, who decided what, and what may be done."""

from dataclasses import dataclass

from django.urls import reverse

from experiences import text_checks, words
from experiences.desk import marked, suggestions
from experiences.desk.ages import age
from experiences.models import Mention, Post
from experiences.near_duplicates import near
from medications.models import Fact

Status, Lane = Post.Status, Post.Lane
FACTS_OF = (Fact.Kind.PURPOSE, Fact.Kind.BOXED, Fact.Kind.GET_HELP, Fact.Kind.DOSE)
DRUGS_SHOWN, FACTS_SHOWN = 6, 5  # of each drug; the rest is one link away


@dataclass(frozen=True)
class DrugFacts:
    """The few facts of a drug that help to read a post, each as (label, text), and its page."""

    name: str
    url: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class Named:
    """One mention: its words, what they link to, what is said of it, how sure, and where it is corrected."""

    words: str
    target: str
    assertion: str
    review: str
    url: str


@dataclass(frozen=True)
class Told:
    """One stored row in words, and where it is edited."""

    text: str
    url: str


@dataclass(frozen=True)
class Review:
    """What the template shows of one post."""

    post: Post
    title: str
    state: str
    age: str
    pieces: list
    crisis: list
    identifying: list
    advice: list
    beside: list
    to_take_out: list
    twins: list
    named: list
    told: list
    changes: list
    uses: list
    effects: list
    facts: list
    checks: list
    decisions: list
    consents: list
    reports: list
    verbs: frozenset
    why_not: str
    claim: str
    is_mine: bool


def read(post, *, user, now):
    """Return the Review of a post that comes with its thread, readers and claimer: a dozen queries, whatever it holds."""
    mentions, experiences = suggestions.mentions_of(post), suggestions.experiences_of(post)
    check = text_checks.check(post.body)
    stretches = marked.warnings(check)
    identifying = marked.listed(post.body, stretches, "identifying")
    beside = _warned_beside(post, experiences)
    is_open = post.status in (Status.WAITING, Status.RETURNED)
    uses, effects = suggestions.suggest(post, mentions, experiences) if is_open else ([], [])
    return Review(
        post=post,
        title=post.title or post.thread.title,
        state=f"{post.get_status_display()}, {post.get_lane_display()}",
        age=age(now - post.written_at),
        pieces=marked.pieces(post.body, [*stretches, *_links(mentions)]),
        crisis=marked.listed(post.body, stretches, "crisis"),
        identifying=identifying,
        advice=marked.listed(post.body, stretches, "advice"),
        beside=[found for _kind, found in beside],
        to_take_out=list(dict.fromkeys([*identifying, *(found for kind, found in beside if kind == "identifying")])),
        twins=near(post.body, but=post.pk) if post.body else [],
        named=[_named(one) for one in mentions],
        told=[_told(one) for one in experiences],
        changes=_changes(post),
        uses=uses,
        effects=effects,
        facts=_facts(mentions, experiences),
        checks=list(post.fact_checks.prefetch_related("sources")),
        decisions=list(post.decisions.select_related("by").order_by("at", "id")),
        consents=list(post.consents.order_by("at", "id")),
        reports=list(post.reports.order_by("handled_at", "at", "id")),
        verbs=verbs_for(post, user),
        why_not=why_not(post, user),
        claim=_claim(post, user, now),
        is_mine=bool(post.claimed_by_id == user.pk and post.claimed_until > now),
    )


def _warned_beside(post, experiences):
    """Return (kind, Found) of what is marked in words that readers see beside the text: the title, and what helped."""
    helped = [effect.what_helped for one in experiences for effect in one.effects.all()]
    return [one for text in (post.title, *helped) if text for one in marked.all_of(text)]


def verbs_for(post, user):
    """Return the names of what a moderator may do with a post as it stands."""
    if post.status == Status.WAITING:
        verbs = {"return", "reject", "redact", "second", "escalate"}
        if not (post.needs_second and post.first_reader_id == user.pk):
            verbs |= {"publish", "redact_publish"}
        return frozenset(verbs - ({"escalate"} if post.lane == Lane.CRISIS else set()))
    if post.status == Status.PUBLISHED:
        return frozenset({"keep", "take_down", "redact"})
    return frozenset()


def why_not(post, user):
    """Say why publishing waits for another person, or nothing where it does not."""
    if post.status != Status.WAITING or not post.needs_second:
        return ""
    reason = "it speaks of a crisis" if post.lane == Lane.CRISIS else "it was marked so"
    if post.first_reader_id == user.pk:
        return (
            f"You have agreed to this post. Two different people must, as {reason}, so it waits for somebody else. You "
            "can still return, reject or redact it."
        )
    if post.first_reader_id:
        return f"{post.first_reader} has agreed. Two different people must, as {reason}: with your yes it is public."
    return (
        f"Two different people must agree, as {reason}. Your yes is the first: the post then waits for another person."
    )


def _claim(post, user, now):
    if not post.claimed_until or post.claimed_until <= now:
        return ""
    until = f"until {post.claimed_until:%H:%M} (UTC)"
    return (
        f"You have this post {until}." if post.claimed_by_id == user.pk else f"{post.claimed_by} is reading it {until}."
    )


def _links(mentions):
    return [
        marked.Stretch(one.start, one.end, "named", f"names {one.target}", one.target.get_absolute_url())
        for one in mentions
        if one.review != Mention.Review.DISMISSED
    ]


def _named(mention):
    return Named(
        words=mention.surface,
        target=str(mention.target),
        assertion=mention.get_assertion_display(),
        review=mention.get_review_display(),
        url=reverse("admin:experiences_mention_correct", args=[mention.pk]) + "?back=review",
    )


def _told(experience):
    parts = [
        f"{experience.drug}: {experience.get_stage_display()}",
        words.WHOSE[experience.whose],
        words.dose(experience.dose_amount, experience.dose_unit, experience.dose_period),
        f"for {experience.condition.plain_name}" if experience.condition else "",
        words.said(type(experience).Benefit, experience.benefit),
        words.said(type(experience).Problems, experience.problems),
        *map(_effect, experience.effects.all()),
    ]
    return Told(", ".join(filter(None, parts)), reverse("admin:experiences_experience_change", args=[experience.pk]))


def _effect(effect):
    helped = f" (what helped: “{effect.what_helped}”)" if effect.what_helped else ""
    return f"{effect.side_effect.plain_name}: {effect.answer}{helped}"


def _changes(post):
    rows = post.changes.select_related("from_drug", "to_drug", "side_effect").order_by("id")
    return [
        f"{words.change(one.kind, one.from_drug, one.to_drug)} "
        f"({words.reason(one.reason, one.side_effect and one.side_effect.plain_name)})"
        for one in rows
    ]


def _facts(mentions, experiences):
    drugs = {one.drug.pk: one.drug for one in experiences}
    drugs |= {one.drug_id: one.drug for one in mentions if one.drug_id and one.review != Mention.Review.DISMISSED}
    drugs = dict(list(drugs.items())[:DRUGS_SHOWN])
    rows = Fact.objects.for_readers().filter(drug__in=drugs, kind__in=FACTS_OF)
    lines = {pk: [] for pk in drugs}
    for fact in sorted(rows, key=lambda one: FACTS_OF.index(one.kind)):
        lines[fact.drug_id].append((fact.get_kind_display(), fact.text))
    return [DrugFacts(drug.name, drug.get_absolute_url(), lines[pk][:FACTS_SHOWN]) for pk, drug in drugs.items()]
