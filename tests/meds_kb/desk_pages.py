"""Knows which pages the desk has, and where they are."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

STAFF = {get_user_model(), Group}  # accounts: no reader sees them
PAGES = {model: page for model, page in admin.site._registry.items() if model not in STAFF}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def first_of(model):
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"the small world has no {model.__name__}"
    return row
