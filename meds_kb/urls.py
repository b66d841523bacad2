"""Every door of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from meds_kb.views import (
    appointment,
    compare,
    crawlers,
    drug,
    drug_effect,
    feeds,
    gallery,
    health,
    home,
    questions,
    search,
    side_effect,
    switches,
    texts,
    topics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("medications.urls")),
    path("", include("experiences.urls")),
    path("medications/<str:name>/", drug.drug, name="drug"),
    path("medications/<str:name>/feed/", feeds.drug_feed, name="drug_feed"),
    path("medications/<str:name>/appointment/", appointment.appointment, name="appointment"),
    path("medications/<str:name>/plan.ics", appointment.plan_calendar, name="plan_calendar"),
    path("medications/<str:name>/side-effects/<str:effect_name>/", drug_effect.drug_effect, name="drug_effect"),
    path("side-effects/<str:name>/", side_effect.side_effect, name="side_effect"),
    path("tests/<str:name>/", topics.test, name="test"),
    path("conditions/<str:name>/", topics.condition, name="condition"),
    path("compare/", compare.compare, name="compare"),
    path("switches/", switches.switches, name="switches"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<str:slug>/", questions.question, name="question"),
    path("search/", search.search, name="search"),
    path("search/names.json", search.search_names, name="search_names"),
    path("help-now/", texts.help_now, name="help_now"),
    path("about/", texts.about, name="about"),
    path("how-we-count/", texts.how_we_count, name="how_we_count"),
    path("moderation/", texts.moderation, name="moderation"),
    path("privacy/", texts.privacy, name="privacy"),
    path("api/v1/", include("meds_kb.api.urls")),
    path("feed/", feeds.feed, name="feed"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("opensearch.xml", crawlers.opensearch, name="opensearch"),
    path("favicon.ico", texts.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    urlpatterns += [path("gallery/", gallery.gallery, name="gallery")]

handler400 = "meds_kb.views.errors.bad_request"
handler403 = "meds_kb.views.errors.forbidden"
handler404 = "meds_kb.views.errors.not_found"
