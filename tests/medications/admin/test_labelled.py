"""What sources say of one effect of one drug, as curators edit it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from medications.models import LabelledEffect, Source
from tests import world
from tests.meds_kb.browser_form import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(client):
    """Change the one row of azathioprine and nausea; return what is wrong with it, or nothing."""
    client.force_login(get_user_model().objects.create_superuser("root"))
    row = world.labelled(world.drug(), world.side_effect())
    where = reverse("admin:medications_drugeffect_change", args=[row.drug_effect_id])

    def run(**values):
        posted = fields_of(client.get(where)) | {f"labelled-0-{name}": value for name, value in values.items()}
        answer = client.post(where, posted)
        if answer.status_code == 302:
            return []
        errors = answer.context["inline_admin_formsets"][0].formset.errors[0]
        return [str(error) for some in errors.values() for error in some]

    return run


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"low": 5, "high": 4}, "the smaller one first"),
        ({"low": 5, "high": 104}, "of 100"),
        ({"low": "", "high": 4}, "Say from which figure"),
        ({"affected": 5, "total": ""}, "how many people were looked at"),
        ({"affected": 5, "total": 4}, "how many people were looked at"),
        ({"low": "", "high": "", "qualifier": "about"}, "needs a figure"),
        ({"low": "", "high": "", "arm": "not taking"}, "only with a figure"),
        ({"source": ""}, "required"),
    ],
)
def test_what_the_table_refuses_is_said_in_words(save, values, words):
    (error,) = save(**values)
    assert words in error


def test_single_figure_is_kept_as_a_range_from_itself_to_itself(save):
    assert not save(low="2.5", high="")
    row = LabelledEffect.objects.get()
    assert (str(row.low), str(row.high)) == ("2.5000", "2.5000")
    assert row.history.count() == 2


def test_figure_of_a_page_of_lesser_weight_is_not_checked(save):
    Source.objects.update(kind="web")
    assert "lesser weight" in save()[0]
