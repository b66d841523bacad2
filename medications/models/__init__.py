"""What is known: drugs, effects, tests, conditions, their names, and what sources say of them."""

from medications.models.drugs import Drug, DrugEffect
from medications.models.fact_kinds import (
    Claim,
    Disagreement,
    DrugUse,
    EffectNote,
    Interaction,
    LookAlike,
    Relation,
    TestSchedule,
    Warning,
)
from medications.models.facts import Fact
from medications.models.labelled_effects import LabelledEffect
from medications.models.names import Name
from medications.models.never_links import NeverLink
from medications.models.questions import Question
from medications.models.shipped import ShippedEntry
from medications.models.site_version import SiteVersion
from medications.models.sources import Source
from medications.models.terms import Term
from medications.models.topics import Condition, SideEffect, Test

__all__ = [
    "Claim",
    "Condition",
    "Disagreement",
    "Drug",
    "DrugEffect",
    "DrugUse",
    "EffectNote",
    "Fact",
    "Interaction",
    "LabelledEffect",
    "LookAlike",
    "Name",
    "NeverLink",
    "Question",
    "Relation",
    "ShippedEntry",
    "SideEffect",
    "SiteVersion",
    "Source",
    "Term",
    "Test",
    "TestSchedule",
    "Warning",
]
