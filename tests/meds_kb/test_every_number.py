"""Every number that the drug pages show, read as a person reads it, equals a naive recount of the published rows."""

import re

import pytest
from django.db.models import F

from experiences.intervals import share_in_words
from experiences.models import Experience, Tally
from experiences.synthetic.making import make
from medications.models import Condition, Drug, SideEffect
from meds_kb import page_store
from tests import world
from tests.meds_kb.test_drug_page import page, read

pytestmark = pytest.mark.django_db
DRUGS = ("azathioprine", "prednisone")
EFFECTS = ("nausea", "hair loss", "headache")
BENEFITS = dict(Experience.Benefit.choices)


@pytest.fixture
def knowledge():
    for name in DRUGS:
        made = world.drug(name)
        for effect in EFFECTS[:2]:  # the third is told of and named by no source
            world.labelled(made, world.side_effect(effect))
    world.side_effect(EFFECTS[2])
    world.topic(Condition, "lupus")
    world.topic(Condition, "arthritis")


def told(drug, keep=lambda one: True):
    """Return the experiences that count, by the plainest walk over rows."""
    rows = Experience.objects.filter(drug__slug=drug, post__status="published").prefetch_related("effects__side_effect")
    return [one for one in rows if one.stage in ("taking", "stopped") and keep(one)]


def answers(uses, effect):
    said = [report.answer for report in reports_of(uses, effect)]
    return said.count("yes"), said.count("no")


def reports_of(uses, effect):
    return [report for one in uses for report in one.effects.all() if report.side_effect == effect]


def has(shown, words):
    """Tell whether a page says these words, with just these numbers at both ends."""
    after = r"(?![\d,]*\d)" if words[-1].isdigit() else ""
    return re.search(rf"(?<![\d,]){re.escape(words)}{after}", shown) is not None


def three_counts(uses, effect):
    yes, no = answers(uses, effect)
    return f"{yes:,} yes, {no:,} no, {len(uses) - yes - no:,} did not mention"


def in_words(uses, name, choices):
    """Return what the uses say of one field, as a person counts it on fingers."""
    return {f"{words}: {n:,}" for value, words in choices if (n := sum(getattr(one, name) == value for one in uses))}


def check_drug_page(shown, uses):
    first_hand = sum(one.whose == "self" for one in uses)
    who = "person" if len(uses) == 1 else "people"
    assert has(shown, f"{len(uses):,} {who} here told of taking")
    assert has(shown, f"{first_hand:,} first-hand, {len(uses) - first_hand:,} told for someone else")
    for effect in SideEffect.objects.all():
        yes, no = answers(uses, effect)
        if effect.plain_name != EFFECTS[2] or yes + no:
            assert has(shown, three_counts(uses, effect)), effect
        if share := share_in_words(yes, yes + no):
            assert has(shown, share)
    for name, choices in (
        ("stage", Experience.Stage),
        ("problems", Experience.Problems),
        ("benefit", Experience.Benefit),
    ):
        for words in in_words(uses, name, choices.choices):
            assert has(shown, words), name
    for words in in_words(
        [one for one in uses if one.stage == "stopped"], "stop_reason", Experience.StopReason.choices
    ):
        assert has(shown, words)
    helped = sum(one.benefit in ("a_lot", "some") for one in uses)
    able = helped + sum(one.benefit in ("none", "worse") for one in uses)
    assert (f"It helped {helped:,} of the {able:,} who could tell: " in shown) is (able >= 5)
    felt = [one.benefit_week for one in uses if one.benefit_week is not None]
    for first, last in ((1, 2), (3, 4), (5, 8), (9, 12)):
        if n := sum(first <= week <= last for week in felt):
            assert has(shown, f"First felt that it helps: {n:,} of {len(felt):,}")


def check_pair_page(shown, uses, effect):
    yes, no = answers(uses, effect)
    assert has(shown, f"{yes:,} said yes {no:,} said no {len(uses) - yes - no:,} did not mention it")
    own, other = ([one for one in uses if one.whose == whose] for whose in ("self", "other"))
    first, second = answers(own, effect), answers(other, effect)
    assert has(shown, f"First-hand {first[0]:,} {first[1]:,} For someone else {second[0]:,} {second[1]:,}")
    reports = reports_of(uses, effect)
    said_yes = [one for one in reports if one.answer == "yes"]
    for name in ("severity", "began", "outcome", "attribution"):
        choices = type(reports[0])._meta.get_field(name).choices if reports else ()
        for words in in_words(said_yes, name, choices):
            assert has(shown, words), name
    if share := share_in_words(yes, yes + no):
        assert has(shown, share)


