"""Doors to what people say."""

from django.urls import path

from experiences.views import mine, report, threads, writing

urlpatterns = [
    path("experiences/", threads.experiences, name="experiences"),
    path("experiences/share/", writing.share, name="share"),
    path("experiences/ask/", writing.ask, name="ask"),
    path("experiences/<int:pk>/reply/", writing.reply, name="reply"),
    path("experiences/mine/", mine.mine, name="mine"),
    path("posts/<int:pk>/report/", report.report, name="report"),
    path("experiences/<int:pk>/<str:slug>/", threads.thread, name="thread"),
]
