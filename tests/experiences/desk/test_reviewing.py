"""One post reviewed and decided, and the next one opens; nobody decides over another."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.models import Decision, Experience, ReportedEffect
from tests import world
from tests.experiences.desk.sitting import CRISIS, decide, in_queue, logged_in, page_of, queue, said, state, waiting

pytestmark = pytest.mark.django_db


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


def telling_what_helped(words):
    effect = {"effect": "nausea", "answer": "yes", "what_helped": words}
    return waiting(experiences=[{"drug": "azathioprine", "stage": "taking", "effects": [effect]}])


def test_moderator_sees_what_helped_with_its_marks_and_bulk_leaves_it_alone(desk):
    post, plain = telling_what_helped("Ginger, said Dr Helen Parker."), telling_what_helped("Ginger.")
    page = " ".join(desk.get(page_of(post)).content.decode().split())
    assert "nausea: yes (what helped: “Ginger, said Dr Helen Parker.”)" in page
    assert "what helped:</strong> “Dr Helen Parker” (the name of a doctor or nurse)" in page
    chosen = [f"{one.pk}:{one.status}:{one.revision}" for one in (post, plain)]
    desk.post(reverse("admin:experiences_post_bulk", args=["review"]), {"chosen": chosen, "confirmed": 1})
    assert (state(post), state(plain)) == ("waiting", "published")


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


@pytest.mark.parametrize("is_public", [False, True])
def test_chosen_words_are_taken_out_of_what_helped(desk, is_public):
    post = telling_what_helped("Ginger, said Dr Helen Parker.")
    if is_public:
        moderation.publish(post, by=desk.user, now=now())
    taken = "Dr Helen Parker|the name of a doctor or nurse"
    assert f'name="taken" value="{taken}" checked' in desk.get(page_of(post)).content.decode()
    decide(desk, post, "redact", taken=[taken], body=post.body, title=post.title, reason="A name.")
    assert ReportedEffect.objects.get().what_helped == "Ginger, said [the name of a doctor or nurse]."
    assert state(post) == ("published" if is_public else "waiting")


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
