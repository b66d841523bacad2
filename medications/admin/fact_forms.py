"""Knows how each kind of fact is asked for: in a curator's words, and never without its source."""

from django import forms

from medications.admin.autocomplete import RowForm
from medications.admin.figures import complete_range
from medications.admin.sourcing import refuse_lesser_weight, refuse_unsourced
from medications.models import Fact

NO_NUMBER = (
    "Readers see this warning although nobody has checked it, so it may hold no number. Write it without, or check it."
)


class FactForm(RowForm):
    """A fact of one kind: its own columns, its text and where it comes from."""

    class Meta:
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "cols": 80})
            for name, rows in {"text": 3, "advice": 2, "why": 2, "comment": 2}.items()
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = self._meta.model.KINDS
        if len(kinds) == 1:
            self.instance.kind = kinds[0]
        elif "kind" in self.fields:
            self.fields["kind"].choices = [("", "---------"), *((kind, Fact.Kind(kind).label) for kind in kinds)]

    def clean(self):
        values = super().clean()
        complete_range(self, values)
        refuse_unsourced(self, values)
        refuse_lesser_weight(self, "sources", values, values.get("sources") or ())
        if self._is_shown_unchecked(values):
            self._refuse_numbers(values)
        return values

    def _is_shown_unchecked(self, values):
        kind = values.get("kind") or self.instance.kind
        return kind in Fact.SHOWN_UNCHECKED and values.get("is_verified") is False

    def _refuse_numbers(self, values):
        for name in ("text", "advice"):
            if any(char.isdigit() for char in values.get(name) or ""):
                self.add_error(name, NO_NUMBER)


class WarningForm(FactForm):
    class Meta(FactForm.Meta):
        help_texts = {
            "kind": "“When to get help” stands at the top of the page; a boxed warning under it.",
            "when": "Only for “when to get help”: now is an emergency, today is a call to the team.",
        }


class InteractionForm(FactForm):
    class Meta(FactForm.Meta):
        labels = {"text": "What happens", "advice": "What is done about it", "other_name": "Or its name"}
        help_texts = {
            "text": "One or two plain sentences in our own words. No number while nobody has checked it.",
            "other_drug": "When it is one of our drugs.",
        }


class LookAlikeForm(FactForm):
    class Meta(FactForm.Meta):
        labels = {"text": "Why they are mixed up", "other_name": "Or its name"}
        help_texts = {"other_drug": "When it is one of our drugs."}


class TestScheduleForm(FactForm):
    __test__ = False

    class Meta(FactForm.Meta):
        labels = {"text": "When it is done"}
        help_texts = {
            "text": "Where two sources differ, add one schedule for each.",
            "before_start": "What is checked before the first dose, such as: yes.",
            "why": "What the test looks for, in plain words.",
        }


class ClaimForm(FactForm):
    class Meta(FactForm.Meta):
        labels = {"text": "Answer"}
        help_texts = {
            "text": "One source's answer, in one or two plain sentences. Where sources differ, add one for each.",
            "low": "When the answer is a range: its two numbers and what they count. A single number needs only “from”.",
            "is_critical": "For what must stand among the red flags, such as: never stop suddenly.",
            "topic": "Only when it is about pregnancy, breastfeeding, fertility, contraception or drinking enough.",
        }


class RelationForm(FactForm):
    class Meta(FactForm.Meta):
        labels = {"other_name": "Or its name", "relation_type": "How they stand to each other"}
        help_texts = {"other_drug": "When it is one of our drugs."}


class DisagreementForm(FactForm):
    class Meta(FactForm.Meta):
        help_texts = {
            "text": "Say what each source says. Do not say who is right.",
            "question": "The question whose answers differ, if there is one.",
        }


class EffectNoteForm(FactForm):
    class Meta(FactForm.Meta):
        help_texts = {"text": "What a source adds, such as: it comes with the dose and mostly goes away again."}