SLICES = {
    "whose=self": lambda one: one.whose == "self",
    "whose=other": lambda one: one.whose == "other",
    "condition=lupus": lambda one: one.condition and one.condition.slug == "lupus",
    "time=1_5_years": lambda one: one.duration == "1_5_years",
    "dose=50-100-mg-day": lambda one: one.dose_period == "a day" and one.dose_amount and 50 < one.dose_amount <= 100,
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_of_a_made_up_world_equals_a_naive_recount(client, knowledge, seed):
    make((40, 120, 250)[seed - 1], seed=seed)
    for drug in DRUGS:
        uses = told(drug)
        check_drug_page(read(page(client, f"/medications/{drug}/")), uses)
        for effect in SideEffect.objects.all():
            path = f"/medications/{drug}/side-effects/{effect.slug}/"
            check_pair_page(read(page(client, path)), uses, effect)
    for query, keep in SLICES.items():
        if some := told("azathioprine", keep):
            check_drug_page(read(page(client, f"/medications/azathioprine/?{query}")), some)
    for effect in SideEffect.objects.all():
        shown = read(page(client, f"/side-effects/{effect.slug}/"))
        for drug in DRUGS:
            if sum(answers(told(drug), effect)):
                assert has(shown, three_counts(told(drug), effect))


# Hard worlds: what each tells of one effect, as (answer, whose) of everybody who takes the drug.
WORLDS = {
    "nobody": [],
    "one": [("yes", "self")],
    "four": [("yes", "self")] * 3 + [("no", "self")],
    "five": [("yes", "self")] * 2 + [("no", "self")] * 3,
    "all yes": [("yes", "self")] * 12,
    "all no": [("no", "self")] * 12,
    "only second-hand": [("yes", "other")] * 6,
    "nobody mentions it": [(None, "self")] * 7,
}


@pytest.mark.parametrize("name", WORLDS)
def test_hard_worlds_are_told_as_they_are(client, knowledge, name):
    people = WORLDS[name]
    posts = [
        world.told(f"Post {n}.", experiences=[{"drug": "azathioprine", "stage": "taking", "whose": whose,
                   "effects": [{"effect": "nausea", "answer": answer}] if answer else []}])
        for n, (answer, whose) in enumerate(people)
    ]  # fmt: skip
    if posts:
        world.publish(name, *posts)
    effect = SideEffect.objects.get(slug="nausea")
    pages = [read(page(client, path)) for path in ("/medications/azathioprine/", "/medications/azathioprine/side-effects/nausea/", "/side-effects/nausea/")]  # fmt: skip
    mentioned = sum(answer is not None for answer, _whose in people)
    for shown in pages:
        counts = r"[\d,]+ of [\d,]+ said yes: [\d,]+ of 100, between [\d,]+ and [\d,]+ of 100"
        assert bool(re.search(counts, shown)) is (mentioned >= 5)
        assert not re.search(r"\d ?%|incidence|caused by|\brisk of\b|★|best drug", shown)
        if people:
            assert "chose to write here" in shown
        else:
            assert "Nobody here has told of taking" in shown or "No reports yet" in shown
    if people:
        check_drug_page(pages[0], told("azathioprine"))
        check_pair_page(pages[1], told("azathioprine"), effect)
    if name == "all yes":
        assert "12 of 12 said yes: 100 of 100, between 76 and 100 of 100" in pages[1]
    if name == "all no":
        assert "0 of 12 said yes: 0 of 100, between 0 and 24 of 100" in pages[1]
    if 0 < mentioned < 5:
        assert all(f"Post {n}." in pages[1] for n in range(len(people)))


def test_sources_that_disagree_stand_side_by_side_on_every_page(client, knowledge):
    pair = Drug.objects.get(slug="azathioprine"), SideEffect.objects.get(slug="nausea")
    world.labelled(*pair, 7, band="", low=28, high=28, population="people with arthritis")
    page_store.store.forget()
    for path in (
        "/medications/azathioprine/",
        "/medications/azathioprine/side-effects/nausea/",
        "/side-effects/nausea/",
    ):
        shown = read(page(client, path))
        assert "between 1 and 10 of 100 people" in shown
        assert "28 of 100 people; 72 did not" in shown
        assert "eople with arthritis" in shown
        assert "eople with lupus" in shown


def test_a_number_that_is_off_by_one_is_noticed(client, knowledge):
    make(60, seed=4)
    Tally.objects.filter(measure="answer").update(n=F("n") + 1)
    shown = read(page(client, "/medications/azathioprine/"))
    with pytest.raises(AssertionError, match="did not mention"):
        check_drug_page(shown, told("azathioprine"))
