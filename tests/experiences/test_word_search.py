import pytest

from experiences import moderation
from experiences.word_search import NEWEST_READ, SHOWN, pieces, places_of, posts_with, words_of
from tests import world


def marked(body, words):
    return [piece.text for piece in pieces(body, places_of(words, body)) if piece.is_marked]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("What should I expect from Imuran?", ["expect", "imuran"]),
        ("crème crème", ["creme"]),
        ("the of and", []),
        ("a b c", []),
        ("", []),
        ("💊 \u202e", []),
    ],
)
def test_words_of_a_query_are_those_that_say_something(query, words):
    assert words_of(query) == words


@pytest.mark.parametrize(
    ("body", "words", "found"),
    [
        ("My rash came back.", ["rash"], ["rash"]),
        ("Rashes and a rash; RASH!", ["rash"], ["rash", "RASH"]),
        ("It’s the doctor’s word", ["doctors"], ["doctor’s"]),
        ("Crème fraîche", ["creme"], ["Crème"]),
        ("cell-cept made me ill", ["cept"], ["cept"]),
        ("straße", ["strasse"], ["straße"]),
    ],
)
def test_whole_words_are_marked_as_they_were_written(body, words, found):
    assert marked(body, words) == found


def test_every_word_must_be_there():
    assert places_of(["rash", "joints"], "A rash only.") == []


def test_pieces_are_cut_between_words_around_the_first_place():
    body = "before " * 40 + "rash" + " after" * 40
    shown = pieces(body, places_of(["rash"], body))
    assert [piece.text for piece in shown if piece.is_marked] == ["rash"]
    assert (shown[0].text, shown[-1].text) == ("… ", " …")
    assert shown[1].text == "before " * 12
    assert shown[3].text == " after" * 14


def test_pieces_of_a_text_without_spaces_are_still_cut():
    body = "x" * 300 + "\nrash\n" + "y" * 300
    assert max(len(piece.text) for piece in pieces(body, places_of(["rash"], body))) < 100


@pytest.mark.django_db
def test_posts_are_found_newest_first_and_only_while_public(django_assert_num_queries):
    thread = world.publish("rashes", world.told("A rash."), world.told("No such thing."), world.told("Rash again."))
    with django_assert_num_queries(1):
        hits = posts_with("the rash")
    last, first = thread.posts.last(), thread.posts.first()
    assert [hit.url for hit in hits] == [last.get_absolute_url(), first.get_absolute_url()]
    moderation.take_down(last, by=world.moderator(), now=world.NOW, reason="It names a doctor.")
    assert [hit.url for hit in posts_with("rash")] == [first.get_absolute_url()]


@pytest.mark.django_db
def test_a_query_without_words_reads_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert posts_with("the and") == []
    assert SHOWN < NEWEST_READ
