"""Knows what the forms offer to choose from, in plain words: drugs, effects, illnesses, and the answers."""

from dataclasses import dataclass
from itertools import groupby

from django.db import DEFAULT_DB_ALIAS, connections

from experiences.models import Change, Experience, Report, ReportedEffect
from medications.models import Condition, Drug, Name, Question, SideEffect, site_version

NOT_SAID = ("not_said", "I do not want to say")
STAGES = [
    ("", "Choose one"),
    ("considering", "Thinking about it"),
    ("starting", "About to start, or just started"),
    ("taking", "Taking it"),
    ("stopped", "Stopped it"),
]
WHOSE = [("self", "About me"), ("other", "About someone I care for")]
UNITS = [("mg", "mg"), ("g", "g"), ("mcg", "mcg"), ("mg/kg", "mg for each kg")]
PERIODS = [("", "I do not know"), ("a day", "a day"), ("twice a day", "twice a day"), ("a week", "a week"), ("a month", "a month"), ("a dose", "each time")]  # fmt: skip
PROBLEMS = [NOT_SAID, ("none", "No problems"), ("few", "A few problems"), ("some", "Some problems")]
ANSWERS = [("yes", "Yes, it happened"), ("no", "No, it did not happen"), ("", "Leave this out")]
ATTRIBUTION = [
    NOT_SAID,
    ("drug", "The medicine"),
    ("illness", "Lupus, or another illness"),
    ("unsure", "I am not sure"),
]


def answers(choices, *, leave_out=()):
    """Return the choices of a column as a form offers them, what is not said first."""
    return [NOT_SAID, *((value, label.capitalize()) for value, label in choices.choices if value not in ("not_said", *leave_out))]  # fmt: skip


DURATIONS = answers(Experience.Duration, leave_out=("years",))
BENEFITS = answers(Experience.Benefit)
STOP_REASONS = answers(Experience.StopReason)
SEVERITIES = answers(ReportedEffect.Severity)
BEGAN = answers(ReportedEffect.Began)
OUTCOMES = answers(ReportedEffect.Outcome)
REPORTS = [(value, f"{label[0].upper()}{label[1:]}") for value, label in Report.Category.choices]
CHANGES = [
    (Change.Kind.REPLACED, "One took the place of the other"),
    (Change.Kind.ADDED, "The second was added to the first"),
    (Change.Kind.STOPPED, "I stopped it, and nothing took its place"),
    (Change.Kind.DOSE_CHANGED, "I went on with another dose of it"),
]
WITH_ANOTHER = (Change.Kind.REPLACED, Change.Kind.ADDED)


@dataclass(frozen=True)
class Vocabulary:
    """The names behind slugs, as a form offers them."""

    drugs: dict[str, str]
    effects: dict[str, str]
    conditions: dict[str, str]
    effects_by_system: list[tuple[str, list[tuple[str, str]]]]
    questions: dict[str, str]

    def drug_choices(self):
        return [("", "Choose a medicine"), *self.drugs.items()]

    def condition_choices(self):
        return [("", NOT_SAID[1]), *self.conditions.items()]

    def question_choices(self):
        return [("", "None of these"), *self.questions.items()]


_cached = (None, None)


def vocabulary():
    """Return everything a form offers, read again (five queries) only when something readers see has changed."""
    global _cached
    content, _names = site_version.current()
    key = (connections[DEFAULT_DB_ALIAS].settings_dict["NAME"], content)
    if _cached[0] != key:
        _cached = (key, _read())
    return _cached[1]


def forget():
    """Drop what was read; for tests, whose drugs and effects change without a version."""
    global _cached
    _cached = (None, None)


def _read():
    standing = SideEffect.objects.filter(merged_into=None).order_by("body_system", "plain_name")
    effects = list(standing.values_list("slug", "plain_name", "body_system"))
    conditions = Condition.objects.filter(merged_into=None).order_by("plain_name")
    return Vocabulary(
        drugs=_drugs(),
        effects={slug: name for slug, name, _ in effects},
        conditions=dict(conditions.values_list("slug", "plain_name")),
        effects_by_system=[
            (system, [(slug, name.capitalize() if name.islower() else name) for slug, name, _ in rows])
            for system, rows in groupby(effects, lambda row: row[2])
        ],
        questions=dict(Question.objects.values_list("slug", "title")),
    )


def _drugs():
    """Return the drugs by slug, each with the brand that most people know it by."""
    brands = Name.objects.filter(kind=Name.Kind.BRAND, is_verified=True, drug__isnull=False).order_by("-id")
    first = dict(brands.values_list("drug", "surface"))
    rows = Drug.objects.order_by("name").values_list("pk", "slug", "name")
    return {slug: f"{name} ({first[pk]})" if pk in first else name for pk, slug, name in rows}
