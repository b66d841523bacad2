import dataclasses

import pytest

from experiences import linking, merging, moderation, seed_thread, tallies
from experiences.models import Change, Experience, FactCheck, Mention, Post, ReportedEffect, Thread
from experiences.told import BadTelling
from medications.knowledge_files import loading
from medications.models import ShippedEntry, SideEffect
from medications.site_account import site_account
from tests import world
from tests.experiences.test_merging import pointing_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

NAMES = {
    "Azathioprine": "azathioprine",
    "Imuran": "azathioprine",
    "Plaquinil": "hydroxychloroquine",
    "Paquinil": "hydroxychloroquine",
    "Prednisone": "prednisone",
    "prednisone": "prednisone",
    "Cytoxan": "cyclophosphamide",
    "Cytoxin": "cyclophosphamide",
    "cytoxan": "cyclophosphamide",
    "cell-cept": "mycophenolate-mofetil",
}


def told():
    return seed_thread.read(seed_thread.FOLDER / "imuran-thread.yaml")


def thread():
    return Thread.objects.get(import_key="imuran-thread")


def mentions(place):
    rows = Mention.objects.live().filter(post__thread=thread(), post__position=place)
    return {(one.target.slug, one.assertion) for one in rows}


def test_six_posts_are_public_and_marked_retold_by_the_site_itself():
    assert (thread().published_posts, thread().origin) == (6, "retold")
    assert {one.by for post in thread().posts.all() for one in post.decisions.all()} == {site_account()}
    assert not site_account().is_active
    assert not site_account().has_usable_password()


def test_every_name_in_its_own_spelling_is_a_mention_of_the_right_drug():
    rows = Mention.objects.live().filter(post__thread=thread(), drug__isnull=False)
    assert NAMES.items() <= {one.surface: one.drug.slug for one in rows}.items()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (1, {("systemic-lupus-erythematosus", "indication")}),
        (3, {("nausea", "other"), ("leukopenia", "other"), ("thrombocytopenia", "other"), ("anaemia", "other"), ("lymphoma", "other"), ("lupus-nephritis", "other"), ("full-blood-count", "present")}),
        (5, {("rash", "indication"), ("arthralgia", "indication"), ("liver-function", "present")}),
        (6, {("leukopenia", "present"), ("diarrhoea", "present"), ("abdominal-pain", "present")}),
    ],
)  # fmt: skip
def test_each_mention_says_what_its_post_says_of_it(place, said):
    assert said <= mentions(place)


@pytest.mark.parametrize("place", [1, 2, 4])
def test_worry_and_unnamed_effects_are_no_mention_of_an_effect(place):
    assert not Mention.objects.filter(post__thread=thread(), post__position=place, side_effect__isnull=False).exists()


def test_each_use_has_its_stage_and_only_named_effects_are_reported():
    uses = Experience.objects.filter(post__thread=thread()).values_list(
        "post__position", "whose", "drug__slug", "stage", "problems", "stop_reason"
    )
    assert list(uses) == [
        (1, "self", "azathioprine", "starting", "not_said", ""),
        (2, "self", "azathioprine", "taking", "few", ""),
        (4, "self", "prednisone", "stopped", "some", "side_effect"),
        (4, "self", "hydroxychloroquine", "stopped", "some", "side_effect"),
        (4, "self", "azathioprine", "starting", "not_said", ""),
        (5, "self", "azathioprine", "starting", "not_said", ""),
        (5, "self", "hydroxychloroquine", "taking", "not_said", ""),
        (5, "self", "prednisone", "taking", "not_said", ""),
        (6, "other", "azathioprine", "considering", "not_said", ""),
        (6, "other", "cyclophosphamide", "stopped", "not_said", "not_said"),
        (6, "other", "mycophenolate-mofetil", "stopped", "not_said", "not_said"),
    ]
    reports = ReportedEffect.objects.values_list("experience__drug__slug", "side_effect__slug", "answer")
    assert set(reports) == {
        ("cyclophosphamide", "leukopenia", "yes"),
        ("mycophenolate-mofetil", "diarrhoea", "yes"),
        ("mycophenolate-mofetil", "abdominal-pain", "yes"),
    }
    first = Experience.objects.get(post__position=1)
    assert (first.dose_amount, first.dose_unit, first.dose_period) == (50, "mg", "a day")
    assert Experience.objects.get(drug__slug="cyclophosphamide").benefit == "some"


def test_changes_say_replaced_and_added():
    rows = Change.objects.values_list(
        "post__position", "from_drug__slug", "to_drug__slug", "kind", "reason", "is_planned"
    )
    assert set(rows) == {
        (4, "prednisone", "azathioprine", "replaced", "side_effect", False),
        (4, "hydroxychloroquine", "azathioprine", "replaced", "side_effect", False),
        (5, None, "azathioprine", "added", "not_said", True),
    }  # fmt: skip


def test_fact_checks_stand_on_their_words_with_sources():
    checks = FactCheck.objects.all()
    assert {(one.post.position, one.verdict) for one in checks} >= {(3, "contradicted"), (3, "mixed"), (3, "supported"), (5, "mixed")}  # fmt: skip
    for one in checks:
        assert one.post.body[one.start : one.end] == one.quote
        assert one.sources.exists()


def test_second_load_changes_nothing():
    before = list(Post.objects.values()), list(Mention.objects.values())
    assert seed_thread.load(told(), now=world.NOW) == "as it was"
    assert (list(Post.objects.values()), list(Mention.objects.values())) == before


def test_changed_file_reaches_the_same_post():
    pk = thread().posts.get(position=2).pk
    posts = list(told().posts)
    posts[1] = dataclasses.replace(posts[1], body="Imuran has been kind to me for years.")
    changed = dataclasses.replace(told(), posts=tuple(posts[:5]))
    assert seed_thread.load(changed, now=world.NOW) == "2 posts published anew"
    assert thread().posts.get(pk=pk).body == "Imuran has been kind to me for years."
    assert [post.status for post in thread().posts.all()] == ["published"] * 5 + ["taken_down"]
    assert thread().published_posts == 5


def test_thread_a_moderator_decided_about_is_left_to_them():
    post = thread().posts.get(position=2)
    moderation.take_down(post, by=world.moderator(), now=world.NOW, reason="A reader asked.")
    changed = dataclasses.replace(told(), posts=told().posts[:1])
    assert seed_thread.load(changed, now=world.NOW) == "left to its moderators"
    assert thread().published_posts == 5


@pytest.mark.parametrize(("text", "why"), [("key: [", "x.yaml"), ("title: t\nposts: [{body: b}]", "needs a key")])
def test_broken_file_is_refused_by_name(tmp_path, text, why):
    path = tmp_path / "x.yaml"
    path.write_text(text)
    with pytest.raises(BadTelling, match=why):
        seed_thread.read(path)


def test_loading_the_files_again_brings_nothing_back_that_a_curator_merged():
    old, into = SideEffect.objects.filter(questions__isnull=False).distinct()[:2]
    merging.merge(old, into=into, by=world.moderator(), now=world.NOW, why="They are the same.")
    ShippedEntry.objects.filter(model=loading.WHOLE).delete()
    summary = loading.load()
    assert (summary.created, summary.updated, summary.removed) == (0, 0, 0)
    assert pointing_at(old) == []
    assert tallies.differences() == {}
    assert linking.relink() == 0
