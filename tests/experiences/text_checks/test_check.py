"""The checks say where in any text they saw something, and never stumble."""

import itertools
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from experiences.text_checks import check
from experiences.text_checks.spans import Span, joined, settled

PIECES = (
    "I want to die", "in 2009", "Dr Patel", "just stop it", "you should take", "20 mg", "12 March 2021", "a.b@example.com", "@", "+44 7700 900123",
    "St Thomas' Hospital", "can't breathe", "don't", "LS6 2AB", "my name is", "Ünïcödé", "İstanbul", "ﬁ", "ß", "\u2028", "\x00", "\u200b", "🦋",
    "£40 a box", "if", "?", ".", "\n", "\r\n", "’", "MRN 004829", "u/name", "https://example.org/x", "Sarah Jones", "no", "kill myself",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("İ am Sarah Jones, Dr Patel’s patient")
def test_any_text_is_answered_with_spans_inside_it(text):
    found = check(text)
    for spans in (found.identifying, found.advice):
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert found.crisis == bool(found.reasons)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="🦋éß \n’İﬁ", max_size=10))
def test_offsets_count_code_points_whatever_stands_before(before):
    text = f"{before}\nWrite to a.b@example.com please"
    found = check(text).identifying[-1]
    assert text[found.start : found.end] == "a.b@example.com"


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "a ", "Ab ", "St ", ".", "@", "a@", "a.b", "(555", "one ", "all of the ", "you should ", "the take "],
)
def test_time_grows_no_faster_than_the_text(piece):
    check(piece * 10)
    short, long = (_seconds(piece * (size // len(piece))) for size in (6_000, 24_000))
    assert long < 10 * short + 0.2


def _seconds(text):
    start = time.process_time()
    check(text)
    return time.process_time() - start


def test_where_details_overlap_the_surer_one_stays():
    assert settled([Span(5, 9, "email"), Span(0, 6, "name"), Span(9, 12, "date")]) == [
        Span(5, 9, "email"),
        Span(9, 12, "date"),
    ]


def test_overlapping_stretches_become_one():
    assert joined([Span(4, 9, "advice"), Span(0, 5, "advice"), Span(9, 11, "advice")]) == [
        Span(0, 9, "advice"),
        Span(9, 11, "advice"),
    ]
