"""Knows the changes people tell of: from what, to what, how and why; counted by the tally, and where each is told."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.utils.text import capfirst

from experiences import addresses, words
from experiences.models import Change, Experience, Tally
from meds_kb.said.any_of import any_of

SHOWN = 20
SHOWN_FOR_A_DRUG = 5
NONE = "none"  # the slug of no drug: before the first one, or after the last
EVERYBODY = "all"
# What stands before the first slash of a value: the other drug.
OTHER = {
    "sqlite": "substr(value, 1, instr(value, '/') - 1)",
    "postgresql": "substr(value, 1, strpos(value, '/') - 1)",
}
ADDED_UP = "SELECT drug__slug, measure, {other}, slice, sum(n) FROM ({cells}) cell GROUP BY 1, 2, 3, 4"
OF_SOME = """
SELECT drug__slug, measure, value, n, side_effect__plain_name FROM ({cells}) cell WHERE drug__slug || '/' || {other} IN ({keys})
"""
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
        named = sorted(self.effects.items(), key=lambda one: (-one[1], one[0]))
        return ", ".join(f"{name} {n:,}" for name, n in named)


def touching(drug):
    """Return the newest public changes from or to one drug: one query."""
    public = Change.objects.filter(post__status="published").order_by("-id")
    # Each side by its own index: an OR would sort all changes of the drug.
    sides = (public.filter(**{side: drug}).values("pk")[:SHOWN_FOR_A_DRUG] for side in ("from_drug", "to_drug"))
    rows = Change.objects.filter(pk__in=any_of(*sides)).order_by("-id")
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


def ways(*, before=None, after=None, told=None):
    """Return the counted ways between drugs, or those from and to one, most often told first: two queries.

    Of the first `told` (or of all) it also says how, why, and which effects are named. The database adds up: very many
    posts fill very many cells, and a page shows few of them.
    """
    counted, named = _cells(before, after)
    found = {}
    for drug, measure, other, slice, n in _read(ADDED_UP, Q(counted, slice__in=(EVERYBODY, "whose:self"))):
        place = _place(measure, drug, other)
        way = found.setdefault(place, Way(*place))
        way.n += n if slice == EVERYBODY else 0
        way.first_hand += n if slice != EVERYBODY else 0
    ordered = sorted(found.values(), key=lambda way: (-way.n, way.before, way.after))
    _tell({(way.before, way.after): way for way in ordered[:told]}, counted | named)
    return ordered


def _tell(shown, cells):
    """Add to some ways, by their places, how they were made, why, and for which effects: one query."""
    either = [f"{drug}/{other}" for place in shown for drug, other in (place, place[::-1])]
    for drug, measure, value, n, effect in _read(OF_SOME, Q(cells, slice=EVERYBODY), *either) if shown else ():
        other, kind, *reason = value.split("/")
        way = shown.get(_place(measure, drug, other))
        if way is None:
            continue
        if measure == "changed_because":
            way.effects[effect] += n
        else:
            way.kinds[kind] += n
            way.reasons[reason[0]] += n


def _place(measure, drug, other):
    return (other, drug) if measure == "changed_from" else (drug, other)


def _read(sql, cells, *keys):
    """Return what one of the statements above finds in some cells; plain SQL, for the ORM adds up slower than it reads."""
    columns = ("drug__slug", "measure", "value", "slice", "n", "side_effect__plain_name")
    rows, values = Tally.objects.filter(cells).order_by().values_list(*columns).query.sql_with_params()
    sql = sql.format(cells=rows, other=OTHER[connection.vendor], keys=", ".join(["%s"] * len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(sql, (*values, *keys))
        return cursor.fetchall()


def _cells(before, after):
    """Return which cells count the ways from and to a drug, NONE or any, and which the effects they are made for.

    A way is counted at its first drug; from no drug, at its second. To one drug from any, all are counted there.
    """
    left, reached, named = Q(measure="changed_to"), Q(measure="changed_from"), Q(measure="changed_because")
    first, to = Q(value__startswith=f"{NONE}/"), Q(value__startswith=f"{_slug(after)}/")
    if before == NONE:
        return reached & first & (Q(drug=after) if after else Q()), Q(pk=None)
    if before:
        which = Q(drug=before) & (to if after else Q())
        return left & which, named & which
    if after:
        return (left & to if after == NONE else reached & Q(drug=after)), named & to
    return left | reached & first, named


def _slug(drug):
    return getattr(drug, "slug", drug)


def _in_words(counted, choices):
    # One ready sentence: a template takes longer over each number than the database over all of them.
    pairs = sorted(counted.items(), key=lambda one: (one[0] == "not_said", -one[1], one[0]))
    return "; ".join(f"{capfirst(choices(value).label)}: {n:,}" for value, n in pairs)


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
