"""A curator chooses two, sees what would move, confirms, and is told what moved."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from experiences.models import Merge
from medications.models import SideEffect, Test
from meds_kb import roles
from tests import world
from tests.experiences.desk.sitting import logged_in

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("admin:experiences_merge_add"), reverse("admin:experiences_merge_changelist")


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")
    world.side_effect("headache", "sore head")
    world.publish("A thread", world.told("Imuran gave me a sore head."))


@pytest.fixture
def curator(client):
    return logged_in(client, "cora", roles.CURATOR)


def sent(gone="headache", kept="nausea", **more):
    pks = {name: SideEffect.objects.get(slug=slug).pk for name, slug in (("gone", gone), ("kept", kept))}
    return {**pks, "why": "They are the same.", **more}


def test_two_are_chosen_looked_at_and_merged(curator):
    assert "Nothing changes before" in curator.get(ADD).content.decode()
    page = curator.post(ADD, sent(preview="1")).content.decode()
    assert "Merge “headache” into “nausea”?" in page
    assert "2 names move" in page
    assert "1 posts speak of it, 1 of them public" in page
    assert not Merge.objects.exists()
    answer = curator.post(ADD, sent(confirmed="1"), follow=True)
    said = answer.content.decode()
    assert "“headache” is part of “nausea” now. Moved: names: 2, mentions: 1, posts: 1, public posts: 1." in said
    assert "They are the same." in said
    assert LogEntry.objects.get().user.username == "cora"
    assert "headache" not in curator.get(reverse("admin:medications_sideeffect_changelist")).content.decode()


def test_other_choices_can_be_made_after_the_look(curator):
    page = curator.post(ADD, sent(change="1")).content.decode()
    assert "Choose two that stand for the same thing." in page
    assert f'<option value="{SideEffect.objects.get(slug="headache").pk}" selected' in page


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"kept": "headache"}, "These are the same."),
        ({"why": ""}, "This field is required."),
        ({"why": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_merged_is_said_and_nothing_moves(curator, values, why):
    slugs = {name: values.pop(name) for name in ("gone", "kept") if name in values}
    assert why in curator.post(ADD, sent(**slugs, confirmed="1") | values).content.decode()
    assert not Merge.objects.exists()


def test_one_that_is_gone_meanwhile_is_refused(curator):
    curator.post(ADD, sent(confirmed="1"))
    assert "Select a valid choice" in curator.post(ADD, sent(confirmed="1")).content.decode()
    assert Merge.objects.count() == 1


def test_tests_are_merged_on_the_same_page(curator):
    pks = [world.topic(Test, name).pk for name in ("blood count", "full count")]
    curator.post(f"{ADD}?kind=test", {"gone": pks[1], "kept": pks[0], "why": "Same.", "confirmed": "1"})
    assert Merge.objects.get().kind == "test"


@pytest.mark.parametrize("role", [roles.MODERATOR, roles.AUDITOR])
def test_who_is_no_curator_reads_the_record_and_merges_nothing(client, role):
    desk = logged_in(client, "mona", role)
    assert desk.get(ADD).status_code == desk.post(ADD, sent(confirmed="1")).status_code == 403
    assert desk.get(LIST).status_code == 200
    assert not Merge.objects.exists()
