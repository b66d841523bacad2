"""Whatever is asked of the desk, it answers in words, never with a fault."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse

from medications.models import Drug
from tests import world

pytestmark = pytest.mark.django_db
MODELS = list(admin.site._registry)
NONSENSE = ("x", "-1", "9" * 30, "9" * 5000, "1/change", "½", "_5F")
PAGES = ("change", "delete", "history", "history/1", "history/x")


@pytest.fixture
def desk(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_row_that_cannot_be_is_answered_below_500(model, desk):
    root = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for word in NONSENSE:
        for page in PAGES:
            assert desk.get(f"{root}{word}/{page}/").status_code < 500, f"{root}{word}/{page}/"
            assert desk.post(f"{root}{word}/{page}/").status_code < 500, f"{root}{word}/{page}/"


QUERIES = (
    "q=%00",
    "q=%F0%9F%92%8A%27%22",
    "q=" + "a" * 3000,
    "p=x",
    "p=-1",
    "p=" + "9" * 40,
    "o=99.x.-1",
    "all=",
    "e=1",
    "drug=x",
    "drug__id__exact=" + "9" * 40,
    "drug__id__exact=x",
    "work=nonsense",
    "status__exact=nonsense",
    "is_read__exact=x",
    "is_verified__exact=2",
    "password__startswith=a",
    "_facets=",
    "_popup=1",
    "_to_field=password",
    "id__in=" + "1," * 500,
    "drug__name__regex=(((",
    "checked_on__isempty=x",
)
PREFILLED = (
    "_changelist_filters=drug__id__exact%3Dx",
    "drug=x&sources=x",
    "_to_field=password",
    "_popup=1&drug=" + "9" * 40,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_and_add_page_take_any_query(model, desk):
    root = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for query in QUERIES:
        assert desk.get(f"{root}?{query}").status_code < 500, f"{root}?{query}"
    for query in PREFILLED:
        assert desk.get(f"{root}add/?{query}").status_code < 500, f"{root}add/?{query}"


@pytest.mark.parametrize("term", ["", "%00", "x" * 3000, "%F0%9F%92%8A", "((", "%25_"])
@pytest.mark.parametrize("field", ["sources", "drug", "nonsense", "text", "id"])
def test_autocomplete_takes_any_words(term, field, desk):
    world.drug()
    where = reverse("admin:autocomplete")
    for page in ("1", "x", "0", "9" * 40):
        ask = f"{where}?app_label=medications&model_name=fact&field_name={field}&term={term}&page={page}"
        assert desk.get(ask).status_code < 500, ask


@pytest.mark.parametrize("part", ["", "%00", "x" * 3000, "name&part=claim"])
def test_part_of_a_drug_takes_any_word(part, desk):
    where = reverse("admin:medications_drug_change", args=[world.drug().pk])
    assert desk.get(f"{where}?part={part}").status_code < 500


@pytest.mark.parametrize("chosen", ["x", "9" * 40, "-1", "7"])
def test_box_with_what_it_never_offered_is_refused_in_words(chosen, desk):
    where = reverse("admin:medications_interaction_add")
    answer = desk.post(where, {"drug": chosen, "other_drug": chosen, "sources": [chosen, chosen], "text": "x"})
    assert answer.status_code == 200
    assert {"drug", "other_drug", "sources"} <= answer.context["adminform"].form.errors.keys()


def test_form_without_its_fields_changes_nothing(desk):
    drug = world.drug()
    where = reverse("admin:medications_drug_change", args=[drug.pk])
    for data in (
        {},
        {"name": "\x00"},
        {"names-TOTAL_FORMS": "9" * 30},
        {"names-TOTAL_FORMS": "x"},
        {"name": "x" * 5000},
    ):
        assert desk.post(where, data).status_code < 500
    assert Drug.objects.get().name == drug.name
