"""Doors for programs."""

from django.urls import path

from meds_kb.api import views

urlpatterns = [
    path("openapi.json", views.api_description, name="api_description"),
    path("drugs/", views.api_drugs, name="api_drugs"),
    path("drugs/<str:name>/", views.api_drug, name="api_drug"),
    path("drugs/<str:name>/figures/", views.api_figures, name="api_figures"),
    path("figures.csv", views.api_figures_csv, name="api_figures_csv"),
    path("side-effects/", views.api_side_effects, name="api_side_effects"),
    path("threads/", views.api_threads, name="api_threads"),
    path("posts/", views.api_posts, name="api_posts"),
    path("search/", views.api_search, name="api_search"),
]
