"""Doses fall into bands of round numbers that are the same for every medicine, and each band finds its own doses again."""

from decimal import Decimal

import pytest

from experiences import dose_bands
from experiences.models import Experience
from tests import world


@pytest.mark.parametrize(
    ("dose", "band", "words"),
    [
        (("50", "mg", "a day"), "20-50-mg-day", "over 20 and up to 50 mg a day"),
        (("50.01", "mg", "a day"), "50-100-mg-day", "over 50 and up to 100 mg a day"),
        (("2", "g", "daily"), "1000-2000-mg-day", "over 1,000 and up to 2,000 mg a day"),
        (("500", "mcg", "a day"), "0.2-0.5-mg-day", "over 0.2 and up to 0.5 mg a day"),
        (("1.5", "mg/kg", "a day"), "1-2-mg-kg-day", "over 1 and up to 2 mg/kg a day"),
        (("15", "MG", "A week"), "10-20-mg-week", "over 10 and up to 20 mg a week"),
        (("750", "mg", "a dose"), "500-1000-mg-dose", "over 500 and up to 1,000 mg a dose"),
        (("0.01", "mg", "a day"), "0-0.01-mg-day", "up to 0.01 mg a day"),
    ],
)
def test_dose_falls_in_its_band(dose, band, words):
    amount, unit, period = dose
    assert dose_bands.band(Decimal(amount), unit, period) == band
    assert dose_bands.in_words(band) == words


@pytest.mark.parametrize("dose", [(None, "", ""), (5, "ml", "a day"), (5, "mg", ""), (5, "mg", "now and then")])
def test_dose_that_nobody_can_place_is_in_no_band(dose):
    assert dose_bands.band(*dose) is None


@pytest.mark.django_db
def test_band_finds_the_experiences_that_are_counted_in_it():
    world.drug("azathioprine")
    doses = [("50", "mg", "a day"), ("0.05", "g", "A day"), ("50", "mg", "a week"), ("51", "mg", "a day"), ("50", "mg/kg", "a day")]  # fmt: skip
    for amount, unit, period in doses:
        use = {
            "drug": "azathioprine",
            "stage": "taking",
            "dose_amount": amount,
            "dose_unit": unit,
            "dose_period": period,
        }
        world.publish("a dose", world.told(experiences=[use]))
    for one in Experience.objects.all():
        band = dose_bands.band(one.dose_amount, one.dose_unit, one.dose_period)
        same = {other.pk for other in Experience.objects.filter(dose_bands.which(band))}
        assert same == {
            other.pk
            for other in Experience.objects.all()
            if dose_bands.band(other.dose_amount, other.dose_unit, other.dose_period) == band
        }
    assert Experience.objects.filter(dose_bands.which("20-50-mg-day")).count() == 2
