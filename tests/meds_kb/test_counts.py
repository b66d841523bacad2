import pytest

from experiences.models import Experience
from meds_kb.said.counts import Cells, Counts, course, drug_counts

AZA, NAUSEA, HAIR = 1, 10, 11


def cells(*rows):
    names = {None: (None, None), NAUSEA: ("nausea", "feeling sick"), HAIR: ("alopecia", "hair loss")}
    return Cells((AZA, effect, measure, value, n, "azathioprine", "azathioprine", *names[effect])
                 for effect, measure, value, n in rows)  # fmt: skip


def test_three_counts_tell_no_from_not_mentioned():
    counts = cells(
        (None, "experiences", "self", 6), (None, "experiences", "other", 3),
        (NAUSEA, "answer", "yes:self", 2), (NAUSEA, "answer", "yes:other", 1), (NAUSEA, "answer", "no:self", 1),
    ).counts(AZA, NAUSEA)  # fmt: skip
    assert (counts.yes, counts.no, counts.not_mentioned, counts.counted) == (3, 1, 5, 9)
    assert (counts.yes_first_hand, counts.yes_second_hand) == (2, 1)
    assert (counts.no_first_hand, counts.no_second_hand) == (1, 0)


def test_an_effect_nobody_answered_about_is_not_mentioned_by_all():
    counts = cells((None, "experiences", "self", 6)).counts(AZA, HAIR)
    assert (counts.yes, counts.no, counts.not_mentioned) == (0, 0, 6)


@pytest.mark.parametrize(("yes", "no"), [(0, 0), (1, 0), (2, 2), (0, 4), (4, 0)])
def test_under_five_answers_there_is_no_share(yes, no):
    assert Counts(yes=yes, no=no, counted=500).share is None


@pytest.mark.parametrize(
    ("yes", "no", "words"),
    [
        (1, 4, "1 of 5 said yes: 20 of 100, between 4 and 62 of 100"),
        (5, 0, "5 of 5 said yes: 100 of 100, between 57 and 100 of 100"),
        (0, 5, "0 of 5 said yes: 0 of 100, between 0 and 43 of 100"),
        (6000, 4000, "6,000 of 10,000 said yes: 60 of 100, between 59 and 61 of 100"),
    ],
)
def test_share_is_among_those_who_answered_and_carries_its_interval(yes, no, words):
    assert Counts(yes=yes, no=no, counted=50_000).share == words


def test_reported_effects_are_those_somebody_answered_about():
    found = cells((NAUSEA, "answer", "no:self", 1), (HAIR, "changed_because", "none/stopped", 1))
    assert {effect.slug for effect in found.effects.values()} == {"nausea"}


def test_course_says_what_was_said_most_first():
    told = course(
        cells(
            (NAUSEA, "outcome", "passed", 1),
            (NAUSEA, "outcome", "still_there", 3),
            (NAUSEA, "severity", "not_said", 4),
        ),
        AZA,
        NAUSEA,
    )
    assert [(one.words, one.n) for one in told.outcome] == [("still there", 3), ("passed by itself", 1)]
    assert [(one.words, one.n) for one in told.severity] == [("not said", 4)]
    assert told.began == []


def test_drug_counts_keep_those_only_starting_out_of_the_denominator():
    counts = drug_counts(
        cells(
            (None, "experiences", "self", 2), (None, "experiences", "other", 1), (None, "stage", "taking", 3),
            (None, "listed", "starting", 4), (None, "origin", "retold", 3), (None, "problems", "few", 1),
        ),
        AZA,
    )  # fmt: skip
    assert (counts.counted, counts.first_hand, counts.second_hand, counts.retold) == (3, 2, 1, 3)
    assert [(one.words, one.n) for one in counts.listed] == [(Experience.Stage.STARTING.label, 4)]
