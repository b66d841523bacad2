"""Rows that cannot be counted as they stand are given back, with words that say what to do."""

import pytest

from experiences.models import Post
from tests.experiences.writing.test_walk import _world, checked, words  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world")]
CHANGE = {"from_drug": "azathioprine", "kind": "replaced", "to_drug": "mycophenolate-mofetil"}


def test_change_told_twice_is_given_back_as_one_person_changes_once():
    page = checked().press("add_change").press("add_change")
    page.press("go_on", **{f"change-{n}-{name}": value for n in (0, 1) for name, value in CHANGE.items()})
    assert "You told about this change twice." in words(page.page)
    page.press("change-1", name="drop").press("go_on").press("send", is_16="on", agrees="on")
    assert Post.objects.get().changes.count() == 1


@pytest.mark.parametrize("dose", ["-5", "1e400", "123456789", "2.555", "NaN", "two"])
def test_dose_that_is_no_number_is_given_back_in_plain_words(dose):
    page = checked().press("go_on", **{"use-1-dose_amount": dose})
    assert words(page.page).count("Write the dose as a number, such as 50 or 2.5.") == 2  # in the summary, at the field
    assert "Ensure" not in words(page.page)
