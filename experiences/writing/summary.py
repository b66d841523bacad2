"""Knows how checked rows are said once more before they are sent."""

from dataclasses import dataclass

from experiences import words


@dataclass(frozen=True)
class Told:
    """One medicine, and what is told of it."""

    name: str
    lines: list[str]


def summary(draft):
    """Return what the rows of a checked draft tell, in the words of the form."""
    return [Told(row.name, [*_lines(row.form), *filter(None, map(_effect, row.effects))]) for row in draft.uses]


def changes(draft):
    names = draft.vocabulary.drugs
    said = (row.form.cleaned_data for row in draft.changes)
    found = [words.change(one["kind"], names[one["from_drug"]], names.get(one["to_drug"])) for one in said]
    return [one[:1].upper() + one[1:] for one in found]


def questions(draft):
    return [draft.vocabulary.questions[slug] for slug in draft.questions()]


def _lines(form):
    said = form.cleaned_data
    lines = [_chosen(form["stage"])]
    if said["dose_amount"]:
        lines.append(
            " ".join(str(part) for part in (said["dose_amount"], said["dose_unit"], said["dose_period"]) if part)
        )
    for name in ("duration", "condition", "benefit", "problems", "stop_reason"):
        if said[name] not in ("", "not_said") and (name != "stop_reason" or said["stage"] == "stopped"):
            lines.append(f"{form.fields[name].label} {_chosen(form[name])}")
    return lines


def _effect(row):
    said = row.form.cleaned_data
    if not said["answer"]:
        return ""
    course = [_chosen(row.form[name]) for name in ("severity", "began", "outcome", "attribution") if said[name] not in ("", "not_said")]  # fmt: skip
    return f"{'Yes' if said['answer'] == 'yes' else 'No'}: {row.name}{' (' + ', '.join(course).lower() + ')' if course else ''}"


def _chosen(field):
    return dict(field.field.choices).get(field.value(), "")
