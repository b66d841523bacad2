"""Every column is declared public or private, and the tables are what the models say."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = [
    model
    for room in ("medications", "experiences", "meds_kb")
    for model in apps.get_app_config(room).get_models()
    if not model._meta.proxy and not hasattr(model, "history_object")
]


def columns(model):
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_column_is_declared_public_or_private(model):
    assert not model.public & model.private, "declared both"
    assert model.public | model.private == columns(model), "declared by neither, or no column"


def test_our_models_are_found():
    assert len(OURS) > 15


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue(), pytrace=False)
