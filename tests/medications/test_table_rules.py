"""What the tables themselves refuse: a CHECK lets NULL pass, so half of a range must be refused by name."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from experiences.models import Change, Post, Thread
from medications.models import Drug, DrugEffect, Fact, LabelledEffect, SideEffect, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    return Drug.objects.create(slug="testazine", name="testazine", group="Tablets", drug_class="test drug")


@pytest.mark.parametrize("half", [{"low": 1}, {"high": 2}])
def test_fact_with_half_a_range_is_refused(drug, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(drug=drug, kind="purpose", text="It calms.", unit="weeks", **half)


@pytest.mark.parametrize("half", [{"low": 1}, {"high": 2}])
def test_frequency_with_half_a_range_is_refused(drug, half):
    effect = SideEffect.objects.create(
        slug="nausea", term="nausea", plain_name="feeling sick", description="x", body_system="y", organ_class="z"
    )
    pair = DrugEffect.objects.create(drug=drug, side_effect=effect)
    source = Source.objects.create(slug="leaflet", title="A leaflet")
    with pytest.raises(IntegrityError), transaction.atomic():
        LabelledEffect.objects.create(drug_effect=pair, source=source, **half)


def test_dose_change_of_no_drug_is_refused():
    thread = Thread.objects.create(title="A thread", slug="a-thread", opened_at=timezone.now())
    post = Post.objects.create(thread=thread, position=1, body="x", written_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(post=post, kind="dose_changed")
