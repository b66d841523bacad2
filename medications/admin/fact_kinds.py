"""Knows which columns each kind of fact uses; the same wherever the kind is edited."""

from medications.admin.autocomplete import KnowingBoxes
from medications.admin.fact_forms import (
    ClaimForm,
    DisagreementForm,
    EffectNoteForm,
    FactForm,
    InteractionForm,
    LookAlikeForm,
    RelationForm,
    TestScheduleForm,
    WarningForm,
)
from medications.models import (
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


class OfOneKind(KnowingBoxes):
    """Shows the columns of one kind, then where the fact comes from, then what only curators see."""

    form = FactForm
    columns = ()
    first = ()  # what stands before them: the drug, where it is not known from the page

    autocomplete_fields = ("sources",)

    def get_fieldsets(self, request, obj=None):
        return (
            (None, {"fields": (*self.first, *self.columns)}),
            ("Where it comes from", {"fields": ("sources", "population", "region", "is_verified", "check_again_on")}),
            ("For curators", {"fields": (("position", "comment"),), "classes": ("collapse",)}),
        )


class OfWarning(OfOneKind):
    model = Warning
    form = WarningForm
    columns = ("kind", "when", "text")


class OfInteraction(OfOneKind):
    model = Interaction
    form = InteractionForm
    columns = ("other_drug", "other_name", "severity", "must_not_mix", "text", "advice")
    autocomplete_fields = ("other_drug", "sources")


class OfLookAlike(OfOneKind):
    model = LookAlike
    form = LookAlikeForm
    columns = ("other_drug", "other_name", "form", "text")
    autocomplete_fields = ("other_drug", "sources")


class OfDrugUse(OfOneKind):
    model = DrugUse
    columns = ("kind", "text")


class OfTestSchedule(OfOneKind):
    __test__ = False
    model = TestSchedule
    form = TestScheduleForm
    columns = ("test", "before_start", "text", "due_weeks", "why")
    autocomplete_fields = ("test", "sources")


class OfClaim(OfOneKind):
    model = Claim
    form = ClaimForm
    columns = ("question", "topic", "text", ("low", "high", "unit"), "is_critical")
    autocomplete_fields = ("question", "sources")


class OfRelation(OfOneKind):
    model = Relation
    form = RelationForm
    columns = ("relation_type", "other_drug", "other_name", "text")
    autocomplete_fields = ("other_drug", "sources")


class OfDisagreement(OfOneKind):
    model = Disagreement
    form = DisagreementForm
    columns = ("question", "text")
    autocomplete_fields = ("question", "sources")


class OfEffectNote(OfOneKind):
    model = EffectNote
    form = EffectNoteForm
    columns = ("side_effect", "text")
    autocomplete_fields = ("side_effect", "sources")


IN_ORDER_OF_THE_PAGE = (
    OfWarning,
    OfInteraction,
    OfLookAlike,
    OfDrugUse,
    OfTestSchedule,
    OfClaim,
    OfRelation,
    OfDisagreement,
    OfEffectNote,
)
