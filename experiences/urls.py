"""Doors to what people say."""

from django.urls import path

from experiences.views import threads

urlpatterns = [
    path("experiences/", threads.experiences, name="experiences"),
    path("experiences/<int:pk>/<str:slug>/", threads.thread, name="thread"),
]
