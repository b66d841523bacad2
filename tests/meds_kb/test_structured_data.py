"""What machines are told of a page is sound, modest, and cannot break out of its script element."""

import json
from datetime import date

import pytest

from meds_kb.known.basics import Brand, Names
from meds_kb.structured_data import of_drug_page
from tests import world

pytestmark = pytest.mark.django_db
NAMES = Names(brands=[Brand("Imuran", "US")], also=[], unsure=[])


def test_page_is_about_a_drug_with_its_brands_and_checked_codes_and_no_rating():
    drug = world.drug("azathioprine")
    drug.atc, drug.atc_is_verified, drug.rxnorm = "L04AX01", True, "1256"
    data = json.loads(of_drug_page(drug, NAMES, date(2026, 11, 23)))
    assert data["@type"] == "MedicalWebPage"
    assert data["about"]["alternateName"] == ["Imuran"]
    assert data["about"]["code"] == [{"@type": "MedicalCode", "codingSystem": "ATC", "codeValue": "L04AX01"}]
    assert data["dateModified"] == "2026-11-23"
    assert not {"lastReviewed", "reviewedBy", "aggregateRating", "review"} & (data.keys() | data["about"].keys())


def test_review_is_told_only_once_there_is_one():
    drug = world.drug("azathioprine")
    drug.reviewed_by, drug.reviewed_on = "Dr A. Example", date(2026, 5, 1)
    data = json.loads(of_drug_page(drug, NAMES, None))
    assert (data["lastReviewed"], data["reviewedBy"]["name"]) == ("2026-05-01", "Dr A. Example")
    assert "dateModified" not in data


def test_code_that_is_checked_but_empty_is_no_code():
    drug = world.drug("azathioprine")
    drug.atc_is_verified = True
    assert "code" not in json.loads(of_drug_page(drug, NAMES, None))["about"]


def test_effect_page_is_about_a_sign_with_the_names_that_mean_nothing_else(client):
    effect = world.side_effect("nausea", "feeling sick")
    effect.names.create(surface="sick", kind="also", is_ambiguous=True)
    html = client.get("/side-effects/nausea/").content.decode()
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    about = {"@type": "MedicalSignOrSymptom", "name": "nausea", "alternateName": ["feeling sick"]}
    assert (data["@type"], data["about"]) == ("MedicalWebPage", about)
    assert not {"lastReviewed", "reviewedBy", "aggregateRating"} & data.keys()


def test_no_name_can_end_the_script_element(client):
    drug = world.drug("azathioprine")
    drug.drug_class = "</script><b>&"
    drug.save()
    html = client.get("/medications/azathioprine/").content.decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["about"]["drugClass"] == "</script><b>&"
