import pytest
from hypothesis import given
from hypothesis import strategies as st

from meds_kb.said.reports import mirrored


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [
        ((2), 3, (2, 3)),
        (10, 0, (10, 0)),
        (20, 30, (4, 6)),
        (1, 999, (1, 9)),
        (999, 1, (9, 1)),
        (0, 999, (0, 10)),
        (999, 0, (10, 0)),
        (0, 0, (0, 0)),
    ],
)
def test_shown_reports_mirror_the_counts(yes, no, shown):
    assert mirrored(yes, no) == shown


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_given_answer_is_hidden_and_none_is_made_up(yes, no):
    show_yes, show_no = mirrored(yes, no)
    assert show_yes + show_no == min(10, yes + no)
    assert show_yes <= yes
    assert show_no <= no
    assert bool(show_yes) == bool(yes)
    assert bool(show_no) == bool(no)
