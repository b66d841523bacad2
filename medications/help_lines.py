"""Knows whom to call, by country. A number is shown only while a source that somebody has read and dated stands for it."""

from dataclasses import dataclass

from medications.models import Source


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what it is for, and the slugs of the sources it was read in."""

    number: str
    what: str
    sources: tuple[str, ...]
    note: str = ""

    @property
    def dial(self):
        """The number as a phone dials it."""
        return "".join(sign for sign in self.number if sign.isdigit())


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country, the one for emergencies first."""

    name: str
    emergency: Line | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A page that numbers were read in, and when."""

    text: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class HelpLines:
    """What a page shows of whom to call."""

    countries: tuple[Country, ...]
    elsewhere: tuple[Line, ...]
    helplines: Cited | None
    sources: tuple[Cited, ...]


SOMEONE_TO_TALK_TO = "someone to talk to, day and night"
POISON = "if somebody took too much of a medicine, or the wrong one"
COUNTRIES = (
    Country(
        "United Kingdom",
        Line("999", "emergency", ("swast-999",)),
        (
            Line("116 123", f"Samaritans: {SOMEONE_TO_TALK_TO}", ("samaritans-contact",), "free"),
            Line("111", "NHS 111: urgent, but not an emergency", ("swast-999",)),
        ),
    ),
    Country(
        "Ireland",
        Line("112", "emergency; 999 works too", ("hse-112",)),
        (
            Line(
                "116 123",
                f"Samaritans: {SOMEONE_TO_TALK_TO}",
                ("samaritans-contact", "newstalk-samaritans"),
                "free",
            ),
            Line("01 809 2166", f"poisons line: {POISON}", ("npic-public",), "8 in the morning to 10 at night"),
        ),
    ),
    Country(
        "United States",
        Line("911", "emergency", ("fcc-911",)),
        (
            Line("988", f"988 Lifeline: {SOMEONE_TO_TALK_TO}", ("samhsa-988",), "call or text"),
            Line("1-800-222-1222", f"Poison Help: {POISON}", ("hrsa-poison-help",)),
        ),
    ),
    Country(
        "Canada",
        Line("911", "emergency", ("mhcc-988", "fcc-911")),
        (
            Line("988", f"988 helpline: {SOMEONE_TO_TALK_TO}", ("mhcc-988",), "call or text"),
            Line("1-844-764-7669", f"poison centres: {POISON}", ("ctv-poison-canada", "ohs-poison-canada")),
        ),
    ),
    Country(
        "Australia",
        Line("000", "emergency", ("healthdirect-000",)),
        (
            Line("13 11 14", f"Lifeline: {SOMEONE_TO_TALK_TO}", ("lifeline-au",)),
            Line("13 11 26", f"poisons line: {POISON}", ("qld-poisons",)),
        ),
    ),
)
ELSEWHERE = (Line("112", "emergency, in the EU", ("hse-112",)),)
HELPLINES = "find-a-helpline"


def sourced():
    """Return the lines whose sources still stand, each read and dated, with these sources: one query."""
    every = [line for country in COUNTRIES for line in (country.emergency, *country.lines)] + [*ELSEWHERE]
    slugs = {slug for line in every for slug in line.sources} | {HELPLINES}
    standing = {one.slug: one for one in Source.objects.filter(slug__in=slugs, is_read=True, checked_on__isnull=False)}
    shown = [line for line in every if standing.keys() >= set(line.sources)]
    countries = (_shown(country, shown) for country in COUNTRIES)
    cited = dict.fromkeys(slug for line in shown for slug in line.sources)
    return HelpLines(
        countries=tuple(country for country in countries if country.emergency or country.lines),
        elsewhere=tuple(line for line in ELSEWHERE if line in shown),
        helplines=_cited(standing[HELPLINES]) if HELPLINES in standing else None,
        sources=tuple(_cited(standing[slug]) for slug in [*cited, HELPLINES] if slug in standing),
    )


def _shown(country, shown):
    return Country(
        country.name,
        country.emergency if country.emergency in shown else None,
        tuple(line for line in country.lines if line in shown),
    )


def _cited(source):
    return Cited(str(source), source.url, f"{source.checked_on.day} {source.checked_on:%B %Y}")
