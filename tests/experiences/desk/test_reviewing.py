"""The moderator's side: queues by risk, one post reviewed and decided, the next one opens; nobody decides over another."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.desk import queues
from experiences.models import Decision, Experience, Post, ReportedEffect
from experiences.telling import read_thread
from medications.models import SideEffect
from meds_kb import roles
from tests import world

pytestmark = pytest.mark.django_db
CRISIS = "I took all my pills an hour ago. I want to die."
PLAIN = "I am on Imuran and had nausea."


@pytest.fixture(autouse=True)
def _names():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")


@pytest.fixture
def desk(client):
    """A moderator who is logged in; `desk.user` is the account."""
    return logged_in(client, "mona")


def logged_in(client, name, *groups):
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name in (groups or (roles.MODERATOR,))])
    client.force_login(user)
    client.user = user
    return client


def waiting(body=PLAIN, *, ago=60, **more):
    told = read_thread({"title": "On Imuran", "posts": [{"body": body, **more}]})
    return moderation.open_with(told, now=now() - datetime.timedelta(minutes=ago))


def page_of(post, queue="review"):
    return reverse("admin:experiences_post_review", args=[post.pk]) + f"?queue={queue}"


def queue(name):
    return reverse("admin:experiences_post_queue", args=[name])


def decide(client, post, verb, **more):
    seen = {"status": post.status, "revision": post.revision, "verb": verb, **more}
    return client.post(page_of(post, more.pop("queue", "review")), seen)


def state(post):
    post.refresh_from_db()
    return post.status


def said(answer, client):
    return client.get(answer.url).content.decode() if answer.status_code == 302 else answer.content.decode()


def in_queue(name, user):
    return [row.pk for row in queues.page(name, user=user, now=now())[0]]


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


def test_review_shows_the_words_marked_and_what_is_known(desk):
    world.fact("purpose", world.drug())
    post = waiting("Dr Helen Parker told me to take Imuran. You should stop it. I had nausea.")
    page = desk.get(page_of(post)).content.decode()
    assert 'class="desk-mark identifying"' in page
    assert 'class="desk-mark named"' in page
    assert "/medications/azathioprine/" in page
    assert "A purpose sentence" in page
    assert waiting("Dr Helen Parker told me to take Imuran. You should stop it. I had nausea too.").pk
    assert "Says nearly the same as" in desk.get(page_of(post)).content.decode()


def test_publishing_opens_the_next_post_and_takes_it(desk):
    first, second = waiting("First.", ago=90), waiting("Second.", ago=80)
    answer = decide(desk, first, "publish")
    assert state(first) == "published"
    assert answer.url == page_of(second)
    second.refresh_from_db()
    assert second.claimed_by == desk.user
    answer = decide(desk, second, "return", reason="Please name it.")
    assert state(second) == "returned"
    assert answer.url == queue("review")
    assert "Nothing is left" in said(answer, desk)
    assert Decision.objects.get(post=second, verb="return").reason == "Please name it."


def test_empty_queue_leads_on_to_the_most_pressing_other(desk):
    crisis, plain = waiting(CRISIS), waiting("Hello.")
    answer = decide(desk, plain, "reject", usual="It was sent twice. The other one stands.")
    assert answer.url == page_of(crisis, "crisis")


@pytest.mark.parametrize(
    ("verb", "becomes"),
    [("reject", "rejected"), ("second", "waiting"), ("escalate", "waiting"), ("return", "returned")],
)
def test_decision_needs_a_reason_and_what_was_typed_is_not_lost(desk, verb, becomes):
    post = waiting()
    answer = decide(desk, post, verb)
    assert answer.status_code == 400
    assert "Say why" in answer.content.decode()
    assert state(post) == "waiting"
    assert decide(desk, post, verb, reason="Because.").status_code == 302
    assert state(post) == becomes


def test_second_of_two_moderators_is_told_and_loses_nothing(desk):
    post = waiting()
    seen = {"status": post.status, "revision": post.revision}
    moderation.reject(post, by=world.moderator(), now=now(), reason="Sent twice.")
    answer = desk.post(page_of(post), seen | {"verb": "return", "reason": "My long words."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has changed since you opened this page" in page
    assert "My long words." in page
    assert "rejected" in page
    assert state(post) == "rejected"
    assert Decision.objects.filter(post=post, verb="return").count() == 0


def test_typed_redaction_survives_a_lost_race(desk):
    post = waiting("Hello from Ann.")
    seen = post.revision
    moderation.redact(post, body="Hello from [a name].", by=world.moderator(), now=now(), reason="A name.")
    answer = desk.post(
        page_of(post),
        {"status": "waiting", "revision": seen, "verb": "redact", "body": "Hello from [someone].", "reason": "Mine."},
    )
    assert answer.status_code == 409
    assert "Hello from [someone]." in answer.content.decode()


def test_whoever_reads_a_post_is_shown_and_decides_undisturbed(desk):
    post = waiting()
    moderation.claim(post, by=world.moderator("grace"), now=now())
    assert "grace is reading it" in desk.get(page_of(post)).content.decode()
    assert "grace is reading it" in desk.get(queue("review")).content.decode()
    assert decide(desk, post, "publish").status_code == 409
    assert state(post) == "waiting"
    answer = desk.post(queue("review"), {"take": post.pk})
    assert "is reading this post" in said(answer, desk)
    assert "Nothing is left" in said(desk.post(queue("review"), {"next": 1}), desk)


def test_post_is_taken_and_given_back(desk):
    post = waiting()
    assert desk.post(queue("review"), {"take": post.pk}).url == page_of(post)
    post.refresh_from_db()
    assert post.claimed_by == desk.user
    assert decide(desk, post, "release").url == queue("review")
    post.refresh_from_db()
    assert post.claimed_by is None


def test_crisis_waits_for_another_person_and_the_page_says_why(desk):
    post = waiting(CRISIS)
    assert "Your yes is the first" in desk.get(page_of(post)).content.decode()
    decide(desk, post, "publish")
    assert state(post) == "waiting"
    page = desk.get(page_of(post)).content.decode()
    assert "You have agreed to this post" in page
    assert 'value="publish"' not in page
    assert decide(desk, post, "publish").status_code == 400
    assert state(post) == "waiting"
    assert 'value="return"' in page
    other = logged_in(Client(), "otto")
    assert "mona has agreed" in other.get(page_of(post)).content.decode()
    decide(other, post, "publish")
    assert state(post) == "published"


def test_chosen_words_are_taken_out_and_the_post_is_published(desk):
    post = waiting("Ann Miller of ann@example.org is on Imuran. Annual tests.")
    page = desk.get(page_of(post)).content.decode()
    assert "ann@example.org|an e-mail address" in page
    answer = decide(
        desk, post, "redact_publish", taken=["ann@example.org|an e-mail address", "Ann Miller|a name"],
        body=post.body.replace("\n", "\r\n"), title=post.title, usual="Words that may show who somebody is were taken out.",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert state(post) == "published"
    assert post.body == "[a name] of [an e-mail address] is on Imuran. Annual tests."


def test_redaction_that_takes_nothing_or_adds_words_is_refused(desk):
    post = waiting("Hello from Ann.")
    for body, words in (("Hello from Ann.", "Nothing is taken out"), ("Hello from Bob.", "did not stand there")):
        answer = decide(desk, post, "redact", body=body, title=post.title, reason="A name.")
        assert answer.status_code == 400
        assert words in answer.content.decode()


def test_suggested_rows_are_accepted_with_one_action_each(desk):
    post = waiting("I stopped Imuran. It gave me nausea.")
    page = desk.get(page_of(post)).content.decode()
    assert "The words suggest" in page
    seen = {"status": post.status, "revision": post.revision}
    assert desk.post(page_of(post), seen | {"accept": "use azathioprine", "stage": "stopped"}).url == page_of(post)
    assert Experience.objects.get(post=post).stage == "stopped"
    desk.post(page_of(post), seen | {"accept": "effect azathioprine nausea yes"})
    assert ReportedEffect.objects.get(experience__post=post).answer == "yes"
    assert "The words suggest" not in desk.get(page_of(post)).content.decode()
    assert desk.post(page_of(post), seen | {"accept": "use azathioprine", "stage": "taking"}).status_code == 409
    assert Experience.objects.filter(post=post).count() == 1


def test_suggested_use_comes_with_its_effects_in_one_action(desk):
    post = waiting("I stopped Imuran. It gave me nausea.")
    seen = {"status": post.status, "revision": post.revision}
    desk.post(page_of(post), seen | {"accept": "use azathioprine whole", "stage": "stopped"})
    assert ReportedEffect.objects.get(experience__post=post).side_effect.slug == "nausea"


def test_reported_post_is_kept_or_taken_down(desk):
    kept, gone = (world.publish("Public", world.told(f"Number {n}.")).posts.get() for n in range(2))
    for post in (kept, gone):
        moderation.report(post, category="unkind", words="Look at this.", now=now())
    page = desk.get(page_of(kept, "reported")).content.decode()
    assert "Look at this." in page
    decide(desk, kept, "keep", reason="It is fine.")
    decide(desk, gone, "take_down", reason="It is not.")
    assert (state(kept), state(gone)) == ("published", "taken_down")
    assert in_queue("reported", desk.user) == []


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
