"""Knows what made-up posts can speak of: the drugs, effects, illnesses and questions that this copy of the site holds."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from medications.models import Condition, Drug, DrugEffect, Name, Question, SideEffect

# What people take, so that doses look like doses. Any other medicine gets the last row.
DOSES = {
    "azathioprine": ("mg", "a day", (50, 75, 100, 125, 150)),
    "cyclophosphamide": ("mg", "a dose", (500, 750, 1000)),
    "hydroxychloroquine": ("mg", "a day", (200, 300, 400)),
    "leflunomide": ("mg", "a day", (10, 20)),
    "methotrexate": ("mg", "a week", (10, 15, 20, 25)),
    "mycophenolate-mofetil": ("g", "a day", (1, 2, 3)),
    "prednisone": ("mg", "a day", (5, 10, 20, 40, 60)),
}
ANY_DOSES = ("mg", "a day", (5, 10, 20, 50))
FEWEST_EFFECTS = 3  # a drug of which sources name fewer is told of with the effects of all


class NothingToTellOf(Exception):
    """The site holds no medicine, or no side effect, yet."""


@dataclass(frozen=True)
class KnownDrug:
    """A drug as made-up posts speak of it. The effects stand as (slug, name), and the first are told of most."""

    slug: str
    spellings: tuple[str, ...]
    effects: tuple[tuple[str, str], ...]
    dose_unit: str
    dose_period: str
    doses: tuple[Decimal, ...]


@dataclass(frozen=True)
class Known:
    """Everything a made-up post can name; conditions as (slug, name)."""

    drugs: tuple[KnownDrug, ...]
    conditions: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def read():
    """Return what is known, in an order that any copy with the same knowledge shares; raise NothingToTellOf."""
    effects = {slug: name.lower() for slug, name in _effects()}
    drugs = tuple(_drugs(effects))
    if not drugs or not effects:
        raise NothingToTellOf(
            "There is no medicine or no side effect to tell of. Run `manage.py load_knowledge` first."
        )
    return Known(
        drugs=drugs,
        conditions=tuple(_conditions()),
        questions=tuple(Question.objects.order_by("slug").values_list("slug", flat=True)),
    )


def _effects():
    return SideEffect.objects.filter(merged_into=None).order_by("slug").values_list("slug", "plain_name")


def _conditions():
    """Yield lupus first: most people who write here have it."""
    rows = list(Condition.objects.filter(merged_into=None).order_by("slug").values_list("slug", "plain_name"))
    yield from sorted(
        ((slug, name[:1].lower() + name[1:]) for slug, name in rows), key=lambda row: "lupus" not in row[0]
    )


def _drugs(effects):
    spellings, named = defaultdict(list), defaultdict(list)
    names = Name.objects.filter(drug__isnull=False, is_ambiguous=False).exclude(kind=Name.Kind.ALSO)
    for slug, surface in names.order_by("drug__slug", "surface").values_list("drug__slug", "surface"):
        spellings[slug].append(surface)
    rows = DrugEffect.objects.filter(side_effect__slug__in=effects)
    # The graver an effect, the fewer tell of it.
    rows = sorted(rows.values_list("drug__slug", "seriousness", "side_effect__slug"), key=_mildest_first)
    for slug, _seriousness, effect in rows:
        named[slug].append(effect)
    # Full pages first: they are told of most.
    for slug in Drug.objects.counted().order_by("page", "slug").values_list("slug", flat=True):
        of_drug = named[slug] if len(named[slug]) >= FEWEST_EFFECTS else list(effects)
        unit, period, amounts = DOSES.get(slug, ANY_DOSES)
        yield KnownDrug(
            slug=slug,
            spellings=tuple(spellings[slug] or [slug]),
            effects=tuple((effect, effects[effect]) for effect in of_drug),
            dose_unit=unit,
            dose_period=period,
            doses=tuple(map(Decimal, amounts)),
        )


def _mildest_first(row):
    drug, seriousness, effect = row
    return drug, DrugEffect.Seriousness.values.index(seriousness), effect
