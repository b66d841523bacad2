"""The gallery shows every shared part, and only to those who build."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from meds_kb.views.gallery import gallery

COMPONENTS = settings.BASE_DIR / "templates" / "components"


@pytest.fixture
def shown():
    return gallery(RequestFactory().get("/gallery/")).content.decode()


def test_gallery_shows_every_shared_part():
    page = (settings.BASE_DIR / "templates" / "meds_kb" / "gallery.html").read_text()
    assert [part.name for part in COMPONENTS.glob("*.html") if f'"components/{part.name}"' not in page] == []


def test_gallery_is_no_door_of_the_site(client, db):
    assert client.get("/gallery/").status_code == 404


def test_care_card_says_its_urgency_to_those_who_do_not_see_its_colour(shown):
    for word in ("Emergency: ", "Urgent: ", "Advice: "):
        assert f'<span class="hidden">{word}</span>' in shown


def test_count_line_shows_no_share_under_five(shown):
    few, many = shown.split("<b>1</b> said yes")[1].split("<b>2</b> said yes")
    assert "<b>1</b> did not mention it" in few
    assert " of 100" not in few.split("How we count")[0]
    assert "between 6 and 55 of 100" in many
    assert "<b>11</b> did not mention it" in many


def test_experience_card_leaves_out_what_was_not_said(shown):
    full, short = shown.split(">Azathioprine: stopped<")[1].split(">Prednisone: taking it<")
    assert "50 mg a day · for years · for lupus" in full
    assert "nausea (passed by itself), no hair loss" in full
    assert "Helped some" in full
    for heading in ("Side effects:", "In general:", "Did it help?", "·"):
        assert heading not in short.split("</article>")[0]


def test_entries_say_when_there_are_none(shown):
    assert "<p>Nothing yet.</p>" in shown


def test_bar_is_drawn_for_eyes_only(shown):
    assert '<svg class="icons" viewBox="0 0 80 20" aria-hidden="true"' in shown
    assert '<path d="M0 2h80M0 6h40"/>' in shown
