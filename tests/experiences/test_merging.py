"""Two things that stand for the same become one: all moves, nothing is counted twice, the old address sends on."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiences import archive, linking, mending, merging, moderation, retention, search_index, tallies
from experiences.merging import CannotMerge
from experiences.models import Change, Experience, Mention, Merge, Post, ReportedEffect, Tally
from experiences.telling import read_thread
from medications.models import Condition, DrugEffect, LabelledEffect, Name, NeverLink, SideEffect, Test, site_version
from medications.work import work_on_knowledge
from tests import world
from tests.experiences.test_tallies import VERBS, in_table, obvious, steps, told_post

pytestmark = pytest.mark.django_db
NOW = world.NOW


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.drug("prednisone")
    world.drug("prednisolone", page="related")
    world.side_effect("nausea", "queasy")
    world.side_effect("headache", "sore head")
    world.topic(Condition, "lupus")


def effect(slug):
    return SideEffect.objects.get(slug=slug)


def merge(old="headache", into="nausea", model=SideEffect):
    old, into = model.objects.get(slug=old), model.objects.get(slug=into)
    return merging.merge(old, into=into, by=world.moderator("cora"), now=NOW, why="They are the same.")


def use(*effects, drug="azathioprine", **more):
    return {"drug": drug, "stage": "taking", "effects": [*effects], **more}


def yes(slug, **more):
    return {"effect": slug, "answer": "yes", **more}


def no(slug):
    return {"effect": slug, "answer": "no"}


def publish(body="Imuran gave me a sore head.", *uses, **more):
    return world.publish("A thread", world.told(body, experiences=[*uses], **more)).posts.get()


def pointing_at(thing):
    """Return every row of any table that points at a thing; its history, its own sources and what it became apart."""
    found = []
    for relation in type(thing)._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not (relation.auto_created and not relation.concrete) or hasattr(model, "history_object"):
            continue
        if model._meta.auto_created is type(thing):
            continue
        found += model._base_manager.filter(**{relation.field.name: thing})
    return found


def test_everything_that_points_at_what_goes_points_at_what_stays(client):
    world.grow(3)
    old, into = effect("effect-number-0"), effect("effect-number-1")
    changed = publish("Imuran.", changes=[{"kind": "stopped", "from_drug": "azathioprine", "reason": "side_effect", "side_effect": old.slug}])  # fmt: skip
    planned, before = merging.preview(old, into), len(pointing_at(old))
    record, _relinked = merge(old.slug, into.slug)
    assert before > 20
    assert pointing_at(SideEffect.objects.get(pk=old.pk)) == []
    assert record.moved == planned.record
    assert changed.changes.get().side_effect == into
    assert client.get(f"/side-effects/{old.slug}/").headers["Location"] == into.get_absolute_url()
    pair = client.get(f"/medications/imuran/side-effects/{old.slug}/")
    assert (pair.status_code, pair.headers["Location"]) == (301, f"/medications/azathioprine/side-effects/{into.slug}/")
    assert tallies.differences() == {}
    assert list(search_index.differences()) == []
    assert linking.relink() == 0, "the links are what the matcher would make of the moved names"


@pytest.mark.parametrize(("model", "kind"), [(Test, "tests"), (Condition, "conditions")])
def test_tests_and_illnesses_merge_too(client, model, kind):
    world.grow(3)
    old, into = (model.objects.get(slug=f"{kind[:-1]}-number-{n}") for n in (0, 1))
    assert pointing_at(old)
    record, _relinked = merge(old.slug, into.slug, model)
    assert pointing_at(model.objects.get(pk=old.pk)) == []
    answer = client.get(f"/{kind}/{old.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, into.get_absolute_url())
    assert old.plain_name not in client.get(f"/{kind}/").content.decode()
    assert f"/{kind}/{old.slug}/" not in client.get("/sitemap-known.xml").content.decode()
    assert record.moved["mentions"] > 0
    assert tallies.differences() == {}
    assert list(search_index.differences()) == []
    assert linking.relink() == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=st.lists(told_post(), min_size=3, max_size=3), before=steps, after=steps)
def test_merging_among_any_verbs_leaves_the_tallies_equal_to_a_recount(posts, before, after):
    SideEffect.objects.update(merged_into=None)
    Merge.objects.all().delete()
    thread = moderation.open_thread(read_thread({"title": "t", "origin": "retold", "posts": [{"body": "x"}]}), now=NOW)
    stored = [moderation.submit(told, thread=thread, now=NOW, author="a" * 64 if n else "") for n, told in enumerate(posts)]  # fmt: skip
    run([(n, "publish", None) for n in range(3)] + before[:3], stored)
    merge()
    assert in_table() == obvious()
    run(after[:3], stored)
    assert in_table() == obvious()
    assert tallies.differences() == {}
    assert pointing_at(effect("headache")) == []
    Post.objects.filter(thread=thread).exclude(status="published").update(status="rejected")
    for post in Post.objects.filter(status="published"):
        moderation.withdraw(post, now=NOW)


def run(verbs, stored):
    for place, verb, told in verbs:
        try:
            VERBS[verb](stored[place], told)
        except moderation.WrongState:
            stored[place] = Post.objects.get(pk=stored[place].pk)


STANDS = {"severity": "not_said", "began": "later", "what_helped": ""}
GOES = {"severity": "severe", "began": "weeks_1_2", "what_helped": "ginger"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([no("nausea"), no("headache")], ("no", "not_said", "not_said", "")),
        ([no("nausea"), yes("headache", **GOES)], ("yes", "severe", "weeks_1_2", "ginger")),
        ([yes("nausea", **STANDS), no("headache")], ("yes", "not_said", "later", "")),
        ([yes("nausea", **STANDS), yes("headache", **GOES)], ("yes", "severe", "later", "ginger")),
        ([yes("headache", **GOES)], ("yes", "severe", "weeks_1_2", "ginger")),
    ],
)
def test_two_answers_in_one_experience_become_one(answers, said):
    publish("Imuran.", use(*answers))
    record, _relinked = merge()
    report = ReportedEffect.objects.get()
    assert report.side_effect.slug == "nausea"
    assert (report.answer, report.severity, report.began, report.what_helped) == said
    assert record.moved.get("reports folded", 0) == len(answers) - 1
    assert in_table() == obvious()


def test_change_that_a_post_tells_for_both_is_told_once():
    stopped = {"kind": "stopped", "from_drug": "azathioprine", "reason": "side_effect"}
    other = {"kind": "added", "to_drug": "prednisone", "reason": "side_effect", "side_effect": "headache"}
    publish("Imuran.", changes=[stopped | {"side_effect": slug} for slug in ("nausea", "headache")] + [other])
    merge()
    assert sorted(Change.objects.values_list("kind", "side_effect__slug")) == [("added", "nausea"), ("stopped", "nausea")]  # fmt: skip
    assert in_table() == obvious()


def test_moderators_corrections_stand_after_merging_and_after_relinking():
    who = {"by": world.moderator(), "now": NOW}
    confirmed, dismissed, moved = (publish(f"Imuran and a sore head, {n}.") for n in range(3))
    mending.confirm(confirmed.mentions.get(surface="sore head"), **who)
    mending.dismiss(dismissed.mentions.get(surface="sore head"), **who)
    # Linked to the one and dismissed for the other: now they are the same, it stays linked.
    mending.retarget(moved.mentions.get(surface="sore head"), to=effect("nausea"), **who)
    merge()
    assert linking.relink() == 0

    def said(post):
        return [(one.side_effect.slug, one.review) for one in post.mentions.filter(surface="sore head")]

    assert said(confirmed) == said(moved) == [("nausea", "confirmed")]
    assert said(dismissed) == [("nausea", "dismissed")]


def test_form_that_could_only_mean_the_two_links_again_and_an_everyday_word_does_not():
    for surface, note in (("the wobbles", ""), ("rough", "An everyday word.")):
        for slug in ("nausea", "headache"):
            Name.objects.create(surface=surface, is_ambiguous=True, note=note, side_effect=effect(slug))
    site_version.bump(names=True)
    post = publish("On Imuran I had the wobbles and a rough day.")
    assert not post.mentions.filter(side_effect__isnull=False).exists()
    record, relinked = merge()
    assert [one.surface for one in post.mentions.filter(side_effect=effect("nausea"))] == ["the wobbles"]
    assert (relinked, record.moved["names folded"]) == (1, 2)
    assert [one.is_ambiguous for one in Name.objects.filter(surface__in=("rough", "the wobbles")).order_by("surface")] == [True, False]  # fmt: skip


def test_refusal_that_told_the_two_apart_is_dropped_and_any_other_stays():
    NeverLink.objects.create(surface="sore head", side_effect=effect("nausea"))
    NeverLink.objects.create(surface="queasy", side_effect=effect("headache"))
    NeverLink.objects.create(surface="hangover", side_effect=effect("headache"))
    NeverLink.objects.create(surface="hangover", side_effect=effect("nausea"))
    merge()
    assert [(one.surface, one.side_effect.slug) for one in NeverLink.objects.all()] == [("hangover", "nausea")]


def test_drug_on_record_with_both_names_the_graver_once_with_the_figures_of_both():
    aza = world.drug()
    for slug, n in (("nausea", 1), ("headache", 1), ("headache", 2)):
        world.labelled(aza, effect(slug), n)
    DrugEffect.objects.filter(side_effect__slug="headache").update(seriousness="urgent")
    record, _relinked = merge()
    link = DrugEffect.objects.get()
    assert (link.side_effect.slug, link.seriousness) == ("nausea", "urgent")
    assert sorted(LabelledEffect.objects.values_list("source__slug", flat=True)) == ["label-1", "label-2"]
    assert record.moved["figures of sources folded"] == 1
    assert link.history.first().history_change_reason == "headache merged into nausea"
    assert link.history.first().history_user.username == "cora"


def test_preview_says_what_moves_and_changes_nothing():
    SideEffect.objects.filter(slug="headache").update(urgency="urgent", caution="It may be worse.")
    publish("Imuran gave me a sore head.", use(yes("headache")))
    before, version = in_table(), site_version.current()
    planned = merging.preview(effect("headache"), effect("nausea"))
    assert planned.moves["reports"] == planned.moves["mentions"] == planned.posts == planned.public_posts == 1
    assert ["get help now" in note for note in planned.notes] == [True, False]
    assert (in_table(), site_version.current()) == (before, version)
    assert Mention.objects.filter(side_effect__slug="headache").count() == 1


@pytest.mark.parametrize(("old", "into"), [("nausea", "nausea"), ("headache", "nausea")])
def test_same_thing_and_a_merged_one_are_refused(old, into):
    merge(*({"headache", "nausea"} - {old} if old == into else ("headache",)), "nausea")
    with pytest.raises(CannotMerge):
        merge(old, into)
    assert Merge.objects.count() == 1


def test_merging_again_sends_on_in_one_step(client):
    world.side_effect("giddiness")
    merge("headache", "nausea")
    merge("nausea", "giddiness")
    assert client.get("/side-effects/headache/").headers["Location"] == "/side-effects/giddiness/"


def test_page_before_and_after_differ_and_the_count_moves_along(client):
    publish("Imuran gave me a sore head.", use(yes("headache")))
    page = client.get("/side-effects/nausea/").content.decode()
    merge()
    after = client.get("/side-effects/nausea/").content.decode()
    assert "azathioprine" not in page.partition("<main")[2].lower()
    assert "azathioprine" in after.partition("<main")[2].lower()
    assert Tally.objects.filter(side_effect=effect("nausea"), measure="answer").exists()


def test_export_taken_before_the_merging_comes_in_after_it():
    publish("Imuran.", use(no("nausea"), yes("headache"), condition="lupus"))
    line = "".join(archive.lines()).replace('"key": "', '"key": "again-').encode()
    merge()
    (outcome,) = archive.store([(1, line)], now=NOW)
    assert (outcome.is_new, outcome.reason) == (True, "")
    assert list(Experience.objects.order_by("id").last().effects.values_list("side_effect__slug", "answer")) == [("nausea", "yes")]  # fmt: skip
    assert in_table() == obvious()


def test_post_that_came_the_moment_two_were_merged_is_moved_by_the_next_tidying():
    post = publish("Imuran.", use(yes("nausea")))
    merge()
    # As a form stores it that read the slugs before, and waited for the merging to end.
    ReportedEffect.objects.update(side_effect=effect("headache"))
    tallies.rebuild()
    retention.tidy(now=NOW)
    assert post.experiences.get().effects.get().side_effect.slug == "nausea"
    assert in_table() == obvious()
    assert pointing_at(effect("headache")) == []


def test_search_that_was_narrowed_to_what_went_finds_what_stayed(client):
    post = publish("Imuran gave me a sore head.", use(yes("headache")))
    address = "/search/?q=imuran&effect=headache"
    before = client.get(address).content.decode()
    merge()
    after = client.get(address).content.decode()
    assert post.get_absolute_url() in before
    assert post.get_absolute_url() in after


def test_what_is_part_of_another_is_no_work_at_the_desk():
    for name in ("blood count", "full count"):
        world.topic(Test, name)
    Test.objects.update(is_verified=False)
    merge("full-count", "blood-count", Test)
    (waiting,) = (item.rows for item in work_on_knowledge() if item.words == "tests unchecked")
    assert [one.slug for one in waiting] == ["blood-count"]
