"""Words that never link: decided once per thing, refused for a drug's own names, taken back by deleting."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from medications import lexicon
from medications.models import Name, NeverLink, site_version
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def imuran():
    return world.drug("azathioprine", "Imuran", "Azasan Plus")


def decided(surface, **target):
    row = NeverLink(surface=surface, **target)
    row.full_clean()
    row.save()
    site_version.bump(names=True)
    return row


def found(text):
    return [one.slug for one in lexicon.current().find(text)]


def test_words_stop_linking_and_link_again_once_the_row_is_deleted(imuran):
    assert found("immuran") == ["azathioprine"]
    row = decided("Immuran", drug=imuran)
    assert found("immuran, Imuran") == ["azathioprine"]
    row.delete()
    site_version.bump(names=True)
    assert found("immuran") == ["azathioprine"]
    assert [one.history_type for one in NeverLink.history.order_by("history_id")] == ["+", "-"]


@pytest.mark.parametrize("own", ["Imuran", "IMURAN", "azathioprine", "Aza-thioprine", "azasanplus"])
def test_own_name_of_a_drug_is_refused_in_words(imuran, own):
    with pytest.raises(ValidationError, match="own name, so it always links"):
        decided(own, drug=imuran)


def test_own_name_of_a_drug_may_be_refused_for_another_thing(imuran):
    decided("Imuran", side_effect=world.side_effect())
    assert found("Imuran") == ["azathioprine"]


def test_form_that_became_a_brand_links_in_spite_of_an_older_decision(imuran):
    decided("imurel", drug=imuran)
    Name.objects.create(surface="Imurel", kind=Name.Kind.BRAND, drug=imuran)
    site_version.bump(names=True)
    assert found("imurel") == ["azathioprine"]


@pytest.mark.parametrize(
    ("surface", "targets", "words"),
    [
        ("immuran", (), "exactly one thing"),
        ("immuran", ("drug", "side_effect"), "exactly one thing"),
        ("…", ("drug",), "letter or digit"),
        ("IMMURAN", ("drug",), "decided already"),
    ],
)
def test_what_the_table_refuses_is_said_in_words(imuran, surface, targets, words):
    decided("immuran", drug=imuran)
    things = {"drug": imuran, "side_effect": world.side_effect()}
    with pytest.raises(ValidationError, match=words):
        decided(surface, **{name: things[name] for name in targets})


def test_database_holds_the_rules_itself(imuran):
    decided("immuran", drug=imuran)
    with pytest.raises(IntegrityError):
        NeverLink.objects.create(surface="Immuran", drug=imuran)
