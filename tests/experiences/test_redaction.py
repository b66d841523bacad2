"""A redaction takes words away and adds none; what stood on words that are gone is dropped, and said."""

import pytest

from experiences import mending, moderation, stretches
from experiences.models import Mention, Original
from experiences.telling import read_thread
from experiences.told import ToldPost
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW
BODY = "Dr Smith gave me Imuran, and Imuran gave me nausea. It takes 4 weeks."


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")
    world.source("label")


def public(body=BODY, **more):
    return world.publish("Dr Smith and Imuran", world.told(body, **more)).posts.get()


def redact(post, body, **more):
    return moderation.redact(post, body=body, by=world.moderator(), now=NOW, reason="A name.", **more)


def test_redaction_of_a_public_post_shows_at_once_and_keeps_the_original(client):
    post = public()
    redact(post, BODY.replace("Dr Smith", "[A doctor]"), title="[A doctor] and Imuran")
    post.refresh_from_db()
    assert (post.status, post.revision) == ("published", 2)
    page = client.get(post.thread.get_absolute_url()).content.decode()
    assert "[A doctor]" in page
    assert "Smith" not in page
    original = Original.objects.get(post=post)
    assert (original.body, original.title) == (BODY, "Dr Smith and Imuran")
    redact(post, "Imuran gave me nausea.")
    assert Original.objects.get(post=post).body == BODY


@pytest.mark.parametrize(
    "body",
    ["Dr Smith gave me Prograf.", "nausea gave me Imuran", "Imuran never gave me nausea.", "", "It takes 40 weeks."],
)
def test_redaction_says_no_more_than_the_text_did(body):
    post = public()
    with pytest.raises(moderation.CannotRedact):
        redact(post, body)
    assert not Original.objects.exists()


@pytest.mark.parametrize("body", ["[He] gave me Imuran, and Imuran gave me nausea.", "It takes [some] weeks.", "[…]"])
def test_redaction_may_say_what_was_there_in_brackets(body):
    redact(public(), body)


def test_what_a_moderator_said_of_words_moves_with_them_or_is_dropped_and_told():
    check = {"verdict": "mixed", "note": "Sources differ.", "sources": ["label"], "checked_on": "2026-11-01"}
    post = public(fact_checks=[{"quote": "takes 4 weeks", **check}, {"quote": "Dr Smith gave me Imuran", **check}])
    first, second = post.mentions.filter(surface="Imuran")
    mending.dismiss(first, by=world.moderator(), now=NOW)
    mending.confirm(second, by=world.moderator(), now=NOW)
    dropped = redact(post, BODY.replace("Dr Smith gave me Imuran, and ", "[…] "))
    assert (dropped.mentions, dropped.fact_checks) == (("Imuran",), ("Dr Smith gave me Imuran",))
    assert dropped.note == "Dropped, as the words are gone: 1 corrected mention and 1 fact check."
    assert [(one.surface, one.review) for one in post.mentions.all()] == [
        ("Imuran", Mention.Review.CONFIRMED), ("nausea", Mention.Review.DETECTED),
    ]  # fmt: skip
    for one in (*post.mentions.all(), *post.fact_checks.all()):
        assert post.body[one.start : one.end] == getattr(one, "surface", None) or one.quote


def test_edit_says_in_its_decision_how_much_was_dropped_and_holds_no_word_of_it():
    post = public()
    mending.confirm(post.mentions.get(surface="nausea"), by=world.moderator(), now=NOW)
    moderation.edit(post, ToldPost("Imuran, no more."), now=NOW)
    assert post.decisions.latest("id").reason == "Dropped, as the words are gone: 1 corrected mention."


def test_title_waits_with_the_post_that_opens_the_thread(client):
    thread = read_thread({"title": "Secret words", "posts": [{"body": "x"}]})
    first = moderation.open_with(thread, now=NOW)
    reply = moderation.submit(ToldPost("A reply."), thread=first.thread, now=NOW)
    moderation.publish(reply, by=world.moderator(), now=NOW)
    address = f"/experiences/{first.thread_id}/conversation/"
    assert "Secret" not in client.get(address).content.decode()
    moderation.publish(first, by=world.moderator(), now=NOW)
    assert client.get(address).headers["Location"] == f"/experiences/{first.thread_id}/secret-words/"
    moderation.edit(first, ToldPost("y"), now=NOW, title="Other words")
    assert client.get(f"/experiences/{first.thread_id}/secret-words/").headers["Location"] == address
    moderation.publish(first, by=world.moderator(), now=NOW)
    first.thread.refresh_from_db()
    assert (first.thread.title, first.thread.slug) == ("Other words", "other-words")


@pytest.mark.parametrize(
    ("before", "after", "stretch", "place"),
    [
        ("a b a", "a b a", (4, 5), 4),
        ("a b a", "x a b a", (4, 5), 6),
        ("a b a", "b a", (0, 1), None),
        ("one two", "two one", (4, 7), 0),
        ("one", "", (0, 3), None),
    ],
)
def test_stretch_is_found_where_its_words_went(before, after, stretch, place):
    assert stretches.moved(before, after, [stretch]) == [place]
