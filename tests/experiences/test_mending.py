"""What a moderator decides about a mention stands, is recorded, and never lies across another link."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiences import linking, mending, moderation
from experiences.mending import CannotMend
from experiences.models import Correction, Mention, Post
from experiences.telling import read_thread
from medications.models import Drug, Name, NeverLink, SideEffect, site_version
from tests import world

BODY = "Imuran gave me nausea, and low white count, and the wobbles."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate", "CellCept")
    world.side_effect("nausea")
    world.side_effect("leukopenia", "white count")


def post(body=BODY):
    return world.publish("A thread", world.told(body)).posts.get()


def who():
    return {"by": world.moderator(), "now": world.NOW}


def standing(of):
    return [(one.surface, one.target.slug, one.review) for one in of.mentions.standing()]


def mention(of, surface):
    return of.mentions.get(surface=surface)


def add(of, surface, to, **more):
    return mending.add(of, start=of.body.index(surface), surface=surface, to=to, **more, **who())


def test_dismissed_mention_stays_away_from_that_post_alone():
    one, other = post(), post()
    mending.dismiss(mention(one, "nausea"), **who())
    linking.relink()
    assert "nausea" not in [row[0] for row in standing(one)]
    assert "nausea" in [row[0] for row in standing(other)]


def test_dismissed_thing_does_not_come_back_through_a_longer_name():
    written = post()
    mending.dismiss(mention(written, "white count"), **who())
    Name.objects.create(surface="low white count", side_effect=SideEffect.objects.get(slug="leukopenia"))
    site_version.bump(names=True)
    linking.relink()
    assert [row[1] for row in standing(written)] == ["azathioprine", "nausea"]


def test_retargeted_mention_keeps_its_new_thing_and_the_old_one_stays_away_even_when_that_is_dismissed():
    written = post()
    changed = mending.retarget(mention(written, "Imuran"), to=Drug.objects.get(slug="mycophenolate"), **who())
    linking.relink()
    assert standing(written)[0] == ("Imuran", "mycophenolate", "confirmed")
    mending.dismiss(changed, **who())
    linking.relink()
    assert standing(written)[0][0] == "nausea"


def test_retarget_and_back_leaves_one_standing_and_one_dismissed():
    written = post()
    drugs = {one.slug: one for one in Drug.objects.all()}
    changed = mending.retarget(mention(written, "Imuran"), to=drugs["mycophenolate"], **who())
    mending.retarget(changed, to=drugs["azathioprine"], **who())
    linking.relink()
    assert sorted((row.target.slug, row.review) for row in written.mentions.filter(drug__isnull=False)) == [
        ("azathioprine", "confirmed"), ("mycophenolate", "dismissed"),
    ]  # fmt: skip


def test_what_is_said_of_a_thing_is_corrected_without_changing_the_thing():
    written = post()
    mending.retarget(mention(written, "nausea"), to=SideEffect.objects.get(slug="nausea"), assertion="absent", **who())
    linking.relink()
    assert mention(written, "nausea").assertion == "absent"
    assert not written.mentions.filter(review="dismissed").exists()


def test_added_mention_survives_and_takes_the_place_of_what_the_matcher_found_across_it():
    written = post()
    add(written, "low white count, and the wobbles", SideEffect.objects.get(slug="nausea"))
    linking.relink()
    assert [row[0] for row in standing(written)] == ["Imuran", "nausea", "low white count, and the wobbles"]


def test_added_mention_of_a_dismissed_thing_stands_alone():
    written = post()
    mending.dismiss(mention(written, "nausea"), **who())
    add(written, "nausea", SideEffect.objects.get(slug="nausea"))
    assert written.mentions.filter(surface="nausea").count() == 1


@pytest.mark.parametrize(
    ("start", "surface"), [(0, "imuran"), (1, "Imuran"), (-1, "I"), (0, ""), (6, " "), (10_000, "Imuran")]
)
def test_words_that_do_not_stand_there_are_refused(start, surface):
    with pytest.raises(CannotMend, match="do not stand there"):
        mending.add(post(), start=start, surface=surface, to=Drug.objects.first(), **who())


def test_longer_than_a_mention_can_be_is_refused():
    written = post("a" * 300)
    with pytest.raises(CannotMend):
        add(written, "a" * 201, Drug.objects.first())


def test_link_across_a_moderators_link_is_refused():
    written = post()
    mending.confirm(mention(written, "nausea"), **who())
    with pytest.raises(CannotMend, match="lie across “nausea”"):
        add(written, "me nausea", SideEffect.objects.get(slug="leukopenia"))


def test_dismissed_mention_is_not_retargeted_before_it_is_confirmed():
    nausea = mending.dismiss(mention(post(), "nausea"), **who())
    with pytest.raises(CannotMend, match="Confirm it first"):
        mending.retarget(nausea, to=Drug.objects.first(), **who())
    assert mending.confirm(nausea, **who()).review == "confirmed"


def test_mention_that_is_gone_or_whose_words_moved_is_not_corrected():
    written = post()
    nausea = mention(written, "nausea")
    Post.objects.filter(pk=written.pk).update(body="Something else, quite another text of that length, or so.")
    with pytest.raises(CannotMend, match="since you looked"):
        mending.confirm(nausea, **who())
    written.mentions.all().delete()
    with pytest.raises(CannotMend, match="since you looked"):
        mending.dismiss(nausea, **who())


def test_correction_of_a_public_post_makes_a_new_version_and_of_a_waiting_one_does_not():
    public = post()
    told = read_thread({"title": "t", "posts": [world.told(BODY)]}).posts[0]
    waiting = moderation.submit(told, thread=public.thread, now=world.NOW)
    before = site_version.current()[0]
    mending.dismiss(mention(waiting, "nausea"), **who())
    assert site_version.current()[0] == before
    mending.dismiss(mention(public, "nausea"), **who())
    assert site_version.current()[0] == before + 1


def test_every_correction_is_recorded_with_who_and_when_and_without_words_of_the_post():
    written = post()
    changed = mending.retarget(mention(written, "Imuran"), to=Drug.objects.get(slug="mycophenolate"), **who())
    mending.dismiss(changed, **who())
    rows = Correction.objects.filter(post=written)
    assert [(row.verb, row.before, row.after, row.by.username) for row in rows] == [
        ("retarget", "drug azathioprine, present", "drug mycophenolate, present", "grace"),
        ("dismiss", "drug mycophenolate, present", "drug mycophenolate, present, dismissed", "grace"),
    ]
    assert all(row.at == world.NOW and (row.start, row.end) == (0, 6) for row in rows)


def test_refused_correction_leaves_no_record():
    written = post()
    with pytest.raises(CannotMend):
        mending.add(written, start=1, surface="Imuran", to=Drug.objects.first(), **who())
    assert not Correction.objects.exists()


SURFACES = ["Imuran", "nausea", "white count", "low white", "the wobbles", "me nausea, and low", "count, and the"]
STEPS = st.one_of(
    st.tuples(st.just("confirm"), st.integers(0, 5), st.none()),
    st.tuples(st.just("dismiss"), st.integers(0, 5), st.none()),
    st.tuples(st.just("retarget"), st.integers(0, 5), st.sampled_from(["nausea", "leukopenia", "azathioprine"])),
    st.tuples(st.just("add"), st.sampled_from(SURFACES), st.sampled_from(["nausea", "leukopenia", "azathioprine"])),
    st.tuples(st.just("name"), st.sampled_from(["low white count", "wobbles", "white count and"]), st.none()),
    st.tuples(st.just("never"), st.sampled_from(["white count", "nausea", "wobbles"]), st.none()),
    st.tuples(st.just("relink"), st.none(), st.none()),
)


def take(step, written):
    verb, what, to = step
    thing = Drug.objects.filter(slug=to).first() or SideEffect.objects.filter(slug=to or "nausea").first()
    rows = list(written.mentions.order_by("pk"))
    if verb in ("confirm", "dismiss", "retarget") and rows:
        more = {"to": thing} if verb == "retarget" else {}
        getattr(mending, verb)(rows[what % len(rows)], **more, **who())
    elif verb == "add":
        add(written, what, thing)
    elif verb in ("name", "never"):
        table = Name if verb == "name" else NeverLink
        table.objects.get_or_create(surface=what, side_effect=thing)
        site_version.bump(names=True)
    elif verb == "relink":
        linking.relink()


def settled(of):
    return {
        (row.start, row.end, row.target, row.assertion, row.review)
        for row in of.mentions.exclude(review=Mention.Review.DETECTED)
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8))
def test_any_corrections_and_relinks_keep_moderators_work_and_never_overlap(steps):
    written = post()
    for step in steps:
        before = settled(written)
        try:
            take(step, written)
        except CannotMend:
            assert settled(written) == before
        if step[0] in ("name", "never", "relink"):
            assert settled(written) == before
    kept = settled(written)
    linking.relink()
    assert settled(written) == kept, "a relink changed what a moderator decided"
    assert linking.link(written) is False, "a second relink finds more to do"
    links = list(written.mentions.standing().order_by("start"))
    assert all(one.end <= other.start for one, other in pairwise(links)), "links overlap"
    assert all(written.body[one.start : one.end] == one.surface for one in links)
    dismissed = written.mentions.filter(review=Mention.Review.DISMISSED)
    for row in dismissed:
        assert not any(
            one.review == Mention.Review.DETECTED and one.target == row.target
            for one in links
            if one.start < row.end and row.start < one.end
        ), "a dismissed link came back"
    NeverLink.objects.all().delete()
    Name.objects.filter(kind=Name.Kind.ALSO).delete()
    site_version.bump(names=True)
