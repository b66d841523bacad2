from decimal import Decimal

import pytest

from medications.frequencies import BANDS, NO_NUMBER, Figures, bar, in_words, plain
from medications.models import LabelledEffect


def share(low, high=None, **more):
    return Figures(low=Decimal(low), high=Decimal(high or low), **more)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (share("28.0000"), "28 of 100 people; 72 did not"),
        (share("62.3"), "62.3 of 100 people; 37.7 did not"),
        (share("100"), "100 of 100 people; 0 did not"),
        (share("0"), "0 of 100 people; 100 did not"),
        (share("50", qualifier=">"), "more than 50 of 100 people; fewer than 50 did not"),
        (share("1", qualifier="<"), "fewer than 1 of 100 people; more than 99 did not"),
        (share("15", qualifier="about"), "about 15 of 100 people; about 85 did not"),
        (share("30", qualifier="up to"), "up to 30 of 100 people; at least 70 did not"),
        (share("5", "10"), "between 5 and 10 of 100 people; between 90 and 95 did not"),
        (share("5", "10", qualifier="about"), "between about 5 and 10 of 100 people; between about 90 and 95 did not"),
        (share("5", "10", qualifier="up to"), "from 5 to up to 10 of 100 people"),
        (share("5", "10", qualifier="<"), "from 5 to fewer than 10 of 100 people"),
    ],
)
def test_a_number_says_both_sides_of_one_hundred(figures, words):
    assert in_words(figures) == words


@pytest.mark.parametrize(
    ("low", "words"),
    [
        ("0.5", "0.5 of 100 people (5 of 1,000); 99.5 did not"),
        ("0.02", "0.02 of 100 people (2 of 10,000); 99.98 did not"),
        ("0.0001", "0.0001 of 100 people (1 of 1,000,000); 99.9999 did not"),
    ],
)
def test_a_share_below_one_person_also_says_whole_people(low, words):
    assert in_words(share(low)) == words


def test_people_counted_stand_beside_the_share():
    assert in_words(share("6", total=118)) == "6 of 100 people; 94 did not (118 people looked at)"
    assert in_words(share("6", affected=7, total=118)) == "6 of 100 people; 94 did not (7 of 118 people looked at)"


def test_people_counted_without_a_share_stay_people():
    assert in_words(Figures(affected=12, total=45)) == "12 of 45 people; 33 did not"


@pytest.mark.parametrize("band", BANDS)
def test_a_band_is_its_word_and_its_defined_range_and_no_more(band):
    assert in_words(Figures(band=band)) == f"“{band}”, {BANDS[band]}"


def test_every_band_a_curator_can_choose_has_its_range():
    assert set(BANDS) == set(LabelledEffect.Band.values)


def test_band_and_number_of_one_row_are_both_shown():
    both = in_words(share("5.3", band="common", total=90))
    assert both == (
        "“common”, between 1 and 10 of 100 people; also given as 5.3 of 100 people; 94.7 did not (90 people looked at)"
    )


def test_a_band_with_people_counted_keeps_them():
    assert in_words(Figures(band="rare", total=400)).endswith("of 10,000 (400 people looked at)")


def test_no_figure_at_all_is_said_plainly():
    assert in_words(Figures()) == NO_NUMBER


@pytest.mark.parametrize(
    ("figures", "squares"),
    [
        (share("28"), 28),
        (share("62.3"), 62),
        (share("15", qualifier="about"), 15),
        (share("5", "10"), None),
        (share("50", qualifier=">"), None),
        (Figures(band="common"), None),
        (Figures(), None),
    ],
)
def test_only_a_single_number_is_drawn(figures, squares):
    assert bar(figures) == squares


@pytest.mark.parametrize(("number", "words"), [("1250", "1,250"), ("10", "10"), ("1.50", "1.5"), ("100", "100")])
def test_numbers_are_written_as_people_write_them(number, words):
    assert plain(Decimal(number)) == words
