"""Details that identify a person are found with their sort; names of medicines, illnesses and doses are none."""

import pytest

from experiences.text_checks import check


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("jo at example dot com", "email"),
        ("07700 900123", "phone"),
        ("14 Acacia Avenue", "address"),
        ("LS6 2AB", "postcode"),
        ("Margaret Hollis", "name"),
        ("Dr Patel", "clinician"),
        ("Leeds General Infirmary", "hospital"),
        ("Greenfield Primary School", "organisation"),
        ("12 March 2021", "date"),
        ("943 476 5919", "record"),
        ("@butterfly_kate", "handle"),
        ("https://example.org/diary", "link"),
    ],
)
def test_a_detail_is_marked_whole_with_its_sort(words, kind):
    text = f"I said {words} to them"
    assert [(text[span.start : span.end], span.type) for span in check(text).identifying] == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr said 50 mg in 2009, then 10/5 mg since last March.",
        "ANA 1:640, BP 120/80, Hashimoto's and Sjogren's and Raynaud's.",
        "St John's wort and Stevens-Johnson syndrome.",
        "Will Plaquenil help? In May 20 mg, in June 10.",
    ],
)
def test_doses_dates_in_passing_and_eponyms_are_no_details(text):
    assert check(text).identifying == []
