"""Knows what readers reported about public posts: which, why, and how it stood when they saw it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(handled_at__isnull=True)


class ReportCategory(models.TextChoices):
    DANGER = "danger", "someone may be in danger"
    IDENTIFIES = "identifies", "it shows who someone is"
    ABOUT_ME = "about_me", "it is about me, and I did not agree"
    CHILD = "child", "it is about a child"
    ADVICE = "advice", "it tells others what to take or stop"
    UNTRUE = "untrue", "it is wrong in a way that can harm"
    SELLS = "sells", "it sells or advertises something"
    UNKIND = "unkind", "it is unkind to someone"
    OTHER = "other", "something else"


class Report(models.Model):
    """One reader's report. Nothing is kept of who sent it; its words and its snapshot are kept for 90 days."""

    Category = ReportCategory
    public = set()
    private = {"id", "post", "category", "words", "snapshot", "at", "handled_by", "handled_at"}

    post = models.ForeignKey("Post", on_delete=models.PROTECT, related_name="reports")
    category = models.CharField(max_length=10, choices=Category)
    words = models.TextField(blank=True)
    snapshot = models.TextField(blank=True, help_text="The post as it stood when it was reported.")
    at = models.DateTimeField()
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_reports"
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            # The queue and the numbers of the desk name a report by its category.
            models.CheckConstraint(condition=Q(category__in=ReportCategory.values), name="report_has_a_known_category"),
        ]
        indexes = [
            # The queue of reported posts: open reports, oldest first.
            models.Index(fields=["at", "post"], condition=Q(handled_at__isnull=True), name="report_open"),
        ]

    def __str__(self):
        return f"{self.get_category_display()}, {self.at:%Y-%m-%d}"
