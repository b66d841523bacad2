"""A known drug is edited part by part, and a part too long for one form is a list."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from medications.admin import drug_parts
from medications.models import Claim, Interaction
from tests import world
from tests.meds_kb.browser_form import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    drug = world.drug("azathioprine", "Imuran")
    for n in range(3):
        world.fact("interaction", drug, n)
    world.fact("claim", drug, question=world.question())
    return drug


def page(drug, part):
    return f"{reverse('admin:medications_drug_change', args=[drug.pk])}?part={part}"


def test_page_names_every_part_with_its_count(drug, client):
    parts = {part.key: part.count for part in client.get(page(drug, "name")).context["parts"]}
    assert list(parts) == list(drug_parts.INLINES)
    assert {key: count for key, count in parts.items() if count} == {"name": 2, "interaction": 3, "claim": 1}


def test_unknown_part_is_the_first(drug, client):
    assert client.get(page(drug, "nonsense")).context["part"] == drug_parts.FIRST


def test_part_saves_its_rows_and_leaves_the_drug_alone(drug, client):
    where = page(drug, "interaction")
    posted = fields_of(client.get(where)) | {"facts-0-text": "It says more now.", "facts-2-DELETE": "on"}
    answer = client.post(where, posted | {"_continue": "1"})
    assert (answer.status_code, answer.url) == (302, where)
    assert [one.text for one in Interaction.objects.order_by("position")][:1] == ["It says more now."]
    assert Interaction.objects.count() == 2
    assert Claim.objects.count() == 1
    assert drug.history.count() == 1


def test_long_part_is_a_list_from_which_facts_of_that_drug_are_added(drug, client, monkeypatch):
    monkeypatch.setattr(drug_parts, "MOST_FACTS", 2)
    other = world.drug("prednisone")
    world.fact("interaction", other, 9)
    listed = client.get(page(drug, "interaction"), follow=True)
    assert listed.context["cl"].result_count == 3
    add = reverse("admin:medications_interaction_add")
    assert f"{add}?_changelist_filters=drug__id__exact%3D{drug.pk}" in listed.content.decode()
    form = client.get(add, {"_changelist_filters": f"drug__id__exact={drug.pk}"}).context["adminform"].form
    assert form["drug"].value() == str(drug.pk)
    assert client.get(page(drug, "claim")).status_code == 200
