"""Queues by risk and then by age, many published at once where the risk is low, and the numbers of the desk."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.desk import numbers, queues
from experiences.models import Decision, Post
from medications.models import SideEffect
from meds_kb import roles
from tests import world
from tests.experiences.desk.sitting import (
    CRISIS,
    PLAIN,
    decide,
    in_queue,
    logged_in,
    page_of,
    queue,
    said,
    state,
    waiting,
)

pytestmark = pytest.mark.django_db


def test_each_post_waits_in_its_queue_by_risk_and_then_age(desk):
    SideEffect.objects.filter(slug="nausea").update(urgency=SideEffect.Urgency.URGENT)
    young, old = waiting("Hello.", ago=5), waiting("Good morning.", ago=500)
    crisis, serious = waiting(CRISIS), waiting(PLAIN)
    public = world.publish("Public", world.told("Good day.")).posts.get()
    moderation.report(public, category="other", words="Look.", now=now())
    asked = waiting("Ask.", ago=50)
    moderation.ask_second(asked, by=world.moderator(), now=now(), reason="Please.")
    moderation.claim(young, by=desk.user, now=now())
    expected = {"crisis": [crisis], "serious": [serious], "reported": [public], "second": [asked],
                "review": [old, asked, young], "mine": [young]}  # fmt: skip
    assert {name: in_queue(name, desk.user) for name in queues.QUEUES} == {
        name: [post.pk for post in posts] for name, posts in expected.items()
    }
    heads = {head.queue.name: (head.count, head.oldest) for head in queues.heads(user=desk.user, now=now())}
    assert heads["review"] == ("3", "8 hours")
    assert heads["crisis"] == ("1", "1 hour")
    for name in queues.QUEUES:
        assert desk.get(queue(name)).status_code == 200


def test_pages_of_a_queue_hold_each_post_once(desk, monkeypatch):
    monkeypatch.setattr(queues, "ON_A_PAGE", 2)
    posts = [waiting(f"Number {n}.", ago=100 - n).pk for n in range(5)]
    found, after = [], None
    while True:
        rows, after = queues.page("review", user=desk.user, now=now(), after=after)
        found += [row.pk for row in rows]
        if after is None:
            break
    assert found == posts


def fill(number):
    """Put something into every queue, taken by somebody or agreed to."""
    taken = waiting(f"Number {number}: Imuran and nausea.")
    moderation.claim(taken, by=world.moderator(f"m{number}"), now=now())
    public = world.publish("Public", world.told(f"Number {number}.")).posts.get()
    moderation.report(public, category="other", words="", now=now())
    moderation.ask_second(waiting(f"Again {number}."), by=world.moderator(), now=now(), reason="Please.")
    moderation.publish(waiting(f"{CRISIS} {number}"), by=world.moderator(), now=now())
    moderation.reject(waiting(), by=world.moderator(), now=now(), reason="Sent twice.")
    return taken


def test_every_page_asks_as_many_queries_for_one_post_as_for_many(desk):
    taken = fill(0)
    pages = [
        *map(queue, queues.QUEUES),
        reverse("admin:experiences_post_numbers"),
        reverse("admin:index"),
        page_of(taken),
    ]

    def counted():
        with CaptureQueriesContext(connection) as found:
            for page in pages:
                assert desk.get(page).status_code == 200
        return [one["sql"] for one in found]

    desk.get(pages[0])  # the first page of a log-in marks when it was seen
    few = counted()
    for number in range(1, 9):
        fill(number)
    many = counted()
    assert len(many) == len(few), many


def chosen(*posts):
    return [f"{post.pk}:{post.status}:{post.revision}" for post in posts]


def test_many_are_published_at_once_only_where_the_risk_is_low(desk):
    good = [waiting(f"Number {n} is on Imuran.") for n in range(3)]
    named, advice = waiting("Write to ann@example.org."), waiting("You should stop taking Imuran right now.")
    asked, changed = waiting("Please look."), waiting("It changes.")
    moderation.ask_second(asked, by=world.moderator(), now=now(), reason="Please.")
    stamps = chosen(*good, named, advice, asked, changed)
    moderation.reject(changed, by=world.moderator(), now=now(), reason="Sent twice.")
    bulk = reverse("admin:experiences_post_bulk", args=["review"])
    page = desk.post(bulk, {"chosen": stamps}).content.decode()
    assert "These 3 will be public" in page
    assert "they may show who somebody is" in page
    assert all(state(post) == "waiting" for post in good)
    answer = desk.post(bulk, {"chosen": stamps, "confirmed": 1})
    assert "3 done, 4 skipped because" in said(answer, desk)
    assert [state(post) for post in (*good, named, advice, asked, changed)] == [
        *["published"] * 3, *["waiting"] * 3, "rejected",
    ]  # fmt: skip


def test_at_most_a_hundred_at_once_and_only_from_what_is_ordinary(desk):
    bulk = reverse("admin:experiences_post_bulk", args=["review"])
    assert "at most 100" in said(desk.post(bulk, {"chosen": [f"{n}:waiting:1" for n in range(101)]}), desk)
    assert "Choose some" in said(desk.post(bulk, {"chosen": []}), desk)
    assert desk.post(reverse("admin:experiences_post_bulk", args=["crisis"]), {}).status_code == 404


def test_numbers_say_in_and_out_how_long_and_why(desk):
    fast, slow, back = waiting("One.", ago=10), waiting("Two.", ago=600), waiting("Three.", ago=100)
    for post in (fast, slow):
        moderation.publish(post, by=desk.user, now=now())
    moderation.return_to_author(back, by=desk.user, now=now(), reason="Please tell this in your own words. Thank you.")
    page = desk.get(reverse("admin:experiences_post_numbers")).content.decode()
    assert "half came within <strong>1 hour</strong>" in page
    assert "nine of ten within <strong>10 hours</strong>" in page
    assert "Returned to its author, 1: Please tell this in your own words." in page


def test_auditor_looks_and_decides_nothing_and_a_curator_sees_no_post(client):
    post = waiting()
    auditor = logged_in(client, "auda", roles.AUDITOR)
    page = auditor.get(page_of(post))
    assert page.status_code == 200
    assert 'name="verb"' not in page.content.decode()
    assert decide(auditor, post, "publish").status_code == 403
    assert auditor.post(queue("review"), {"take": post.pk}).status_code == 403
    curator = logged_in(client, "cora", roles.CURATOR)
    for address in (page_of(post), queue("review"), reverse("admin:experiences_post_numbers")):
        assert curator.get(address).status_code == 403


def test_bad_addresses_are_not_found_and_bad_forms_are_refused_in_words(desk):
    post = waiting()
    for address in (queue("other"), reverse("admin:experiences_post_review", args=["x" * 30])):
        assert desk.get(address).status_code == 404
    assert desk.get(queue("review"), {"after": "9" * 40}).status_code == 200
    assert decide(desk, post, "erase").status_code == 400
    assert desk.post(page_of(post), {"verb": "publish"}).status_code == 409
    assert desk.post(queue("review"), {"take": 10**15}).status_code == 404
    assert decide(desk, post, "second", reason="Please\x00 look.").status_code == 302
    assert Post.objects.get(pk=post.pk).status == "waiting"


def test_numbers_are_of_the_newest_decisions_alone_and_say_so(desk, monkeypatch):
    monkeypatch.setattr(numbers, "COUNTED", 2)
    for ago in (60 * 24 * 3, 60 * 24 * 2, 60):
        waiting(ago=ago)
    ages = [datetime.timedelta(days=days) for days in (3, 2, 0)]
    for one, back in zip(Decision.objects.order_by("id"), ages, strict=True):
        Decision.objects.filter(pk=one.pk).update(at=now() - back)
    shown = numbers.read(now())
    assert [day.came for day in shown.days[:4]] == [1, 0, 1, 0]
    assert shown.is_cut
    assert "the oldest days are not whole" in desk.get(reverse("admin:experiences_post_numbers")).content.decode()
