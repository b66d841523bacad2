"""What two people must agree to, one cannot publish; a lease keeps a reader undisturbed."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from experiences import moderation
from experiences.models import Post
from experiences.told import ToldPost, ToldThread
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW
SOON = NOW + datetime.timedelta(minutes=1)
DESPAIR = "I want to kill myself tonight."


def waiting(body="Imuran helps me.", *, title="A thread", **more):
    return moderation.open_with(ToldThread(title, (ToldPost(body, **more),)), now=NOW)


def publish(post, name):
    return moderation.publish(post, by=world.moderator(name), now=SOON)


def test_crisis_goes_first_and_needs_two_people():
    ordinary, crisis = waiting(), waiting(DESPAIR)
    assert (ordinary.lane, ordinary.needs_second) == (Post.Lane.ORDINARY, False)
    assert (crisis.lane, crisis.needs_second) == (Post.Lane.CRISIS, True)
    assert publish(crisis, "grace") is False
    assert crisis.status == "waiting"
    with pytest.raises(moderation.NeedsAnother):
        publish(Post.objects.get(pk=crisis.pk), "grace")
    assert publish(Post.objects.get(pk=crisis.pk), "alan") is True
    stored = Post.objects.get(pk=crisis.pk)
    assert (stored.status, stored.first_reader, stored.second_reader) == (
        "published", world.moderator("grace"), world.moderator("alan"),
    )  # fmt: skip
    assert [str(one.verb) for one in stored.decisions.all()] == ["submit", "agree", "publish"]


def test_crisis_in_a_title_counts():
    assert waiting(title=DESPAIR).lane == Post.Lane.CRISIS


@pytest.mark.parametrize(("setting", "needed"), [("crisis", False), ("serious", True)])
def test_serious_effects_need_two_people_where_the_site_says_so(settings, setting, needed):
    settings.SECOND_READER = setting
    effect = world.side_effect("vision loss")
    effect.urgency = "urgent"
    effect.save()
    post = waiting("I had vision loss.")
    assert (post.lane, post.needs_second) == (Post.Lane.SERIOUS, needed)
    assert waiting("I had no vision loss.").lane == Post.Lane.ORDINARY


@pytest.mark.parametrize("readers", [(), ("grace",), ("grace", "grace")])
def test_database_refuses_what_two_people_did_not_agree_to(readers):
    post = waiting()
    moderation.ask_second(post, by=world.moderator(), now=SOON, reason="A hard one.")
    first, second = (*map(world.moderator, readers), None, None)[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(
            status="published", published_at=NOW, first_reader=first, second_reader=second
        )


def test_database_lets_no_crisis_be_one_persons_matter():
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=waiting(DESPAIR).pk).update(needs_second=False)


def test_second_reader_is_asked_again_when_the_text_changed():
    post = waiting(DESPAIR)
    publish(post, "grace")
    moderation.redact(post, body="I want to [be gone].", by=world.moderator("alan"), now=SOON, reason="Method.")
    assert publish(post, "alan") is False
    assert publish(post, "grace") is True


def test_edit_takes_a_post_out_of_no_lane():
    post = waiting(DESPAIR)
    moderation.edit(post, ToldPost("I am well."), now=SOON)
    assert (post.lane, post.needs_second, post.first_reader) == (Post.Lane.CRISIS, True, None)


def test_needs_a_second_that_was_set_meanwhile_stops_a_publish():
    post = waiting()
    moderation.ask_second(Post.objects.get(pk=post.pk), by=world.moderator(), now=SOON, reason="A hard one.")
    with pytest.raises(moderation.Conflict):
        publish(post, "alan")


def test_claim_keeps_others_from_deciding_until_it_ends():
    post = waiting()
    moderation.claim(post, by=world.moderator("grace"), now=NOW)
    other = Post.objects.get(pk=post.pk)
    for verb in (moderation.claim, moderation.publish):
        with pytest.raises(moderation.Conflict, match="grace is reading this post until 12:15"):
            verb(other, by=world.moderator("alan"), now=SOON)
    moderation.claim(post, by=world.moderator("grace"), now=NOW + datetime.timedelta(minutes=10))
    assert post.decisions.filter(verb="claim").count() == 1
    with pytest.raises(moderation.Conflict):
        moderation.claim(other, by=world.moderator("alan"), now=NOW + datetime.timedelta(minutes=20))
    moderation.claim(other, by=world.moderator("alan"), now=NOW + datetime.timedelta(minutes=25))
    assert Post.objects.get(pk=post.pk).claimed_by == world.moderator("alan")


def test_released_post_is_anybodys_and_only_its_reader_releases_it():
    post = waiting()
    moderation.claim(post, by=world.moderator("grace"), now=NOW)
    with pytest.raises(moderation.Conflict):
        moderation.release(post, by=world.moderator("alan"), now=SOON)
    moderation.release(post, by=world.moderator("grace"), now=SOON)
    assert publish(post, "alan") is True
    assert Post.objects.get(pk=post.pk).claimed_by is None


def test_author_and_alarm_never_wait_for_a_reader():
    post = waiting()
    moderation.claim(post, by=world.moderator("grace"), now=NOW)
    moderation.escalate(Post.objects.get(pk=post.pk), by=world.moderator("alan"), now=SOON, reason="In danger.")
    moderation.erase(Post.objects.get(pk=post.pk), now=SOON)
    with pytest.raises(moderation.Conflict):
        publish(post, "grace")


def test_decision_is_about_the_text_that_was_read():
    post = waiting()
    moderation.edit(Post.objects.get(pk=post.pk), ToldPost("Something else."), now=SOON)
    with pytest.raises(moderation.Conflict):
        publish(post, "grace")
    with pytest.raises(moderation.Conflict):
        moderation.seen(post.pk, status="waiting", revision=1)
    assert moderation.seen(post.pk, status="waiting", revision=2).body == "Something else."
