"""A form sent twice is one post; consent is kept word for word; one author's use of one drug counts once."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from experiences import moderation, tallies
from experiences.models import Author, Consent, Post, Tally, Thread
from experiences.told import GivenConsent, ToldExperience, ToldFollowUp, ToldPost, ToldThread
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW
CODE, OTHER_CODE = "a" * 64, "b" * 64
AGREED = GivenConsent("2026-11", "I agree.", sixteen=True)


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")


def send(token="", author=CODE, stage="taking", **more):
    told = ToldPost("Imuran.", experiences=(ToldExperience("azathioprine", stage),))
    return moderation.open_with(ToldThread("T", (told,)), now=NOW, author=author, token=token, **more)


def publish(post):
    moderation.publish(post, by=world.moderator(), now=NOW)


def counted():
    return dict(Tally.objects.filter(slice="all", measure="experiences").values_list("value", "n"))


def test_same_token_is_the_same_post_and_leaves_nothing_half_there():
    first = send("t" * 64)
    assert send("t" * 64) == first
    assert moderation.submit(ToldPost("Reply."), thread=first.thread, now=NOW, token="t" * 64) == first
    assert (Post.objects.count(), Thread.objects.count(), Author.objects.count()) == (1, 1, 1)
    assert first.decisions.count() == 1


def test_token_that_another_process_stores_meanwhile_is_found(monkeypatch):
    first = send("t" * 64)
    asked = iter([None, first])
    monkeypatch.setattr(moderation.writing, "_sent", lambda token: next(asked))
    assert send("t" * 64) == first
    assert (Post.objects.count(), Thread.objects.count()) == (1, 1)


def test_consent_is_kept_word_for_word():
    post = send(consent=AGREED)
    kept = post.consents.get()
    assert (kept.version, kept.text, kept.at, kept.whose) == ("2026-11", "I agree.", NOW, "self")
    moderation.edit(post, ToldPost("Imuran!"), now=NOW, consent=GivenConsent("2027", "I agree.", sixteen=True))
    assert post.consents.count() == 2


@pytest.mark.parametrize("given", [{}, {"sixteen": True, "whose": "other"}, {"sixteen": True, "version": ""}])
def test_database_refuses_consent_that_is_none(given):
    with pytest.raises(IntegrityError), transaction.atomic():
        send(consent=GivenConsent(**{"version": "1", "text": "I agree.", **given}))
    assert not Consent.objects.exists()


def test_one_author_counts_once_for_one_drug_in_whichever_post_is_public():
    first, second, stranger = send(), send(stage="stopped"), send(author=OTHER_CODE)
    for post in (second, first, stranger):
        publish(post)
        assert tallies.differences() == {}
    assert counted() == {"self": 2}
    moderation.withdraw(first, now=NOW)
    assert counted() == {"self": 2}
    moderation.erase(second, now=NOW)
    assert counted() == {"self": 1}
    assert tallies.differences() == {}


def test_follow_up_stands_beside_the_experience_and_counts_no_second_time(client):
    post = send()
    publish(post)
    use = post.experiences.get()
    for days, stage in ((1, "taking"), (2, "stopped"), (2, "taking")):
        told = ToldFollowUp((NOW + datetime.timedelta(days=days)).date(), stage)
        moderation.follow_up(use, told, now=NOW + datetime.timedelta(days=days))
    assert [one.stage for one in use.follow_ups.all()] == ["taking", "taking"]
    assert counted() == {"self": 1}
    assert post.decisions.filter(verb="follow_up").count() == 3
