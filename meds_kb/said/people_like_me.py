"""Knows which people of a drug can be looked at by themselves: those with one thing in common that their posts show."""

from dataclasses import dataclass

from django import forms
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.http import urlencode

from experiences import dose_bands
from experiences.models import Experience, Tally
from experiences.words import WHOSE
from medications.models import Condition
from meds_kb.said.counts import COLUMNS, Cells

# In the order in which a page offers them; each is a key of the query and the first word of its slices.
HEADINGS = {"condition": "Illness", "dose": "Dose", "time": "Time on it", "whose": "Who tells"}
EVERYBODY = "all"
FEW = 50  # one in so many


class SliceForm(forms.Form):
    """At most one attribute at a time. Whether anybody has it, the tallies tell."""

    condition = forms.SlugField(required=False, max_length=80)
    dose = forms.RegexField(r"^[0-9.]+-[0-9.]+-[a-z-]+$", required=False, max_length=60)
    time = forms.ChoiceField(required=False, choices=Experience.Duration.choices)
    whose = forms.ChoiceField(required=False, choices=Experience.Whose.choices)

    def clean(self):
        chosen = [f"{kind}:{self.cleaned_data[kind]}" for kind in HEADINGS if self.cleaned_data.get(kind)]
        if len(chosen) > 1:
            raise forms.ValidationError("Choose one thing at a time.")
        self.cleaned_data["slice"] = chosen[0] if chosen else EVERYBODY
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Choice:
    """Some people of a drug: how many, in words, and the link that shows them."""

    words: str
    n: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    heading: str
    choices: list


@dataclass(frozen=True, slots=True)
class People:
    """Who is looked at, of how many, and who else could be. `who` is empty for everybody."""

    slice: str
    who: str
    counted: int
    everybody: int
    groups: list
    everybody_url: str

    @property
    def is_some(self):
        return self.slice != EVERYBODY

    @property
    def are_few(self):
        """Tell whether so few of so many are sooner found than met on a walk along all."""
        return self.is_some and self.counted * FEW < self.everybody


def read(drug, slice):
    """Return (the cells of some people of a drug, the People they are), or None where nobody is such: one query."""
    named = Condition.objects.filter(slug=Substr(OuterRef("value"), len("condition:") + 1)).values("plain_name")[:1]
    rows = list(
        Tally.objects.filter(Q(slice=slice) | Q(side_effect=None), drug=drug, slice__in={slice, EVERYBODY})
        .annotate(named=Case(When(measure="slice", value__startswith="condition:", then=Subquery(named))))
        .values_list(*COLUMNS, "slice", "named")
    )
    of_all = [row for row in rows if row[-2] == EVERYBODY]
    found = {row[3]: (row[4], row[-1]) for row in of_all if row[2] == "slice"}
    if slice != EVERYBODY and slice not in found:
        return None
    cells, everybody = (Cells(row[:-2] for row in some) for some in ([r for r in rows if r[-2] == slice], of_all))
    return cells, People(
        slice=slice,
        who=_who(slice, found[slice][1]) if slice in found else "",
        counted=cells.counted(drug.pk),
        everybody=everybody.counted(drug.pk),
        groups=_groups(drug, slice, found),
        everybody_url=f"{reverse('drug', args=[drug.slug])}#what-people-say",
    )


def which(slice, *, are_few=True):
    """Return the filter that finds the experiences of a slice; of many, on a walk along all of the drug."""
    kind, _, value = slice.partition(":")
    if kind == "dose":
        band = dose_bands.which(value)
        # As one condition that no index knows: PostgreSQL takes those of a band for few, and would find and sort all.
        return band if are_few else Q(Exact(Case(When(band, then=Value(1)), default=Value(0)), 1))
    return {
        "condition": Q(condition=Subquery(Condition.objects.filter(slug=value).values("pk")[:1])),
        "time": Q(duration=value),
        "whose": Q(whose=value),
        EVERYBODY: Q(),
    }[kind]


def _groups(drug, slice, found):
    """Return what can be chosen, most people first; an attribute that all share, or none has, is no choice."""
    groups = {kind: [] for kind in HEADINGS}
    for one, (n, named) in sorted(found.items(), key=lambda item: (-item[1][0], item[0])):
        kind, _, value = one.partition(":")
        url = f"{reverse('drug', args=[drug.slug])}?{urlencode({kind: value})}#what-people-say"
        groups[kind].append(Choice(_words(kind, value, named), n, url, one == slice))
    return [ChoiceGroup(HEADINGS[kind], choices) for kind, choices in groups.items() if choices]


def _words(kind, value, named):
    if kind == "condition":
        return named or value.replace("-", " ")
    if kind == "dose":
        return dose_bands.in_words(value)
    return WHOSE[value] if kind == "whose" else Experience.Duration(value).label


def _who(slice, named):
    """Return who is looked at, to stand after "people"."""
    kind, _, value = slice.partition(":")
    words = _words(kind, value, named)
    return {
        "condition": f"who take it for {words}",
        "dose": f"on {words}",
        "time": f"who have taken it for {words}",
        "whose": "who tell of themselves" if value == "self" else "whom somebody else tells of",
    }[kind]
