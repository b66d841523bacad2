"""The lists name everything that is known, in groups, and repeat nothing that nobody has checked."""

import pytest

from medications import lists
from medications.models import Condition, Drug, Fact, Name, SideEffect, Test
from tests import world

pytestmark = pytest.mark.django_db


def test_medicine_shows_its_brands_and_its_first_checked_purpose():
    imuran = world.drug("azathioprine", "Imuran", "Azasan")
    Name.objects.create(surface="Imurekka", kind=Name.Kind.BRAND, drug=imuran, is_verified=False)
    Name.objects.create(surface="aza", kind=Name.Kind.ALSO, drug=imuran)
    Fact.objects.create(drug=imuran, kind="purpose", text="Nobody read this.", is_verified=False)
    Fact.objects.create(drug=imuran, kind="purpose", text="It keeps lupus quiet. It spares steroids.")
    [(group, [medicine])] = lists.medicines().items()
    assert group == imuran.group
    assert medicine == lists.Medicine(
        name="Azathioprine",
        url="/medications/azathioprine/",
        brands=("Imuran", "Azasan"),
        purpose="It keeps lupus quiet. It spares steroids.",
        is_full=True,
        is_related=False,
    )
    assert medicine.purpose_in_short == "It keeps lupus quiet."


def test_related_medicines_stand_last_in_their_group():
    world.drug("methylprednisolone", page=Drug.Page.RELATED)
    world.drug("prednisone")
    [medicines] = lists.medicines().values()
    assert [medicine.name for medicine in medicines] == ["Prednisone", "Methylprednisolone"]


@pytest.mark.parametrize(
    ("purpose", "short"), [("", ""), ("One sentence.", "One sentence."), ("First. Second. Third.", "First.")]
)
def test_purpose_in_short_is_the_first_sentence(purpose, short):
    medicine = lists.Medicine(name="", url="", brands=(), purpose=purpose, is_full=True, is_related=False)
    assert medicine.purpose_in_short == short


def test_side_effects_stand_by_part_of_the_body_and_merged_ones_do_not():
    nausea = world.side_effect("nausea")
    SideEffect.objects.create(
        slug="alopecia", term="alopecia", plain_name="hair loss", description=".", body_system="Skin, hair and nails"
    )
    SideEffect.objects.create(
        slug="anaphylaxis", term="anaphylaxis", plain_name="bad allergy", description=".", body_system="Skin, hair and nails", urgency="urgent",
    )  # fmt: skip
    merged = world.side_effect("queasiness")
    SideEffect.objects.filter(pk=merged.pk).update(merged_into=nausea)
    skin, stomach = lists.side_effects()
    assert (skin.heading, skin.anchor) == ("Skin, hair and nails", "skin-hair-and-nails")
    assert [(entry.name, entry.term, entry.is_urgent) for entry in skin.entries] == [
        ("Bad allergy", "anaphylaxis", True),
        ("Hair loss", "alopecia", False),
    ]
    assert [(entry.name, entry.term, entry.url) for entry in stomach.entries] == [
        ("Nausea", "", "/side-effects/nausea/")
    ]


def test_names_are_in_order_whatever_their_capitals():
    for name in ("UCTD", "Sjögren", "skin lupus", "autoimmune hepatitis"):
        world.topic(Condition, name)
    names = [entry.name for entry in lists.conditions()]
    assert names == ["Autoimmune hepatitis", "Sjögren", "Skin lupus", "UCTD"]


@pytest.mark.parametrize(("model", "list_of"), [(Test, lists.tests), (Condition, lists.conditions)])
def test_topic_says_what_it_is_only_when_somebody_checked_it(model, list_of):
    world.topic(model, "checked thing")
    model.objects.create(slug="b", name="B in full", plain_name="b", description="Recalled.", is_verified=False)
    unchecked, checked = list_of()
    assert (unchecked.name, unchecked.term, unchecked.text) == ("B", "B in full", "")
    assert (checked.name, checked.term, checked.text) == ("Checked thing", "", "One plain sentence.")
