"""Doors to what is known."""

from django.urls import path

from medications.views import lists

urlpatterns = [
    path("medications/", lists.medications, name="medications"),
    path("side-effects/", lists.side_effects, name="side_effects"),
    path("tests/", lists.tests, name="tests"),
    path("glossary/", lists.glossary, name="glossary"),
    path("conditions/", lists.conditions, name="conditions"),
]
