"""Any sequence of verbs leaves the tallies equal to a slow, obvious recount."""

from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiences import moderation, tallies
from experiences.cells import band_of_week
from experiences.models import Change, Experience, Post, ReportedEffect, Tally
from experiences.telling import read_thread
from experiences.told import ToldChange, ToldEffect, ToldExperience, ToldPost
from medications.models import Condition, Drug
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW
NO_DOSE = {"dose_amount": None, "dose_unit": "", "dose_period": ""}
DRUGS = ("azathioprine", "prednisone", "prednisolone")
EFFECTS = ("nausea", "headache")
# The obvious band of each dose in mg a day; 7 has no period, so nobody knows how much it is.
DOSES = {Decimal("50.00"): "20-50-mg-day", Decimal("50.01"): "50-100-mg-day", Decimal("2.00"): "1-2-mg-day"}
# The obvious weeks of each band, as a reader would count them.
WEEKS = {"weeks_1_2": range(3), "weeks_3_4": (3, 4), "weeks_5_8": range(5, 9), "weeks_9_12": range(9, 13)}


@pytest.fixture
def named():
    for name in DRUGS:
        world.drug(name, page=Drug.Page.RELATED if name == "prednisolone" else Drug.Page.FULL)
    for name in EFFECTS:
        world.side_effect(name)
    world.topic(Condition, "lupus")


def obvious():
    """Count with plain loops over rows, one question at a time."""
    cells = Counter()
    told_once = set()
    for one in Experience.objects.filter(post__status="published").order_by("id"):
        whose_use = (one.post.author_id, one.drug_id, one.whose)
        if one.drug.page == "related" or (one.post.author_id and whose_use in told_once):
            continue
        told_once.add(whose_use)
        slices = ["all", f"whose:{one.whose}"]
        slices += [f"condition:{one.condition.slug}"] if one.condition else []
        slices += [f"time:{one.duration}"] if one.duration != "not_said" else []
        slices += [f"dose:{DOSES[one.dose_amount]}"] if one.dose_amount in DOSES else []
        for slice in slices:

            def count(measure, value, effect=None, *, slice=slice, drug=one.drug_id):
                cells[drug, effect, slice, measure, value] += 1

            if one.stage in ("considering", "starting"):
                count("listed", one.stage)
                continue
            if slice != "all":
                cells[one.drug_id, None, "all", "slice", slice] += 1
            count("experiences", one.whose)
            count("origin", one.post.thread.origin)
            count("year", str(one.post.published_at.year))
            for other in one.post.experiences.exclude(drug=one.drug).filter(whose=one.whose, stage="taking"):
                if one.stage == "taking":
                    count("with", other.drug.slug)
            for measure in ("stage", "duration", "benefit", "problems"):
                count(measure, getattr(one, measure))
            if one.benefit_week is not None:
                count("benefit_week", next((b for b, weeks in WEEKS.items() if one.benefit_week in weeks), "later"))
            if one.stage == "stopped":
                count("stop_reason", one.stop_reason or "not_said")
            for report in one.effects.all():
                count("answer", f"{report.answer}:{one.whose}", report.side_effect_id)
                if report.answer == "yes":
                    for measure in ("severity", "began", "outcome", "attribution"):
                        count(measure, getattr(report, measure), report.side_effect_id)
    for change in Change.objects.filter(post__status="published", is_planned=False):
        before, after = change.from_drug, change.to_drug
        how = f"{change.kind}/{change.reason}"
        for slice in ("all", f"whose:{change.whose}"):
            if before:
                cells[before.pk, None, slice, "changed_to", f"{after.slug if after else 'none'}/{how}"] += 1
            if after and change.kind != "dose_changed":
                cells[after.pk, None, slice, "changed_from", f"{before.slug if before else 'none'}/{how}"] += 1
            if before and change.side_effect_id:
                value = f"{after.slug if after else 'none'}/{change.kind}"
                cells[before.pk, change.side_effect_id, slice, "changed_because", value] += 1
    return dict(cells)


def in_table():
    rows = Tally.objects.values_list("drug", "side_effect", "slice", "measure", "value", "n")
    return {tuple(where): n for *where, n in rows}


def of(choices):
    return st.sampled_from(choices.values)


@st.composite
def told_effects(draw):
    for effect in draw(st.lists(st.sampled_from(EFFECTS), unique=True)):
        if draw(st.booleans()):
            yield ToldEffect(effect, "no")
        else:
            yield ToldEffect(effect, "yes", draw(of(ReportedEffect.Severity)), draw(of(ReportedEffect.Began)))


@st.composite
def told_experience(draw, drug):
    stage, benefit = draw(of(Experience.Stage)), draw(of(Experience.Benefit))
    return ToldExperience(
        drug=drug,
        stage=stage,
        **draw(
            st.sampled_from(
                (
                    NO_DOSE,
                    *({**NO_DOSE, "dose_amount": dose, "dose_unit": "mg", "dose_period": "a day"} for dose in DOSES),
                    {"dose_amount": Decimal(7), "dose_unit": "mg"},
                )
            )
        ),
        whose=draw(of(Experience.Whose)),
        duration=draw(of(Experience.Duration)),
        condition=draw(st.sampled_from((None, "lupus"))),
        benefit=benefit,
        benefit_week=draw(st.none() | st.integers(0, 60)) if benefit in ("a_lot", "some") else None,
        problems=draw(of(Experience.Problems)),
        stop_reason=draw(st.sampled_from(("", "cost", "side_effect"))) if stage == "stopped" else "",
        effects=tuple(draw(told_effects())),
    )


