"""Knows which band of doses a dose falls in, so that people with nearly the same dose can be read together.

The bounds are the same round numbers for every medicine (1, 2, 5, 10, 20, 50 …): they follow neither from what people
wrote nor from a usual dose, which sources give differently, so a band never moves and a new medicine needs none of its own.
"""

from bisect import bisect_left
from decimal import Decimal

from django.db.models import Q

STEPS = [Decimal(step) * Decimal(10) ** power for power in range(-2, 5) for step in (1, 2, 5)]
TO_MG = {"mg": Decimal(1), "g": Decimal(1000), "mcg": Decimal("0.001"), "µg": Decimal("0.001")}
UNITS = {"mg": "mg", "mg/kg": "mg-kg"}
PERIODS = {
    "a day": "day", "per day": "day", "daily": "day", "day": "day", "a week": "week", "per week": "week", "weekly": "week",
    "week": "week", "a month": "month", "monthly": "month", "month": "month", "a dose": "dose", "dose": "dose",
    "an infusion": "dose", "a drip": "dose",
}  # fmt: skip
IN_WORDS = {"day": "a day", "week": "a week", "month": "a month", "dose": "a dose"}


def band(amount, unit, period):
    """Return the band of a dose, such as "50-100-mg-day" (over 50, up to 100), or None where it is not known."""
    amount, unit = _in_mg(amount, unit)
    period = PERIODS.get(period.lower())
    if amount is None or unit not in UNITS or period is None or not STEPS[0] <= amount <= STEPS[-1]:
        return None
    low, high = bounds(amount)
    return f"{low:f}-{high:f}-{UNITS[unit]}-{period}"


def bounds(amount):
    """Return (over, up to): the two steps an amount lies between."""
    place = bisect_left(STEPS, amount)
    return STEPS[place - 1] if place else Decimal(0), STEPS[place]


def in_words(band):
    """Return a band as people read it: "over 50 and up to 100 mg a day"."""
    low, high, *unit, period = band.split("-")
    over = f"over {Decimal(low):,f} and " if Decimal(low) else ""
    return f"{over}up to {Decimal(high):,f} {'/'.join(unit)} {IN_WORDS[period]}"


def which(band):
    """Return the filter that finds the experiences whose dose lies in a band."""
    low, high, *unit, period = band.split("-")
    unit = "/".join(unit)
    periods = Q()
    for words, meant in PERIODS.items():
        if meant == period:
            periods |= Q(dose_period__iexact=words)
    amounts = Q()
    for written, factor in (TO_MG if unit == "mg" else {unit: Decimal(1)}).items():
        over, upto = Decimal(low) / factor, Decimal(high) / factor
        amounts |= Q(dose_unit__iexact=written, dose_amount__gt=over, dose_amount__lte=upto)
    return periods & amounts


def _in_mg(amount, unit):
    unit = unit.lower()
    if amount is None:
        return None, unit
    return (Decimal(amount) * TO_MG[unit], "mg") if unit in TO_MG else (Decimal(amount), unit)
