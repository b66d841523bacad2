"""A number is shown only while every source it was read in stands, read and dated."""

import datetime

import pytest

from medications import help_lines
from medications.models import Source

pytestmark = pytest.mark.django_db

EVERY = [line for one in help_lines.COUNTRIES for line in (one.emergency, *one.lines)] + list(help_lines.ELSEWHERE)
SLUGS = {slug for line in EVERY for slug in line.sources} | {help_lines.HELPLINES}


@pytest.fixture
def _sources():
    Source.objects.bulk_create(
        Source(slug=slug, title=slug, url=f"https://x.org/{slug}", checked_on=datetime.date(2026, 11, 27))
        for slug in SLUGS
    )


def numbers():
    shown = help_lines.sourced()
    every = [line for one in shown.countries for line in (one.emergency, *one.lines) if line]
    return {line.number for line in (*every, *shown.elsewhere)}


def test_no_number_is_shown_without_a_source():
    assert numbers() == set()
    assert help_lines.sourced().helplines is None


@pytest.mark.usefixtures("_sources")
def test_every_number_is_shown_with_its_sources_and_dates(django_assert_num_queries):
    with django_assert_num_queries(1):
        shown = help_lines.sourced()
    assert numbers() == {line.number for line in EVERY}
    assert {source.text for source in shown.sources} == SLUGS
    assert {source.checked for source in shown.sources} == {"27 November 2026"}


@pytest.mark.usefixtures("_sources")
@pytest.mark.parametrize("change", [{"is_read": False}, {"checked_on": None}])
def test_number_goes_when_its_source_is_no_longer_read_or_dated(change):
    Source.objects.filter(slug="swast-999").update(**change)
    assert {line.number for line in EVERY} - numbers() == {"999", "111"}


def test_every_country_has_an_emergency_number_and_each_line_dials():
    assert [one.name for one in help_lines.COUNTRIES if not one.emergency] == []
    assert all(line.dial.isdigit() and line.sources for line in EVERY)
