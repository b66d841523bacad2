"""Roles: every table is decided for every role, and a role may do exactly that."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from medications.models import Drug, Source
from meds_kb import roles
from tests import world

pytestmark = pytest.mark.django_db
MODELS = apps.get_models()


def person(*names):
    user = get_user_model().objects.create_user("-".join(names), is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name in names])
    return user


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_table_is_decided(model):
    assert roles.decided_as(model) in roles.RIGHTS, "say in meds_kb/roles.py what each role may do with it"


def test_no_right_speaks_of_a_table_that_is_gone():
    assert roles.RIGHTS.keys() <= {model._meta.label for model in MODELS}


@pytest.mark.parametrize("role", roles.ROLES)
def test_role_holds_exactly_its_permissions(role):
    user = person(role)
    held = {
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in MODELS
        for action in getattr(roles.rights_of(model), role)
    }
    assert user.get_all_permissions() == held


def test_auditor_only_looks_and_sees_decisions_and_history():
    held = person(roles.AUDITOR).get_all_permissions()
    assert all(".view_" in permission for permission in held)
    assert {"experiences.view_decision", "medications.view_historicaldrug"} <= held


def test_no_role_deletes_a_post_or_writes_a_decision():
    for role in roles.ROLES:
        held = person(role).get_all_permissions()
        assert not held & {"experiences.delete_post", "experiences.add_post", "experiences.add_decision"}


def test_making_roles_again_takes_away_what_was_added_by_hand():
    roles.make_roles()
    group = Group.objects.get(name=roles.AUDITOR)
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    call_command("make_roles", verbosity=0)
    assert not group.permissions.filter(codename="delete_user").exists()
    assert Group.objects.count() == 3


@pytest.mark.parametrize("role", [roles.MODERATOR, roles.AUDITOR])
def test_who_may_only_look_cannot_change_what_is_known(role, client):
    drug = world.drug()
    client.force_login(person(role))
    where = reverse("admin:medications_drug_change", args=[drug.pk])
    assert client.get(where).status_code == 200
    assert client.post(where, {"name": "another"}).status_code == 403
    assert client.get(reverse("admin:medications_drug_add")).status_code == 403
    assert Drug.objects.get(pk=drug.pk).name == drug.name


def test_who_may_only_look_cannot_post_an_old_version_back(client):
    drug = world.drug()
    drug.group = "Changed since"
    drug.save()
    client.force_login(person(roles.AUDITOR))
    old = drug.history.last()
    answer = client.post(reverse("admin:medications_drug_simple_history", args=[drug.pk, old.pk]), {})
    assert answer.status_code == 403
    assert Drug.objects.get(pk=drug.pk).group == "Changed since"


def test_curator_sees_no_post_and_moderator_finds_sources_for_a_fact_check(client):
    world.drug()
    world.publish("On Imuran", world.told())
    client.force_login(person(roles.CURATOR))
    assert client.get(reverse("admin:experiences_post_changelist")).status_code == 403
    client.force_login(person(roles.MODERATOR))
    found = client.get(
        reverse("admin:autocomplete"),
        {"term": world.source().title, "app_label": "experiences", "model_name": "factcheck", "field_name": "sources"},
    )
    assert [one["id"] for one in found.json()["results"]] == [str(Source.objects.get().pk)]
