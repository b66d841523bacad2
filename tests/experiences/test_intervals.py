from itertools import pairwise

import pytest

from experiences.intervals import between_in_words, share_in_words, wilson


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        (1, 5, 0.0362, 0.6245),
        (0, 5, 0.0, 0.4345),
        (5, 5, 0.5655, 1.0),
        (2, 9, 0.0632, 0.5474),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Statistics in Medicine 17:857, example (a), method 3
        (15, 148, 0.0624, 0.1605),  # the same, example (b)
        (0, 20, 0.0, 0.1611),  # the same, example (c)
        (1, 29, 0.0061, 0.1718),  # the same, example (d)
    ],
)
def test_wilson_gives_the_published_bounds(yes, n, low, high):
    assert wilson(yes, n) == pytest.approx((low, high), abs=0.00006)


def test_wilson_mirrors_yes_and_no():
    for yes in range(13):
        low, high = wilson(yes, 12)
        assert wilson(12 - yes, 12) == pytest.approx((1 - high, 1 - low))


def test_wilson_narrows_as_reports_grow():
    widths = [high - low for low, high in (wilson(n // 5, n) for n in (5, 50, 500, 5_000))]
    assert all(wider > narrower for wider, narrower in pairwise(widths))


@pytest.mark.parametrize(("yes", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_wilson_refuses_what_is_no_share(yes, n):
    with pytest.raises(ValueError, match="no share"):
        wilson(yes, n)


@pytest.mark.parametrize("n", range(5))
def test_under_five_reports_there_is_no_share(n):
    assert between_in_words(0, n) is None
    assert share_in_words(0, n) is None


def test_share_in_words_says_count_share_and_interval():
    assert between_in_words(1, 5) == "between 4 and 62 of 100"
    assert share_in_words(2, 9) == "2 of 9 said yes: 22 of 100, between 6 and 55 of 100"
    assert share_in_words(0, 5) == "0 of 5 said yes: 0 of 100, between 0 and 43 of 100"


def test_rounding_never_claims_certainty():
    assert between_in_words(1, 100_000) == "between 1 and 1 of 100"
    assert between_in_words(99_999, 100_000) == "between 99 and 99 of 100"
