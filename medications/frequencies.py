"""Knows how a frequency is put into words: always "of 100 people", both sides said, a band never turned into a number."""

from dataclasses import dataclass
from decimal import Decimal

# CIOMS Working Group III (1995). The bands below 1 of 100 also say their own range, which "of 100" cannot show.
BANDS = {
    "very common": "10 or more of 100 people",
    "common": "between 1 and 10 of 100 people",
    "uncommon": "fewer than 1 of 100 people: between 1 and 10 of 1,000",
    "rare": "fewer than 1 of 100 people: between 1 and 10 of 10,000",
    "very rare": "fewer than 1 of 100 people: fewer than 1 of 10,000",
}
NO_NUMBER = "named, without a number"

_WORDS = {"<": "fewer than", ">": "more than", "about": "about", "up to": "up to"}
_OTHER_SIDE = {"<": "more than", ">": "fewer than", "about": "about", "up to": "at least"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one source gives for one effect in one group of people; low and high are shares of 100."""

    band: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str = ""
    affected: int | None = None
    total: int | None = None


def in_words(figures):
    """Return the frequency as a phrase: the band as its defined range, the number with its other side, the people counted."""
    both = "; also given as ".join(part for part in (band_in_words(figures.band), _share(figures)) if part)
    return f"{both} {_counted(figures)}".strip() or NO_NUMBER


def band_in_words(band):
    """Return the source's word with the range CIOMS defines for it, or nothing without a band."""
    return f"“{band}”, {BANDS[band]}" if band else ""


def plain(number):
    """Return a number as people write it: 28, 62.3, 1,250."""
    number = Decimal(number)
    whole = number == number.to_integral_value()
    return f"{int(number):,}" if whole else f"{number.normalize():,f}"


def bar(figures):
    """Return how many of 100 squares to fill, or None: only a single number of a source is drawn, never a band or a range."""
    if figures.low is None or figures.low != figures.high or figures.qualifier in ("<", ">", "up to"):
        return None
    return round(figures.low)


def squares_path(filled):
    """Return the SVG path along which the first of 100 squares are drawn, in five rows of 20, dash by dash."""
    rows = [min(max(filled - 20 * row, 0), 20) for row in range(5)]
    return "".join(f"M0 {2 + 4 * row}h{4 * squares}" for row, squares in enumerate(rows) if squares)


def _share(figures):
    if figures.low is None:
        return ""
    if figures.low != figures.high:
        return _range(figures)
    word, other = _WORDS.get(figures.qualifier, ""), _OTHER_SIDE.get(figures.qualifier, "")
    rest = f"{other} {plain(100 - figures.low)} did not".strip()
    return f"{word} {plain(figures.low)} of 100 people{_finer(figures.low)}; {rest}".strip()


def _range(figures):
    word = _WORDS.get(figures.qualifier, "")
    if word in ("", "about"):
        about = f"{word} " if word else ""
        low, high = plain(figures.low), plain(figures.high)
        rest = f"between {about}{plain(100 - figures.high)} and {plain(100 - figures.low)} did not"
        return f"between {about}{low} and {high} of 100 people; {rest}"
    return f"from {plain(figures.low)} to {word} {plain(figures.high)} of 100 people"


def _finer(share):
    """Return a share below 1 of 100 once more with whole people in it."""
    if not 0 < share < 1:
        return ""
    among = 1_000
    while share * among / 100 < 1:
        among *= 10
    return f" ({plain(share * among / 100)} of {among:,})"


def _counted(figures):
    if figures.total is None:
        return ""
    if figures.affected is None:
        return f"({figures.total:,} people looked at)"
    if figures.low is None:
        return f"{figures.affected:,} of {figures.total:,} people; {figures.total - figures.affected:,} did not"
    return f"({figures.affected:,} of {figures.total:,} people looked at)"
