"""Every door of the site."""

from django.contrib import admin
from django.urls import path

from meds_kb.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
    path("admin/", admin.site.urls),
]

handler400 = "meds_kb.views.errors.bad_request"
handler403 = "meds_kb.views.errors.forbidden"
