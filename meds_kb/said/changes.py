"""Knows the changes people tell of: from what, to what, how and why; counted by the tally, and where each is told."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

from experiences import addresses, words
from experiences.models import Change, Experience, Tally
from meds_kb.said.counts import Tallied

SHOWN = 20
SHOWN_FOR_A_DRUG = 5
NONE = "none"  # the slug of no drug: before the first one, or after the last
MEASURES = ("changed_to", "changed_from", "changed_because")
COLUMNS = (
    "id", "from_drug__name", "to_drug__name", "kind", "reason", "side_effect__plain_name", "is_planned", "whose", "post_id",
    "post__position", "post__thread_id", "post__thread__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change, in words, and where it is told."""

    id: int
    what: str
    kind: str
    why: str
    whose: str
    url: str


@dataclass(slots=True)
class Way:
    """All changes between the same two drugs, by slug: how many, whose, how and why."""

    before: str
    after: str
    n: int = 0
    first_hand: int = 0
    kinds: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)
    effects: Counter = field(default_factory=Counter)

    @property
    def second_hand(self):
        return self.n - self.first_hand

    @property
    def how(self):
        return _in_words(self.kinds, Change.Kind)

    @property
    def why(self):
        return _in_words(self.reasons, Experience.StopReason)

    @property
    def named_effects(self):
        return [Tallied(name, n) for name, n in sorted(self.effects.items(), key=lambda one: (-one[1], one[0]))]


def touching(drug):
    """Return the newest public changes from or to one drug: one query."""
    public = Change.objects.filter(post__status="published").order_by("-id")
    # Each side by its own index: an OR would sort all changes of the drug.
    sides = (public.filter(**{side: drug}).values("pk")[:SHOWN_FOR_A_DRUG] for side in ("from_drug", "to_drug"))
    rows = Change.objects.filter(Q(pk__in=next(sides)) | Q(pk__in=next(sides))).order_by("-id")
    return [_change(row) for row in rows.values_list(*COLUMNS)[:SHOWN_FOR_A_DRUG]]


def told(before, after, *, older_than=None):
    """Return (a page of the public changes that happened, newest first; whether more follow): one query.

    `before` and `after` are a drug, NONE, or nothing where any will do.
    """
    rows = Change.objects.filter(post__status="published", is_planned=False)
    for side, drug in (("from_drug", before), ("to_drug", after)):
        if drug:
            rows = rows.filter(**{side: None if drug == NONE else drug})
    if older_than:
        rows = rows.filter(pk__lt=older_than)
    found = [_change(row) for row in rows.order_by("-id").values_list(*COLUMNS)[: SHOWN + 1]]
    return found[:SHOWN], len(found) > SHOWN


def ways(*, before=None, after=None):
    """Return the counted ways between drugs, or those from and to one: one query, whatever the number of posts."""
    columns = ("drug__slug", "measure", "value", "slice", "n", "side_effect__plain_name")
    found = {}
    for drug, measure, value, slice, n, effect in _cells(before, after).values_list(*columns):
        other, kind, *reason = value.split("/")
        place = (other, drug) if measure == "changed_from" else (drug, other)
        if measure == "changed_from" and other != NONE and not _to_only(before, after):
            continue  # the cell of its first drug says the same
        way = found.setdefault(place, Way(*place))
        if slice != "all":
            way.first_hand += n if measure != "changed_because" else 0
        elif measure == "changed_because":
            way.effects[effect] += n
        else:
            way.n += n
            way.kinds[kind] += n
            way.reasons[reason[0]] += n
    return [way for way in found.values() if way.n]


def _cells(before, after):
    cells = Tally.objects.filter(measure__in=MEASURES, slice__in=("all", "whose:self"))
    effects_of_after = Q(measure="changed_because", value__startswith=f"{_slug(after)}/")
    if before and before != NONE:
        cells = cells.filter(drug=before).exclude(measure="changed_from")
        return cells.filter(value__startswith=f"{_slug(after)}/") if after else cells
    if after and after != NONE:
        own = Q(drug=after, measure="changed_from")
        return cells.filter(own & Q(value__startswith=f"{NONE}/") if before else own | effects_of_after)
    if after:
        return cells.filter(value__startswith=f"{NONE}/").exclude(measure="changed_from")
    return cells.filter(measure="changed_from", value__startswith=f"{NONE}/") if before else cells


def _to_only(before, after):
    return after and after != NONE and not before


def _slug(drug):
    return getattr(drug, "slug", drug)


def _in_words(counted, choices):
    pairs = sorted(counted.items(), key=lambda one: (one[0] == "not_said", -one[1], one[0]))
    return [Tallied(choices(value).label, n) for value, n in pairs]


def _change(row):
    told = dict(zip(COLUMNS, row, strict=True))
    kind = Change.Kind(told["kind"]).label
    return ToldChange(
        id=told["id"],
        what=words.change(told["kind"], told["from_drug__name"], told["to_drug__name"]),
        kind=f"{kind}, still to come" if told["is_planned"] else kind,
        why=words.reason(told["reason"], told["side_effect__plain_name"]),
        whose=words.WHOSE[told["whose"]],
        url=addresses.of_post(
            told["post_id"],
            position=told["post__position"],
            thread=told["post__thread_id"],
            slug=told["post__thread__slug"],
        ),
    )
