"""Words that nothing claims are counted over public and waiting posts, within a bound, and leave when they are known."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from experiences import moderation, reaching, unknown_words
from experiences.models import Post, UnknownWord
from experiences.telling import read_thread
from medications.models import Name, site_version
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    world.drug("azathioprine", "Imuran")
    return world.publish("T", world.told("Imuran and zorbimab."), world.told("Zorbimab and quexinib."))


def words():
    return list(UnknownWord.objects.values_list("word", "posts"))


def test_words_in_at_least_two_public_or_waiting_posts_are_kept(thread):
    told = read_thread({"title": "t", "posts": [world.told("On quexinib now.")]}).posts[0]
    waiting = moderation.submit(told, thread=thread, now=world.NOW)
    unknown_words.recount(now=world.NOW)
    assert words() == [("quexinib", 2), ("zorbimab", 2)]
    moderation.reject(waiting, by=world.moderator(), now=world.NOW, reason="Spam.")
    assert unknown_words.recount(now=world.NOW) == 1
    assert words() == [("zorbimab", 2)]


def test_only_so_many_of_the_newest_posts_are_read(thread):
    assert unknown_words.recount(now=world.NOW, newest=1, at_least=1) == 2
    assert words() == [("quexinib", 1), ("zorbimab", 1)]


def test_word_that_became_a_name_leaves_the_list_at_the_next_count(thread):
    unknown_words.recount(now=world.NOW)
    Name.objects.create(surface="zorbimab", drug=world.drug())
    site_version.bump(names=True)
    unknown_words.recount(now=world.NOW)
    assert words() == []


def test_word_longer_than_the_column_is_left_out(thread):
    Post.objects.update(body="x" * 70 + "mab " + "zorbimab")
    unknown_words.recount(now=world.NOW)
    assert words() == [("zorbimab", 2)]


def test_command_counts_all_posts_and_says_how_many_wait(thread, capsys):
    call_command("find_unknown_names")
    assert "1 unknown names wait" in capsys.readouterr().out


def test_hidden_word_has_who_and_when(thread):
    with pytest.raises(IntegrityError):
        UnknownWord.objects.create(word="a", posts=1, counted_at=world.NOW, hidden_at=world.NOW)


def test_posts_with_a_form_are_those_that_hold_it_or_come_near(thread):
    first, second = thread.posts.all()
    assert list(reaching.posts_with("zorbimab", kind="drug")) == [second.pk, first.pk]
    assert list(reaching.posts_with("quexinibb", kind="drug")) == [second.pk]
    assert list(reaching.posts_with("aza", kind="drug")) == []
    assert list(reaching.posts_with("and", kind="drug")) == [second.pk, first.pk]
    assert list(reaching.posts_with("zorbimab", kind="drug", newest=1)) == [second.pk]


def test_new_name_of_a_drug_settles_an_ambiguous_word_elsewhere_in_its_thread():
    drug = world.drug("cyclophosphamide")
    Name.objects.create(surface="CTX", is_ambiguous=True, drug=drug)
    thread = world.publish("T", world.told("CTX was hard."), world.told("I had zorbimab."))
    assert not drug.mentions.exists()
    Name.objects.create(surface="zorbimab", drug=drug)
    site_version.bump(names=True)
    assert reaching.relink_posts_with("zorbimab", kind="drug") == 2
    assert sorted(drug.mentions.values_list("surface", flat=True)) == ["CTX", "zorbimab"]
    assert thread.posts.count() == 2
