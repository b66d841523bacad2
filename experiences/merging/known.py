"""Knows what is known of a thing, and how it moves to the thing that it is merged into.

Where both have the same already: a name stands once, and is ambiguous no more if it could only mean these two; a drug
names the effect once, as grave as the graver of the two, with the figures of both; two lines of a source that say the
same are one; words that were kept from the one because they are a name of the other are kept from nothing.
"""

from medications.models import DrugEffect, Fact, LabelledEffect, Name, NeverLink

GRAVEST_FIRST = (DrugEffect.Seriousness.URGENT, DrugEffect.Seriousness.SEE_DOCTOR, DrugEffect.Seriousness.MILD)
OF_THE_ROW = {"id", "drug_effect", "position", "comment"}  # what two lines that say the same may differ in
SAID = [field.attname for field in LabelledEffect._meta.fields if field.name not in OF_THE_ROW]


def rows_of(step):
    """Return (what, rows) of all that is known of the thing that goes."""
    found = [
        ("names", Name.objects.filter(step.of_old)),
        ("words that never link", NeverLink.objects.filter(step.of_old)),
    ]
    if step.kind == "side_effect":
        found += [
            ("medicines it is on record with", DrugEffect.objects.filter(step.of_old)),
            ("figures of sources", LabelledEffect.objects.filter(drug_effect__side_effect=step.old)),
        ]
    if step.kind in ("side_effect", "test"):
        found += [("facts", Fact.objects.filter(step.of_old)), ("questions", step.old.questions.all())]
    return found


def folds(step):
    """Return (what, how many) of the rows that fold into one that stands."""
    links = _twin_links(step) if step.kind == "side_effect" else []
    return [
        ("names", len(_twin_names(step))),
        ("words that never link", len(_refusals_to_drop(step))),
        ("medicines it is on record with", len(links)),
        ("figures of sources", sum(len(_twin_figures(*pair)) for pair in links)),
    ]


def notes(step):
    """Yield what a curator should look at before they merge."""
    if step.kind == "side_effect" and step.old.urgency != step.into.urgency:
        yield (
            f"“{step.old.plain_name}” is marked “{step.old.get_urgency_display()}”, and “{step.into.plain_name}” "
            f"“{step.into.get_urgency_display()}”. Readers will see the second. Change it first if the first is right."
        )
    for column in ("lupus_too", "caution"):
        if getattr(step.old, column, "") and not getattr(step.into, column):
            yield f"Only the one that goes says: “{getattr(step.old, column)}”. Copy it first if it holds for both."


def move(step):
    """Move it all; return the forms of words that are ambiguous no more."""
    refusals = _refusals_to_drop(step)
    settled = _move_names(step)
    _move_refusals(step, refusals)
    if step.kind == "side_effect":
        _move_links(step)
    if step.kind in ("side_effect", "test"):
        for fact in Fact.objects.filter(step.of_old):
            step.move(fact)
        _move_questions(step)
    for earlier in (*type(step.old).objects.filter(merged_into=step.old), step.old):
        earlier.merged_into = step.into
        step.save(earlier)
    return settled


def _twin_names(step):
    """Return (name that goes, name that stands) of each form that both have."""
    standing = {name.folded: name for name in Name.objects.filter(step.of_into)}
    names = Name.objects.filter(step.of_old).order_by("id")
    return [(name, standing[name.folded]) for name in names if name.folded in standing]


def _move_names(step):
    settled = []
    for name, twin in _twin_names(step):
        is_settled = not (name.note or twin.note or _others_of(name, twin))
        step.delete(name)
        if is_settled:
            twin.is_ambiguous = False
            step.save(twin)
            settled.append(twin.surface)
    for name in Name.objects.filter(step.of_old).order_by("id"):
        step.move(name)
    return settled


def _others_of(*twins):
    """Tell whether a form means anything but the two: an everyday word has a note, another thing a row of its own."""
    return Name.objects.filter(folded=twins[0].folded).exclude(pk__in=[twin.pk for twin in twins]).exists()


def _refusals_to_drop(step):
    """Return the refusals that only told the two apart, and those that both have."""
    names = {pair: _forms(Name, pair) for pair in (step.of_old, step.of_into)}
    refused_by_both = _forms(NeverLink, step.of_into)
    told_apart = {step.of_old: names[step.of_into] - names[step.of_old]}
    told_apart[step.of_into] = names[step.of_old] - names[step.of_into]
    dropped = list(NeverLink.objects.filter(step.of_old, folded__in=told_apart[step.of_old] | refused_by_both))
    return dropped + list(NeverLink.objects.filter(step.of_into, folded__in=told_apart[step.of_into]))


def _forms(model, which):
    return set(model.objects.filter(which).values_list("folded", flat=True))


def _move_refusals(step, dropped):
    for refusal in dropped:
        step.delete(refusal)
    for refusal in NeverLink.objects.filter(step.of_old):
        step.move(refusal)


def _twin_links(step):
    """Return (link that goes, link that stands) of each drug that is on record with both."""
    standing = {link.drug_id: link for link in DrugEffect.objects.filter(step.of_into)}
    links = DrugEffect.objects.filter(step.of_old).order_by("id")
    return [(link, standing[link.drug_id]) for link in links if link.drug_id in standing]


def _twin_figures(link, twin):
    """Return the figures of a link that say what one of its twin says."""
    said = set(twin.labelled.values_list(*SAID))
    return [row for row in link.labelled.order_by("id") if tuple(getattr(row, name) for name in SAID) in said]


def _move_links(step):
    for link, twin in _twin_links(step):
        for figure in _twin_figures(link, twin):
            step.delete(figure)
        for figure in link.labelled.order_by("id"):
            figure.drug_effect = twin
            step.save(figure)
        if GRAVEST_FIRST.index(link.seriousness) < GRAVEST_FIRST.index(twin.seriousness):
            twin.seriousness = link.seriousness
            step.save(twin)
        step.delete(link)
    for link in DrugEffect.objects.filter(step.of_old).order_by("id"):
        step.move(link)


def _move_questions(step):
    for question in step.old.questions.order_by("id"):
        about = question.effects if step.kind == "side_effect" else question.tests
        about.remove(step.old)
        about.add(step.into)
        step.save(question)
