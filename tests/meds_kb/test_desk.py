"""The desk as a whole: what its pages say, and that each save is a new version of the site."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from experiences import moderation
from experiences.models import (
    Correction,
    Decision,
    Experience,
    FactCheck,
    Mention,
    Post,
    Tally,
    Thread,
    UnknownWord,
)
from medications.admin.curated import PublicAdmin, ReadOnly
from medications.admin.drug_parts import INLINES
from medications.models import Drug, Fact, Name, site_version
from tests import world
from tests.meds_kb.browser_form import fields_of
from tests.meds_kb.desk_pages import PAGES, address, first_of

pytestmark = pytest.mark.django_db


def by_name(model):
    return model._meta.label


@pytest.fixture
def desk():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="a long enough word"))
    return client


@pytest.mark.usefixtures("grown")
def test_add_page_opens_wherever_rows_are_added_at_the_desk(desk):
    for model in PAGES:
        answer = desk.get(address(model, "add"))
        wanted = 403 if model in NEVER_ADDED else 200
        assert answer.status_code == wanted, model


# What verbs, posts or other pages add.
NEVER_ADDED = {Fact, Thread, Post, Experience, FactCheck, Mention, Correction, Decision, Tally, UnknownWord}


@pytest.mark.parametrize("model", PAGES, ids=by_name)
def test_page_either_makes_a_new_version_or_changes_nothing(model):
    assert isinstance(PAGES[model], PublicAdmin | ReadOnly)


@pytest.mark.usefixtures("grown")
@pytest.mark.parametrize("model", PAGES, ids=by_name)
def test_save_makes_a_new_version_and_a_page_without_forms_saves_nothing(model, desk):
    where = address(model, "change", first_of(model).pk)
    page, before = desk.get(where), site_version.current()
    if isinstance(PAGES[model], ReadOnly):
        refused = desk.post(where, {"n": 7})
        assert refused.status_code in (302, 403)
        assert site_version.current() == before
        return
    answer = desk.post(where, fields_of(page))
    if model is Experience:  # the first one is public, so only the verbs change it
        assert answer.status_code == 403
        assert site_version.current() == before
        return
    assert answer.status_code == 302, errors_of(answer)
    assert site_version.current()[0] > before[0]


def errors_of(answer):
    return re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', answer.content.decode(), re.S)


@pytest.mark.usefixtures("grown")
@pytest.mark.parametrize("part", INLINES)
def test_every_part_of_a_drug_saves_as_it_stands(part, desk):
    where = f"{address(Drug, 'change', Drug.objects.get(slug='azathioprine').pk)}?part={part}"
    before = list(Fact.history.values_list("pk"))
    answer = desk.post(where, fields_of(desk.get(where)))
    assert answer.status_code == 302, errors_of(answer)
    assert list(Fact.history.values_list("pk")) == before, "a save of nothing left a trace"


DELETABLE = [
    model for model, page in PAGES.items() if not isinstance(page, ReadOnly) and model not in {Thread, Post, Experience}
]


@pytest.mark.usefixtures("grown")
@pytest.mark.parametrize("model", DELETABLE, ids=by_name)
def test_delete_makes_a_new_version_or_is_refused_with_its_reason(model, desk):
    row, before = first_of(model), site_version.current()
    page = desk.get(address(model, "delete", row.pk))
    answer = desk.post(address(model, "delete", row.pk), {"post": "yes"})
    if model._default_manager.filter(pk=row.pk).exists():
        assert page.context["protected"] or page.context["perms_lacking"]
        assert site_version.current() == before
    else:
        assert answer.status_code == 302
        assert site_version.current()[0] > before[0]


@pytest.mark.usefixtures("grown")
def test_bulk_delete_makes_a_new_version_of_the_names_too(desk):
    names, before = Name.objects.filter(kind="brand"), site_version.current()
    chosen = list(names.values_list("pk", flat=True))
    desk.post(address(Name, "changelist"), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not names.exists()
    assert site_version.current()[1] > before[1]


@pytest.mark.usefixtures("grown")
def test_drug_that_people_speak_of_is_not_deleted(desk):
    drug = Drug.objects.get(slug="azathioprine")
    page = desk.post(address(Drug, "delete", drug.pk), {"post": "yes"})
    assert page.status_code in (200, 403)
    assert Drug.objects.filter(pk=drug.pk).exists()


@pytest.mark.usefixtures("grown")
def test_old_version_cannot_be_posted_back(desk):
    drug = Drug.objects.get(slug="azathioprine")
    version = drug.history.first()
    Drug.objects.filter(pk=drug.pk).update(group="Changed since")
    answer = desk.post(address(Drug, "simple_history", drug.pk, version.pk), {})
    assert answer.status_code == 403
    drug.refresh_from_db()
    assert drug.group == "Changed since"


@pytest.mark.usefixtures("grown")
def test_index_lists_what_waits_and_each_link_leads_to_as_many_rows(desk):
    Fact.objects.filter(kind="boxed").update(is_verified=False)
    told = world.read_thread({"title": "t", "posts": [world.told()]})
    moderation.submit(told.posts[0], thread=Thread.objects.first(), now=world.NOW)
    work = {item["words"]: item for item in desk.get(reverse("admin:index")).context["work"]}
    assert {"warnings shown unchecked", "facts unchecked", "posts waiting to be read"} <= work.keys()
    for item in work.values():
        shown = desk.get(item["url"]).context["cl"].result_count
        assert str(shown) == item["count"], item


@pytest.mark.usefixtures("grown")
def test_topic_is_renamed_without_losing_its_threads(desk):
    tag = Tag.objects.get(name="long")
    answer = desk.post(address(Tag, "change", tag.pk), {"name": "The long one", "slug": tag.slug})
    assert answer.status_code == 302
    assert Thread.objects.filter(tags__name="The long one").count() == 1


def test_desk_login_says_that_readers_need_no_account(client):
    answer = client.get(reverse("admin:login"))
    assert "need no account" in answer.content.decode()


def test_desk_names_every_room_in_plain_words_and_posts_come_first(desk):
    rooms = desk.get(reverse("admin:index")).context["app_list"]
    assert [room["name"] for room in rooms][:3] == ["What people say", "What is known", "Topics"]
    assert [model["name"] for model in rooms[1]["models"]][:2] == ["Drugs", "Sources"]