told_change = st.builds(
    lambda effect, **told: ToldChange(side_effect=effect if told["reason"] == "side_effect" else None, **told),
    effect=st.sampled_from((None, *EFFECTS)),
    kind=st.just("replaced"),
    from_drug=st.just("prednisone"),
    to_drug=st.just("azathioprine"),
    reason=of(Experience.StopReason),
    is_planned=st.booleans(),
    whose=of(Experience.Whose),
) | st.sampled_from(
    [
        ToldChange("stopped", from_drug="azathioprine", reason="cost"),
        ToldChange("added", from_drug="prednisone", to_drug="azathioprine"),
        ToldChange("added", to_drug="prednisone"),
        ToldChange("dose_changed", from_drug="prednisone", to_drug="prednisone"),
    ]
)


@st.composite
def told_post(draw):
    drugs = draw(st.lists(st.sampled_from(DRUGS), unique=True, max_size=2))
    return ToldPost(
        body="Some words.",
        experiences=tuple(draw(told_experience(drug)) for drug in drugs),
        changes=tuple(draw(st.lists(told_change, max_size=1))),
    )


VERBS = {
    "publish": lambda post, told: moderation.publish(post, by=world.moderator(), now=NOW),
    "return": lambda post, told: moderation.return_to_author(post, by=world.moderator(), now=NOW, reason="why"),
    "take_down": lambda post, told: moderation.take_down(post, by=world.moderator(), now=NOW, reason="why"),
    "withdraw": lambda post, told: moderation.withdraw(post, now=NOW),
    "edit": lambda post, told: moderation.edit(post, told, now=NOW, by=None),
    "redact": lambda post, told: moderation.redact(post, body="Some.", by=world.moderator(), now=NOW, reason="why"),
    "erase": lambda post, told: moderation.erase(post, now=NOW),
}
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["publish", *VERBS]), told_post()), min_size=1, max_size=8
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=st.lists(told_post(), min_size=3, max_size=3), steps=steps)
def test_any_sequence_of_verbs_leaves_the_tallies_equal_to_a_recount(named, posts, steps):
    thread = moderation.open_thread(read_thread({"title": "t", "origin": "retold", "posts": [{"body": "x"}]}), now=NOW)
    # The first two are one author's, who may tell of the same drug twice.
    authors = ("a" * 64, "a" * 64, "")
    stored = [
        moderation.submit(told, thread=thread, now=NOW, author=one) for told, one in zip(posts, authors, strict=True)
    ]
    for place, verb, told in steps:
        try:
            VERBS[verb](stored[place], told)
        except moderation.WrongState:
            stored[place] = Post.objects.get(pk=stored[place].pk)
        assert in_table() == obvious()
    assert tallies.differences() == {}
    for post in stored:
        if post.status == "published":
            moderation.withdraw(post, now=NOW)
    assert in_table() == {}


@pytest.mark.parametrize(("week", "band"), [(0, "weeks_1_2"), (2, "weeks_1_2"), (3, "weeks_3_4"), (12, "weeks_9_12"), (13, "later")])  # fmt: skip
def test_week_falls_in_its_band(week, band):
    assert band_of_week(week) == band


def publish_one():
    use = {"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "nausea", "answer": "yes"}]}
    return world.publish("On azathioprine", world.told(experiences=[use]))


def test_retally_mends_what_check_found_and_check_changes_nothing(named, capsys):
    publish_one()
    truth = in_table()
    Tally.objects.filter(measure="experiences").update(n=7)
    Tally.objects.filter(measure="answer").delete()
    broken = in_table()
    with pytest.raises(CommandError, match="4 cells differ"):
        call_command("retally", "--check")
    assert in_table() == broken
    call_command("retally")
    assert in_table() == truth
    call_command("retally", "--check")
    assert "equal a recount" in capsys.readouterr().out


def test_withdrawal_takes_away_what_was_counted_and_misses_nothing(named, caplog):
    world.publish("One", world.told(experiences=[{"drug": "azathioprine", "stage": "taking"}]))
    moderation.withdraw(publish_one().posts.get(), now=NOW)
    assert in_table() == obvious() != {}
    assert caplog.text == ""


def test_withdrawal_reads_its_own_cells_and_not_the_whole_table(named):
    post = world.publish("t", world.told(experiences=[{"drug": "azathioprine", "stage": "taking"}])).posts.get()
    with CaptureQueriesContext(connection) as asked:
        moderation.withdraw(post, now=world.NOW)
    statements = [one["sql"] for one in asked if "experiences_tally" in one["sql"] and "gone" in one["sql"]]
    assert len(statements) == 2
    assert [step for one in statements for step in plan_of(one) if scans("experiences_tally", step)] == []


def plan_of(statement):
    """Return the steps of a plan in words; PostgreSQL is told to scan a table only where no index serves."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
        return [str(row[-1]) for row in cursor.fetchall()]


def scans(table, step):
    return step.strip(" ->").startswith((f"SCAN {table}", f"Seq Scan on {table}"))


def test_withdrawal_never_fails_because_a_number_was_off(named, caplog):
    thread = publish_one()
    Tally.objects.filter(measure="stage").delete()
    moderation.withdraw(thread.posts.get(), now=NOW)
    assert in_table() == {}
    assert " 2 tally cells were missing" in caplog.text


def test_drug_we_only_point_to_is_never_counted(named):
    world.publish("On it", world.told(experiences=[{"drug": "prednisolone", "stage": "taking"}]))
    assert in_table() == {}
