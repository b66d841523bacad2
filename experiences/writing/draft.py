"""Knows a draft: the rows that stand in the fields of a page, how they are added and taken away, and what they tell.

A draft lives in the page alone. Its rows are named ``use-0``, ``use-0-effect-1`` and ``change-0``.
"""

import re
from dataclasses import dataclass

from experiences.told import ToldChange, ToldEffect, ToldExperience
from experiences.writing.choices import NOT_SAID
from experiences.writing.forms import AsksForm, ChangeForm, EffectForm, UseForm

MOST_USES, MOST_EFFECTS, MOST_CHANGES = 12, 30, 10
NO = "no "
TWICE = "You told about this medicine twice. Take one of the two away."
CHANGED_TWICE = "You told about this change twice. Take one of the two away."


@dataclass(frozen=True)
class EffectRow:
    """One side effect of one use, as the page shows it."""

    prefix: str
    name: str
    words: str
    form: EffectForm


@dataclass(frozen=True)
class UseRow:
    """One use of one drug, as the page shows it."""

    prefix: str
    name: str
    words: str
    form: UseForm
    effects: list[EffectRow]

    @property
    def reading(self):
        """What was read out of the text, in a few words: "stopped it, 50 mg a day, for lupus, hair loss, no nausea"."""
        dose = " ".join(filter(None, map(self._said, ("dose_amount", "dose_unit", "dose_period"))))
        illness = self._chosen("condition")
        effects = (f"{NO if one.form['answer'].value() == 'no' else ''}{one.name}" for one in self.effects if one.words)
        how = [self._chosen("stage"), self._said("dose_amount") and dose, illness and f"for {illness}"]
        return ", ".join(filter(None, [*how, self._chosen("benefit"), self._chosen("problems"), *effects]))

    def _said(self, name):
        """Return what stands in a field; nothing where it says that nothing is said."""
        value = str(self.form[name].value() or "")
        return "" if value == NOT_SAID[0] else value

    def _chosen(self, name):
        label = dict(self.form.fields[name].choices[1:]).get(self._said(name), "")
        return label[:1].lower() + label[1:]

    @property
    def is_open(self):
        """Whether something in the folded part is wrong."""
        return bool(self.form.is_bound and self.form.errors.keys() & set(self.form.more))


@dataclass(frozen=True)
class ChangeRow:
    """One step from drug to drug, as the page shows it."""

    prefix: str
    form: ChangeForm


