"""Exact dates: a day of a month, never a year, a month or a stretch of time alone."""

import re
from collections.abc import Iterator

from experiences.text_checks.spans import Span

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_UNIT = r"(?!\w|[.,]\d|\s?(?:mg|mcg|ml|g|%|tabs?|tablets?|pills?|people|doses?|x|weeks?|days?|months?|years?|times)\b)"
_WRITTEN = (
    rf"{_DAY}(?:st|nd|rd|th)?[\s.-]?\s?(?:day\s)?(?:of\s)?{_MONTH}[\s,.-]{{0,2}}{_YEAR}",
    rf"{_MONTH}[\s.-]?\s?(?:the\s)?{_DAY}(?:st|nd|rd|th)?[\s,.-]{{1,2}}(?:of\s)?{_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th)\s(?:of\s)?{_MONTH}(?!\w)",
    rf"{_MONTH}\s(?:the\s)?{_DAY}(?:st|nd|rd|th){_UNIT}",
    rf"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}(?!\d)",
    rf"{_DAY}[/.-]{_DAY}[/.-](?:(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d){_UNIT}",
    rf"(?:19|20)\d\d[\s,]{{1,2}}{_MONTH}\s{_DAY}(?:st|nd|rd|th)?{_UNIT}",
)
_SURE = re.compile(r"(?<![\w/.-])(?:" + "|".join(_WRITTEN) + r")")
# Without a year and without "th" these may be a dose or a verb: "in May 20 mg", "you may 2".
_SHORT = re.compile(rf"(?<![\w/.-])(?:{_DAY}\s{_MONTH}(?!\w)|{_MONTH}\s{_DAY}(?!\w){_UNIT})")
# "In June 10, in July 5" are doses.
_IN_A_MONTH = re.compile(r"(?<!\w)in\s[a-z]")
_BORN = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date\sof\sbirth|birth\s?date|birthday|born)(?:\s(?:is|was|on|in))?\s?[:=]?\s?"
    rf"(?P<date>{_DAY}[/.-]{_DAY}(?:[/.-]\d{{2,4}})?(?!\d)|(?:19|20)\d\d[/.-]\d\d[/.-]\d\d|\d{{6,8}}(?!\d))"
)
_ON_A_DAY = re.compile(
    rf"(?<!\w)(?:on|dated|until|from|by|before|after|since)\s(?:the\s)?(?P<date>{_DAY}[/.]{_DAY})(?![\d/]|\.\d|\s?(?:mg|mcg|g|ml|tab|%|pain|scale))"
)
_FEAST = re.compile(r"4th\s(?:of\s)?july|july\s4th|1st\s(?:of\s)?april|april\s1st")
_SMALL_WORD_MONTHS = ("may", "mar", "march", "dec", "sep", "jan")


def find(flat: str, cased: str) -> Iterator[Span]:
    """Yield the exact dates of a text, given folded and with its capitals."""
    for hit in _SURE.finditer(flat):
        if not _FEAST.fullmatch(hit[0]):
            yield Span(hit.start(), hit.start() + len(hit[0].rstrip(" .,")), "date")
    for hit in _SHORT.finditer(flat):
        if _names_a_month(cased[hit.start() : hit.end()]) and not _IN_A_MONTH.search(flat[: hit.start()][-4:] + hit[0]):
            yield Span(hit.start(), hit.start() + len(hit[0].rstrip(".")), "date")
    yield from (Span(*hit.span("date"), "date") for hit in _BORN.finditer(flat))
    for hit in _ON_A_DAY.finditer(flat):
        if "." not in hit["date"]:
            yield Span(*hit.span("date"), "date")


def _names_a_month(words: str) -> bool:
    """Tell whether the month is meant: *march* and *may* need their capital."""
    month = re.sub(r"[\d\s.]", "", words)
    return month[:1].isupper() or month not in _SMALL_WORD_MONTHS
