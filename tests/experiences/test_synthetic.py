"""Made-up posts: the same for a seed, right in every number and link, marked, and never among what people sent."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from experiences import archive, tallies
from experiences.models import Change, Experience, Mention, Post, ReportedEffect, Thread
from experiences.synthetic import known
from experiences.synthetic.drawing import Drawing
from experiences.synthetic.making import NotHere, make
from medications import lexicon
from medications.models import Condition
from tests import world


@pytest.fixture
def knowledge(db):
    world.topic(Condition, "lupus")
    for name, brand in (("azathioprine", "Imuran"), ("prednisone", "Rayos")):
        world.drug(name, brand)
    for effect in ("nausea", "hair loss", "headache"):
        world.side_effect(effect)
    world.question()


def test_as_many_posts_as_asked_are_public_and_counted(knowledge):
    call_command("generate_posts", 150, seed=3, verbosity=0)
    assert Post.objects.published().count() == 150
    assert set(Thread.objects.values_list("origin", flat=True)) == {"synthetic"}
    assert tallies.stored()
    assert tallies.differences() == {}


def test_planner_knows_of_the_rows_at_once(knowledge):
    make(40, seed=1)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # it plans without counting rows, as long as nobody counted a part of them
            assert "sqlite_stat1" not in connection.introspection.table_names(cursor)
            return
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relname LIKE 'experiences_%%'")
        known_rows = dict(cursor.fetchall())
    assert known_rows["experiences_indexedpost"] == known_rows["experiences_post"] == 40
    assert known_rows["experiences_mention"] == Mention.objects.count()


def test_everything_there_is_to_tell_is_told(knowledge):
    make(800, seed=1)
    for model, name in (
        (Experience, "stage"), (Experience, "whose"), (Experience, "benefit"), (Experience, "duration"), (Experience, "problems"),
        (ReportedEffect, "answer"), (ReportedEffect, "outcome"), (ReportedEffect, "severity"), (ReportedEffect, "attribution"),
        (Change, "kind"),
    ):  # fmt: skip
        said = set(model.objects.values_list(name, flat=True))
        assert said == set(dict(model._meta.get_field(name).choices)), name


def test_its_links_are_those_the_matcher_finds(knowledge):
    make(120, seed=5)
    wrong = [
        post.body
        for post in Post.objects.prefetch_related("mentions")
        if {_place(one, one.surface) for one in post.mentions.all()}
        != {_place(one, one.text) for one in lexicon.current().find(post.body)}
    ]
    assert Mention.objects.exists()
    assert wrong == []


def _place(one, text):
    return one.start, one.end, text, one.assertion


def test_a_seed_gives_the_same_posts_again(knowledge):
    first, again, other = (list(Drawing(known.read(), seed=seed).threads(60)) for seed in (7, 7, 8))
    assert first == again
    assert not {thread.posts for thread in first} & {thread.posts for thread in other}


def test_a_seed_comes_once(knowledge):
    make(10, seed=7)
    with pytest.raises(NotHere, match="seed 7 are here already"):
        make(10, seed=7)


def test_a_real_post_keeps_made_up_ones_out_unless_forced(knowledge):
    world.publish("Mine", world.told())
    with pytest.raises(CommandError, match="posts that people sent"):
        call_command("generate_posts", 10, verbosity=0)
    assert not Thread.objects.filter(origin="synthetic").exists()
    call_command("generate_posts", 10, force=True, verbosity=0)
    assert Thread.objects.filter(origin="synthetic").exists()
    assert tallies.differences() == {}


def test_made_up_posts_are_not_imported_beside_real_ones(knowledge):
    make(10, seed=1)
    made_up = [line.replace("synthetic-1-", "again-").encode() for line in archive.lines()]
    assert all(one.is_new for one in archive.store(enumerate(made_up), now=world.NOW))
    world.publish("Mine", world.told())
    more = [line.replace(b"again-", b"more-") for line in made_up]
    assert {one.reason for one in archive.store(enumerate(more), now=world.NOW)} == {archive.MADE_UP}


def test_verbs_go_on_after_it(knowledge):
    make(10, seed=1)
    world.publish("Mine", world.told())
    assert Post.objects.count() == 11


def test_without_knowledge_nothing_is_made(db):
    with pytest.raises(CommandError, match="load_knowledge"):
        call_command("generate_posts", 10, verbosity=0)
