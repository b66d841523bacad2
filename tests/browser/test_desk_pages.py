"""In a real Chromium the moderators' pages have no barrier and no sideways scroll, in light and dark, on phone and desk."""

import itertools

import pytest
from django.urls import reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.telling import read_thread
from meds_kb import roles
from meds_kb.staff import candidate, make_staff
from tests import world
from tests.chromium import DESKTOP, PHONE, axe_violations, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"
STORY = (
    "I was on CellCept for two years and it gave me diarrhea. Dr. Miller at St. Mary's put me on Imuran 50 mg a day, and "
    "it helps. No nausea. You should stop your CellCept at once. Write to jane.doe@example.org."
)
CRISIS = "I have taken all of my Imuran. I want to die tonight."
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def pages():
    """Posts of every kind that a moderator meets, and the addresses of the pages that show them."""
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate-mofetil", "CellCept")
    for name in ("nausea", "diarrhea", "the runs"):
        world.side_effect(name)
    for kind in ("purpose", "boxed", "get_help"):
        world.fact(kind, world.drug())
    story, _twin = (waiting("On Imuran after CellCept", STORY) for _ in range(2))
    crisis = waiting("Help", CRISIS)
    moderation.publish(crisis, by=world.moderator(), now=now())
    back = waiting("Sent back", STORY)
    moderation.return_to_author(back, by=world.moderator(), now=now(), reason="Please leave out who your doctor is.")
    public = waiting("Public", "Imuran helps me a lot.", uses=[{"drug": "azathioprine", "stage": "taking"}])
    moderation.publish(public, by=world.moderator(), now=now())
    moderation.report(public, category="identifies", words="This is my neighbour.", now=now())
    reviews = [reverse("admin:experiences_post_review", args=[post.pk]) for post in (story, crisis, public)]
    return [
        *reviews,
        reverse("admin:experiences_post_queue", args=["review"]),
        reverse("admin:experiences_post_numbers"),
    ]


def waiting(title, body, uses=()):
    told = read_thread({"title": title, "posts": [{"body": body, "experiences": list(uses)}]})
    return moderation.open_with(told, now=now())


def test_no_page_of_a_moderator_has_a_barrier(live_server, open_page, pages):
    make_staff(candidate("mona"), PASSWORD, roles=[roles.MODERATOR])
    page, faults = open_page(live_server.url + "/admin/", size=PHONE), []
    page.fill("#id_username", "mona")
    page.fill("#id_password", PASSWORD)
    follow(page, "input[type=submit]")
    for size, scheme in itertools.product((PHONE, DESKTOP), ("light", "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for address in pages:
            assert page.goto(live_server.url + address).url == live_server.url + address  # not sent to the login page
            page.eval_on_selector_all(".desk-page details", "all => all.forEach(one => { one.open = true })")
            faults += [(address, size["width"], scheme, one) for one in axe_violations(page)]
            faults += [(address, size["width"], "wider than the window")] if page.evaluate(WIDER) else []
    assert faults == []
