from datetime import date

import pytest

from medications.models import Source
from meds_kb.known.citing import DATE_NOT_KNOWN, Shelf, day, reviewed, short_name


def source(slug, publisher="NHS", year=None, **more):
    return Source(slug=slug, title=f"Title of {slug}", publisher=publisher, year=year, kind="leaflet", **more)


@pytest.mark.parametrize(
    ("publisher", "short"),
    [
        ("NHS", "NHS"),
        ("Annals of the Rheumatic Diseases / EULAR", "EULAR"),
        ("Ophthalmology / American Academy of Ophthalmology", "Ophthalmology"),
        ("PrescriberPoint copy of the FDA label", "FDA label copy"),
        ("Medthority copy of the UK SmPC", "UK SmPC copy"),
        ("Drugs.com, carrying LactMed", "LactMed copy"),
        ("Swiss drug compendium copy (ODDB)", "Swiss drug compendium copy"),
        ("IBD Clinic, University of Alberta", "IBD Clinic"),
    ],
)
def test_short_name_keeps_the_words_readers_know(publisher, short):
    assert short_name(publisher) == short


def test_shelf_lists_a_source_once_however_often_it_is_cited():
    shelf = Shelf()
    first, again = shelf.cite(source("nhs-aza", year=2024)), shelf.cite(source("nhs-aza", year=2024))
    assert first == again
    assert (first.label, first.href) == ("NHS 2024", "#source-nhs-aza")
    assert [entry.anchor for entry in shelf.entries()] == ["source-nhs-aza"]


def test_shelf_gives_no_two_sources_the_same_label():
    shelf = Shelf()
    labels = [shelf.cite(source(slug)).label for slug in ("one", "two", "three")]
    assert labels == ["NHS", "NHS (2)", "NHS (3)"]
    assert [entry.label for entry in shelf.entries()] == labels


def test_label_says_a_year_only_once():
    assert Shelf().cite(source("one", publisher="Lupus 1995;4:11-14, abstract", year=1995)).label == "Lupus 1995"


def test_entry_says_who_when_what_kind_and_when_it_was_checked():
    shelf = Shelf()
    shelf.cite(source("one", year=2024, url="https://x.org/1", checked_on=date(2026, 11, 23)))
    shelf.cite(source("two", publisher=""))
    one, two = sorted(shelf.entries(), key=lambda entry: entry.anchor)
    assert (one.publisher, one.year, one.kind, one.url) == ("NHS", "2024", "patient leaflet", "https://x.org/1")
    assert one.checked == "23 November 2026"
    assert (two.label, two.year, two.checked) == ("Title of two", "", DATE_NOT_KNOWN)


def test_day_is_written_out():
    assert day(date(2026, 1, 5)) == "5 January 2026"
    assert day(None) == "date not known"


def test_review_is_named_only_once_there_is_one():
    class Reviewed:
        reviewed_by, reviewed_on = "Dr A. Example", date(2026, 5, 1)

    class NotYet:
        reviewed_by, reviewed_on = "", None

    assert reviewed(Reviewed) == "Dr A. Example, 1 May 2026"
    assert reviewed(NotYet) == ""
