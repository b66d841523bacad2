"""Knows how sure a share of a few reports can be, and when there are too few for a share at all."""

from math import ceil, floor, sqrt

FEWEST = 5  # below this a share would say more than the reports do (DESIGN 6, rule 6)
Z_95 = 1.959963984540054


def wilson(yes, n):
    """Return the 95 % score interval of a share as two fractions.

    Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22:209-212. Unlike the normal approximation it stays within 0 and 1, and it
    is honest for small n and for none or all.
    """
    if n <= 0 or not 0 <= yes <= n:
        raise ValueError(f"{yes} of {n} is no share")
    share, spread = yes / n, Z_95**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # At none and at all one bound is exact; rounding must not move it.
    return (0.0 if yes == 0 else max(0.0, middle - half), 1.0 if yes == n else min(1.0, middle + half))


def of_100(yes, n):
    """Return (share, lower bound, upper bound) in whole people of 100, or None under five reports.

    Each is rounded to the nearest person; but only none and all are 0 and 100, which would else claim certainty.
    """
    if n < FEWEST:
        return None
    return _whole(yes / n), *(_whole(bound) for bound in wilson(yes, n))


def between_in_words(yes, n):
    """Return the interval, such as "between 4 and 62 of 100", or None under five reports."""
    found = of_100(yes, n)
    return f"between {found[1]} and {found[2]} of 100" if found else None


def share_in_words(yes, n):
    """Return "2 of 9 said yes: 22 of 100, between 6 and 55 of 100", or None under five reports."""
    found = of_100(yes, n)
    return f"{yes:,} of {n:,} said yes: {found[0]} of 100, {between_in_words(yes, n)}" if found else None


def _whole(fraction):
    percent = fraction * 100
    if 0 < percent < 0.5:
        return ceil(percent)
    if 99.5 <= percent < 100:
        return floor(percent)
    return floor(percent + 0.5)
