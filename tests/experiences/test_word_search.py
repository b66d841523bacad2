"""What the index finds is what a slow reader of every post finds, in the same order, on either engine."""

import importlib
import random
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiences import asked_words, moderation, search_index, word_index, word_search
from experiences.models import IndexedPost, Post, Thread
from experiences.word_search import Narrowing, Term
from medications.models import Condition, Drug, SideEffect
from tests import world
from tests.conftest import kept_open
from tests.experiences import slow_search

migration = importlib.import_module("experiences.migrations.0009_full_text_index_of_words")
pytestmark = pytest.mark.django_db
WORDS = [
    "hair",
    "loss",
    "thin",
    "rash",
    "joints",
    "pain",
    "week",
    "doctor",
    "Imuran",
    "nausea",
    "tired",
    "crème",
    "naïve",
    "50mg",
    "sleep",
    "straße",
    "lupus",
]
TOPICS = ("steroids", "hair")


def found(query="", *, narrowing=None, drug=None):
    """Return the ids of all posts found, page after page, in order."""
    asked = asked_words.read(query)
    ids, after = [], None
    while True:
        page = word_search.find(terms_of(asked, drug), without=asked.without, narrowing=narrowing, after=after)
        ids += ids_of(page)
        after = page.next_place
        if after is None:
            return ids


def terms_of(asked, drug=None):
    return [Term(one, drug if one == ("imuran",) else None) for one in asked.words]


def ids_of(page):
    return [int(hit.url.rpartition("-")[2]) for hit in page.hits]


@pytest.fixture(scope="module")
def small_world(django_db_setup, django_db_blocker):
    """Sixty posts of random words, made once: some tell uses, some stand first in a thread, some were taken down."""
    with django_db_blocker.unblock(), kept_open():
        world.drug("azathioprine", "Imuran")
        world.drug("prednisone")
        world.side_effect("nausea")
        world.topic(Condition, "lupus")
        rolls = random.Random(6)
        for number in range(20):
            posts = [_post(rolls) for _ in range(3)]
            thread = world.publish(_words(rolls, 3), *posts, tags=rolls.sample(TOPICS, number % 3))
            if number % 4 == 0:
                _take_down(thread.posts.first())
        yield slow_search.read_all()


def _words(rolls, size):
    return " ".join(rolls.choices(WORDS, weights=range(len(WORDS), 0, -1), k=size))


def _post(rolls):
    use = {
        "drug": rolls.choice(["azathioprine", "prednisone"]),
        "stage": rolls.choice(["taking", "starting"]),
        "whose": rolls.choice(["self", "other"]),
        "condition": "lupus",
    }
    return world.told(_words(rolls, rolls.randint(2, 12)), experiences=[use] if rolls.random() < 0.5 else [])


def _take_down(post):
    moderation.take_down(post, by=world.moderator(), now=world.NOW, reason="It names a doctor.")


def test_five_hundred_queries_find_what_a_slow_reader_finds_in_the_same_order(small_world):
    drug, rolls = Drug.objects.get(slug="azathioprine").pk, random.Random(500)
    narrowings = _narrowings(drug)
    some = 0
    for number in range(500):
        query, narrowing = _query(rolls), narrowings[number % len(narrowings)]
        asked = asked_words.read(query)
        slow = slow_search.find(small_world, terms_of(asked, drug), without=asked.without, narrowing=narrowing)
        assert found(query, narrowing=narrowing, drug=drug) == slow, query
        some += bool(slow)
    assert some > 150


def _query(rolls):
    words = [_words(rolls, rolls.randint(1, 2)) for _ in range(rolls.randint(1, 2))]
    words[0] = f'"{words[0]}"' if rolls.random() < 0.3 else words[0]
    return " ".join(words + [f"-{_words(rolls, 1)}"] * (rolls.random() < 0.3))


def _narrowings(drug):
    effect, lupus = SideEffect.objects.get().pk, Condition.objects.get().pk
    tag = Post.objects.published().filter(thread__tags__slug="hair").first().thread.tags.get(slug="hair").pk
    return [
        None, None, None, Narrowing(drug=drug), Narrowing(effect=effect), Narrowing(condition=lupus), Narrowing(tag=tag),
        Narrowing(voice="self"), Narrowing(stage="starting"), Narrowing(drug=drug, voice="other", stage="taking"),
    ]  # fmt: skip


def holding(posts, word):
    """Return the ids of the posts that hold a word, newest first."""
    return sorted(slow_search.find(posts, [Term(asked_words.read(word).words[0])]), reverse=True)


def test_more_than_can_be_ranked_says_so_and_ranks_the_newest(small_world, monkeypatch):
    monkeypatch.setattr(word_index, "MOST", 10)
    monkeypatch.setattr(word_search, "MOST", 10)
    page = word_search.find([Term(("hair",))])
    assert (page.has_more, page.total) == (True, 10)
    assert sorted(ids_of(page), reverse=True) == holding(small_world, "hair")[:10]


