"""Knows the reports of one effect of one drug, chosen so that they mirror the counts."""

from dataclasses import dataclass

from experiences import addresses
from experiences.models import Experience, ReportedEffect
from experiences.words import WHOSE, dose, said
from meds_kb.said.any_of import any_of
from meds_kb.said.stories import excerpt

SHOWN = 10
COLUMNS = (
    "answer", "severity", "began", "outcome", "attribution", "what_helped", "experience__stage", "experience__whose",
    "experience__dose_amount", "experience__dose_unit", "experience__dose_period", "experience__duration", "experience__duration_words",
    "experience__post_id", "experience__post__position", "experience__post__body", "experience__post__thread_id", "experience__post__thread__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One yes or no, with what its author told of it."""

    url: str
    answer: str
    whose: str
    stage: str
    dose: str
    duration: str
    details: list
    excerpt: str


def mirrored(yes, no, shown=SHOWN):
    """Return (how many yes, how many no) to show: all when they fit, else in the proportion of the counts.

    An answer that somebody gave is never left out altogether.
    """
    if yes + no <= shown:
        return yes, no
    share = round(shown * yes / (yes + no))
    show_yes = min(max(share, 1 if yes else 0), shown - (1 if no else 0))
    return show_yes, shown - show_yes


def newest(drug, effect, counts):
    """Return the newest counted reports of one effect, as many yes and no as mirror the counts: one query."""
    yes, no = mirrored(counts.yes, counts.no)
    public = ReportedEffect.objects.filter(
        side_effect=effect,
        experience__drug=drug,
        experience__post__status="published",
        experience__stage__in=Experience.COUNTED_STAGES,
    ).order_by("-experience_id")
    chosen = [public.filter(answer=answer).values("pk")[:n] for answer, n in (("yes", yes), ("no", no)) if n]
    if not chosen:
        return []
    rows = ReportedEffect.objects.filter(pk__in=any_of(*chosen)).order_by("-answer", "-experience_id")
    return [_report(dict(zip(COLUMNS, row, strict=True))) for row in rows.values_list(*COLUMNS)]


def _report(told):
    return Report(
        url=addresses.of_post(
            told["experience__post_id"],
            position=told["experience__post__position"],
            thread=told["experience__post__thread_id"],
            slug=told["experience__post__thread__slug"],
        ),
        answer=told["answer"],
        whose=WHOSE[told["experience__whose"]],
        stage=Experience.Stage(told["experience__stage"]).label,
        dose=dose(told["experience__dose_amount"], told["experience__dose_unit"], told["experience__dose_period"]),
        duration=told["experience__duration_words"] or said(Experience.Duration, told["experience__duration"]),
        details=_details(told),
        excerpt=excerpt(told["experience__post__body"]),
    )


def _details(told):
    found = [
        ("How bad", said(ReportedEffect.Severity, told["severity"])),
        ("Began", said(ReportedEffect.Began, told["began"])),
        ("What became of it", said(ReportedEffect.Outcome, told["outcome"])),
        ("The drug or lupus, as they see it", said(ReportedEffect.Attribution, told["attribution"])),
        ("What helped", told["what_helped"]),
    ]
    return [f"{heading}: {words}" for heading, words in found if words]