class Draft:
    """The rows of a form that was sent in. `data` are plain field names and values."""

    def __init__(self, data, vocabulary):
        self.data, self.vocabulary = dict(data), vocabulary
        self.left_out = set(self.data.get("left_out", "").split())

    def read(self, *, checked):
        """Make the forms of all rows: checked ones say what is wrong, others only show what stands in them."""
        self.uses = [self._use(number, checked) for number in self._numbers("use")[:MOST_USES]]
        self.changes = [
            ChangeRow(prefix, self._form(ChangeForm, prefix, checked))
            for prefix in (f"change-{number}" for number in self._numbers("change")[:MOST_CHANGES])
        ]
        if checked:
            self._refuse_one_use_told_twice()
            self._refuse_one_change_told_twice()
        return self

    @property
    def asks(self):
        """The form that asks which of our questions it is nearest to; it shows what stands in the fields."""
        return AsksForm(initial={"asks": self.data.get("asks", "")}, vocabulary=self.vocabulary)

    def _use(self, number, checked):
        prefix = f"use-{number}"
        name = self.vocabulary.drugs.get(self.data.get(f"{prefix}-drug"), "")
        form = self._form(UseForm, prefix, checked)
        form.fields["stage"].error_messages["required"] = f"Say where you are with {name}."
        effects = [f"{prefix}-effect-{one}" for one in self._numbers(f"{prefix}-effect")[:MOST_EFFECTS]]
        return UseRow(
            prefix,
            name,
            self.data.get(f"{prefix}-words", "")[:80],
            form,
            [self._effect(one, checked) for one in effects],
        )

    def _effect(self, prefix, checked):
        name = self.vocabulary.effects.get(self.data.get(f"{prefix}-effect"), "")
        return EffectRow(
            prefix, name, self.data.get(f"{prefix}-words", "")[:80], self._form(EffectForm, prefix, checked)
        )

    def _form(self, made, prefix, checked):
        if checked:
            return made(self.data, prefix=prefix, vocabulary=self.vocabulary)
        given = {name: self.data[f"{prefix}-{name}"] for name in made.base_fields if f"{prefix}-{name}" in self.data}
        return made(prefix=prefix, vocabulary=self.vocabulary, initial=given)

    def _refuse_one_use_told_twice(self):
        seen = set()
        for row in self.uses:
            told = row.form.is_valid() and (row.form.cleaned_data["drug"], row.form.cleaned_data["whose"])
            if told and told in seen:
                row.form.add_error("stage", TWICE)
            seen.add(told)

    def _refuse_one_change_told_twice(self):
        seen = set()
        for form in (row.form for row in self.changes if row.form.is_valid()):
            told = tuple(form.cleaned_data[name] or "" for name in ("from_drug", "kind", "to_drug"))
            if told in seen:
                form.add_error("kind", CHANGED_TWICE)
            seen.add(told)

    def _numbers(self, kind):
        named = re.compile(rf"{re.escape(kind)}-(\d{{1,3}})-")
        return sorted({int(found[1]) for key in self.data if (found := named.match(key))})

    @property
    def forms(self):
        """All forms, in the order of the page."""
        uses = [form for row in self.uses for form in (row.form, *(one.form for one in row.effects))]
        return [*uses, *(row.form for row in self.changes)]

    # What the buttons do

    def add_use(self, drug, *, whose, **values):
        """Add a use of a drug that has none yet; return its prefix."""
        for number in self._numbers("use"):
            if self.data.get(f"use-{number}-drug") == drug:
                return f"use-{number}"
        return self._add("use", {"drug": drug, "whose": whose, **values})

    def add_effect(self, use, effect, **values):
        """Add an answer to one effect of a use, unless it has one; return its prefix."""
        for number in self._numbers(f"{use}-effect"):
            if self.data.get(f"{use}-effect-{number}-effect") == effect:
                return f"{use}-effect-{number}"
        return self._add(f"{use}-effect", {"effect": effect, **values})

    def add_change(self, **values):
        return self._add("change", {"kind": "replaced", **values})

    def _add(self, kind, values):
        prefix = f"{kind}-{max(self._numbers(kind), default=-1) + 1}"
        self.data |= {f"{prefix}-{name}": value for name, value in values.items()}
        return prefix

    def drop(self, prefix):
        """Take a row away, with all that hangs on it; it is not proposed again."""
        self.left_out.add(self._what(prefix))
        self.data = {key: value for key, value in self.data.items() if not key.startswith(f"{prefix}-")}
        self.data["left_out"] = " ".join(sorted(self.left_out))

    def _what(self, prefix):
        use, _, effect = prefix.partition("-effect-")
        drug = self.data.get(f"{use}-drug", "")
        if use.startswith("change"):
            return f"{self.data.get(f'{use}-from_drug', '')}>{self.data.get(f'{use}-to_drug', '')}"
        return f"{drug}/{self.data.get(f'{prefix}-effect', '')}" if effect else drug

    def propose(self, proposal, *, whose):
        """Add what a text seems to tell and no row tells yet, but for what the writer took away."""
        for use in proposal.uses:
            if use.drug in self.left_out or use.drug not in self.vocabulary.drugs:
                continue
            amount, unit, period = use.dose or ("", "", "")
            prefix = self.add_use(
                use.drug, whose=whose, words=use.words, stage=use.stage, condition=use.condition, benefit=use.benefit,
                problems=use.problems, dose_amount=str(amount), dose_unit=unit, dose_period=period,
            )  # fmt: skip
            for effect, (answer, words) in use.effects.items():
                if f"{use.drug}/{effect}" not in self.left_out and effect in self.vocabulary.effects:
                    self.add_effect(prefix, effect, answer=answer, words=words)
        told = {(self.data.get(f"change-{n}-from_drug"), self.data.get(f"change-{n}-to_drug")) for n in self._numbers("change")}  # fmt: skip
        if proposal.asks in self.vocabulary.questions:
            self.data.setdefault("asks", proposal.asks)
        for before, after in proposal.changes:
            if (before, after) not in told and f"{before}>{after}" not in self.left_out:
                self.add_change(from_drug=before, to_drug=after)

    # What the rows tell

    def experiences(self):
        """Return the ToldExperiences of checked rows without a fault."""
        return tuple(_told_use(row) for row in self.uses)

    def questions(self):
        """Return the slugs of the questions that are asked: the one chosen, or none."""
        chosen = self.data.get("asks", "")
        return (chosen,) if chosen in self.vocabulary.questions else ()

    def told_changes(self, *, whose):
        return tuple(
            ToldChange(
                kind=form["kind"], from_drug=form["from_drug"], to_drug=form["to_drug"],
                reason=form["reason"] or "not_said", whose=whose,
            )
            for form in (row.form.cleaned_data for row in self.changes)
        )  # fmt: skip


def _told_use(row):
    said = row.form.cleaned_data
    helped = said["benefit"] in ("a_lot", "some")
    amount = said["dose_amount"] or None
    return ToldExperience(
        drug=said["drug"],
        stage=said["stage"],
        whose=said["whose"] or "self",
        dose_amount=amount,
        dose_unit=(said["dose_unit"] or "mg") if amount else "",
        dose_period=said["dose_period"] if amount else "",
        duration=said["duration"] or "not_said",
        condition=said["condition"] or None,
        benefit=said["benefit"] or "not_said",
        benefit_week=said["benefit_week"] if helped else None,
        problems=said["problems"] or "not_said",
        stop_reason=said["stop_reason"] if said["stage"] == "stopped" else "",
        effects=tuple(_told_effect(one.form.cleaned_data) for one in row.effects if one.form.cleaned_data["answer"]),
    )


def _told_effect(said):
    if said["answer"] == "no":
        return ToldEffect(effect=said["effect"], answer="no")
    course = {name: said[name] or "not_said" for name in ("severity", "began", "outcome", "attribution")}
    return ToldEffect(effect=said["effect"], answer="yes", what_helped=said["what_helped"], **course)