def _make_runs_of_four_posts():
    """Let PostgreSQL's index stand in runs as short as this world asks for."""
    connection.check_constraints()  # no table is altered while a row waits for its check
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE experiences_indexedpost DROP COLUMN words")
        for line in migration.POSTGRESQL:
            cursor.execute(line.replace(">> 12", ">> 2"))


@pytest.mark.parametrize(("runs", "at_once"), [(1, 9), (2, 3), (64, 9), (64, 5_000)])
def test_posts_in_many_runs_are_found_as_in_one(small_world, monkeypatch, runs, at_once):
    for name, value in {"RUN": 2, "MOST_RUNS": runs, "MOST_AT_ONCE": at_once, "MOST": 25}.items():
        monkeypatch.setattr(word_index, name, value)
    if connection.vendor == "postgresql":
        _make_runs_of_four_posts()
    for word in ("hair", "straße", "lupus", "zzz"):
        rows = word_index.newest(word_index.Wanted((Term(asked_words.read(word).words[0]).ways,)))
        assert [row[0] for row in rows] == holding(small_world, word)[:26]


def test_the_title_stands_with_the_first_public_post():
    thread = world.publish("About shingles", world.told("First."), world.told("Second."))
    first, second = thread.posts.all()
    assert found("shingles") == [first.pk]
    _take_down(first)
    assert found("shingles") == []  # what a post called its thread is not public before the post
    assert second.pk in found("conversation")
    assert list(search_index.differences()) == []


def test_a_post_is_found_only_while_public_and_leaves_no_row():
    thread = world.publish("Blisters", world.told("A blister."), world.told("Blisters again."))
    first, last = thread.posts.all()
    _take_down(last)
    assert found("blister") == [first.pk]
    assert IndexedPost.objects.filter(post__thread=thread).count() == 1


def test_what_posts_could_be_narrowed_to_is_counted_of_those_that_hold_the_whole_phrase(small_world):
    phrase, lupus = [Term(("hair", "loss"))], Condition.objects.get().pk
    assert (
        word_search.find(phrase).kinds[f"c{lupus}"]
        == word_search.find(phrase, narrowing=Narrowing(condition=lupus)).total
        > 0
    )


def test_the_index_holds_no_word_of_a_post(small_world):
    everything = " ".join(IndexedPost.objects.values_list("codes", flat=True))
    assert not re.search("hair|doctor|nausea|imuran", everything)


def test_a_stale_index_is_told_and_mended(small_world):
    assert list(search_index.differences()) == []
    one = IndexedPost.objects.order_by("pk").first()
    IndexedPost.objects.filter(pk=one.pk).update(codes="| |")
    assert list(search_index.differences()) == [one.pk]
    assert search_index.rebuild() == 1
    IndexedPost.objects.all().delete()
    assert found("hair") == []
    search_index.rebuild()
    assert sorted(found("hair"), reverse=True) == holding(small_world, "hair")


def test_a_lot_holds_the_topics_of_its_posts_and_does_not_read_those_of_the_whole_site(small_world):
    ids = list(Post.objects.order_by("pk").values_list("pk", flat=True)[::2])
    lot = search_index.NARROWING.format(ids=", ".join(map(str, ids)))
    threads = ContentType.objects.get_for_model(Thread).pk
    with connection.cursor() as cursor:
        cursor.execute(lot, [threads])
        told = {(post, tag) for post, *_others, tag in cursor.fetchall() if tag}
        assert told == set(Post.objects.filter(pk__in=ids, thread__tags__gt=0).values_list("pk", "thread__tags"))
        if connection.vendor == "sqlite":  # PostgreSQL counts its rows before it plans
            large = search_index.NARROWING.format(ids=", ".join(map(str, range(1, search_index.CHUNK + 1))))
            cursor.execute(f"EXPLAIN QUERY PLAN {large}", [threads])
            (step,) = [step for *_ids, step in cursor.fetchall() if " topic " in step]
            assert "object_id=?" in step


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=60)
    | st.lists(st.sampled_from([*WORDS, '"', "-", "*", "AND", "NOT", "&", "'", "\\", "(", "hairs"])).map(" ".join)
)
def test_nothing_typed_is_an_error_and_every_marked_word_matches(small_world, query):
    asked = asked_words.read(query)
    page = word_search.find([Term(one) for one in asked.words], without=asked.without)
    wanted = {stem for one in asked.words for stem in one}
    for hit in page.hits:
        marked = [piece.text for piece in hit.pieces + hit.title if piece.is_marked]
        assert marked
        assert {stem for text in marked for stem in search_index.stems(text)} <= wanted


def test_a_page_of_hits_costs_the_same_for_one_and_for_many(small_world, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert len(word_search.find([Term(("hair",), drug=1)]).hits) == word_search.ON_A_PAGE
