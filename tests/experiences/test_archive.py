"""Threads leave and come in again, and nothing is lost on the way."""

import json

import pytest
from django.core.management import call_command

from experiences import moderation, tallies
from experiences.models import Correction, Decision, FactCheck, Mention, Post, Thread
from medications.models import SideEffect, site_version
from medications.site_account import site_account
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def _named():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")
    world.source("label")


def line(**more):
    return json.dumps({"title": "On Imuran", "posts": [{"body": "Imuran gave me nausea."}], **more})


def public(body="Imuran gave me nausea.", **more):
    return {"body": body, "published_at": "2026-10-01T08:00:00+00:00", **more}


def forget_all():
    """Empty the tables of what people say, as on another machine."""
    Decision.objects.all().delete()
    Correction.objects.all().delete()
    FactCheck.objects.all().delete()
    Post.objects.all().delete()
    Thread.objects.all().delete()
    tallies.rebuild()


def test_export_comes_home_as_it_left(tmp_path, capsys):
    world.grow(3)
    first = Mention.objects.filter(post__body__contains="nausea").first()
    Mention.objects.filter(pk=first.pk).update(review="confirmed", assertion="absent")
    waiting = Thread.objects.first().posts.first()
    moderation.withdraw(waiting, now=world.NOW)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    call_command("export_posts", before)
    tallied, mentioned = tallies.stored(), Mention.objects.live().count()
    forget_all()
    call_command("import_posts", before)
    call_command("export_posts", after)
    assert sorted(after.read_text().splitlines()) == sorted(before.read_text().splitlines())
    assert len(after.read_text().splitlines()) == Thread.objects.published().count() > 3
    assert (tallies.stored(), Mention.objects.live().count()) == (tallied, mentioned)
    assert tallies.differences() == {}
    assert {*tmp_path.iterdir()} == {before, after}


@pytest.mark.usefixtures("_named")
def test_second_import_of_the_same_file_adds_nothing(tmp_path, capsys):
    file = tmp_path / "threads.jsonl"
    file.write_text(f"{line()}\n{line(key='k', posts=[public()])}\n\n")
    call_command("import_posts", file)
    version = site_version.current()
    call_command("import_posts", file)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "2 threads stored, 0 were here already, 0 lines refused.",
        "0 threads stored, 2 were here already, 0 lines refused.",
    ]
    assert (Thread.objects.count(), Post.objects.count()) == (2, 2)
    assert site_version.current() == version


@pytest.mark.usefixtures("_named")
def test_only_what_was_public_elsewhere_is_public_here(tmp_path):
    file = tmp_path / "threads.jsonl"
    file.write_text(line(posts=[public("Imuran, seen."), {"body": "Imuran, unseen."}]))
    call_command("import_posts", file)
    seen, unseen = Post.objects.order_by("position")
    assert (seen.status, seen.published_at.isoformat()) == ("published", "2026-10-01T08:00:00+00:00")
    assert (unseen.status, unseen.published_at) == ("waiting", None)
    assert {one.by for one in Decision.objects.all()} == {site_account()}


@pytest.mark.usefixtures("_named")
def test_post_that_two_people_must_read_waits_for_two_people_whatever_it_was_elsewhere(tmp_path, capsys, settings):
    file, settings.SECOND_READER = tmp_path / "threads.jsonl", "serious"
    world.side_effect("sepsis")
    SideEffect.objects.filter(slug="sepsis").update(urgency="urgent")
    bodies = ("I want to die. I took all my Imuran.", "Imuran gave me sepsis.", "Imuran helps.")
    file.write_text(line(posts=[public(body) for body in bodies]))
    call_command("import_posts", file)
    assert "2 posts were public before; here two people must agree to them first." in capsys.readouterr().out
    crisis, serious, seen = Post.objects.order_by("position")
    assert (crisis.status, serious.status, seen.status) == ("waiting", "waiting", "published")
    assert (crisis.lane, serious.lane) == (Post.Lane.CRISIS, Post.Lane.SERIOUS)
    assert crisis.first_reader is serious.first_reader is None
    with pytest.raises(moderation.NeedsAnother, match="nobody's"):
        moderation.publish(crisis, by=site_account(), now=world.NOW)
    assert moderation.publish(crisis, by=world.moderator("ada"), now=world.NOW) is False
    assert moderation.publish(crisis, by=world.moderator("grace"), now=world.NOW) is True


@pytest.mark.usefixtures("_named")
def test_bad_lines_are_refused_by_number_and_all_others_stored(tmp_path, capsys):
    use = {"drug": "azathioprine", "stage": "taking"}
    bad = {
        2: b"{not json",
        4: b'{"title": "\xff"}',
        5: line(posts=[public(), {"body": "x", "experiences": [{**use, "drug": "gloom"}]}]).encode(),
        6: line(posts=[public(), {"body": "x", "experiences": [{**use, "stop_reason": "cost"}]}]).encode(),
        7: line(posts=[{"body": "x", "published_at": "2999-01-01T00:00:00Z"}]).encode(),
        8: b"[" * 100_000,
        9: b'{"title": "t", "posts": [{"body": "\\ud800"}]}',
    }
    good = {1: line(posts=[public()]).encode(), 3: line(title="Two", posts=[public(experiences=[use])]).encode(), 10: line().encode()}  # fmt: skip
    file = tmp_path / "threads.jsonl"
    file.write_bytes(b"\n".join(text for _number, text in sorted({**bad, **good}.items())))
    call_command("import_posts", file)
    printed = capsys.readouterr()
    assert printed.out == "3 threads stored, 0 were here already, 7 lines refused.\n"
    assert "threads.jsonl.rejects" in printed.err
    rejects = [json.loads(one) for one in (tmp_path / "threads.jsonl.rejects").read_text().splitlines()]
    assert [one["line"] for one in rejects] == list(bad)
    assert [one["text"] for one in rejects] == [text.decode(errors="backslashreplace") for text in bad.values()]
    assert all(one["reason"] for one in rejects)
    assert "no drug is called 'gloom'" in rejects[2]["reason"]
    assert "only_a_stopped_use_has_a_reason" in rejects[3]["reason"]
    assert Thread.objects.count() == 3
    assert tallies.differences() == {}
