"""What somebody writes beside their text, about what helped, is read as carefully as the text: readers see it, too."""

import pytest

from experiences.models import Post
from tests.experiences.writing.test_walk import AGREED, _world, checked, words  # noqa: F401

pytestmark = pytest.mark.django_db
HELPED = "use-0-effect-0-what_helped"


@pytest.mark.usefixtures("_world")
def test_details_in_what_helped_are_marked_before_it_is_sent():
    page = checked().press("go_on", **{HELPED: "Ginger, says Dr Helen Parker. Write to jane@example.org."})
    assert "Dr Helen Parker – the name of a doctor or nurse" in words(page.page)
    assert "<mark>jane@example.org" in page.page
    page.press("send", **AGREED)
    assert Post.objects.exists()


@pytest.mark.usefixtures("_world")
def test_crisis_in_what_helped_shows_help_first():
    page = checked().press("go_on", **{HELPED: "Nothing. I want to die tonight."})
    assert "We are not an emergency service" in words(page.page)
    assert not Post.objects.exists()
    page.press("check").press("go_on").press("send", **AGREED)
    assert "Please call someone now" in words(page.page)
    assert Post.objects.get().lane == Post.Lane.CRISIS
