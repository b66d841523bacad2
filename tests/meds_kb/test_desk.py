"""The desk as a whole: each page opens, costs the same with many rows, and saves a new version of the site."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
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
from medications import lexicon
from medications.admin import drug_parts
from medications.admin.curated import PublicAdmin, ReadOnly
from medications.admin.drug_parts import INLINES
from medications.models import Drug, Fact, Name, site_version
from tests import world
from tests.meds_kb.browser_form import fields_of

STAFF = {get_user_model(), Group}  # accounts: no reader sees them
PAGES = {model: page for model, page in admin.site._registry.items() if model not in STAFF}
MOST = 25  # queries of any page: the forms of a drug's part are the dearest

pytestmark = pytest.mark.django_db


def by_name(model):
    return model._meta.label


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def desk():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="a long enough word"))
    return client


@pytest.fixture
def small_world():
    world.grow(2)
    yield
    lexicon.forget()


def first_of(model):
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"the small world has no {model.__name__}"
    return row


def pages_of(model):
    """Return every address at the desk that shows rows of a model, by what the page is."""
    row = first_of(model)
    found = {"list": address(model, "changelist"), "row": address(model, "change", row.pk)}
    found |= {f"list by {name}": f"{found['list']}?{name}={value}" for name, value in ASKED.get(model, {}).items()}
    if model is Drug:
        main = address(Drug, "change", Drug.objects.get(slug="azathioprine").pk)
        found |= {f"part {part}": f"{main}?part={part}" for part in INLINES}
    if hasattr(model, "history"):
        found["history"] = address(model, "history", row.pk)
    return found


ASKED = {
    Fact: {"work": "due", "drug__id__exact": 1, "q": "sentence"},
    Post: {"status__exact": "waiting", "q": "imuran"},
}


def costs(rows, client):
    """Return {(model, page): queries} in a world with so many rows of everything."""
    found = {}
    with transaction.atomic():
        world.grow(rows)
        for model in PAGES:
            for page, where in pages_of(model).items():
                client.get(where, follow=True)  # what a process reads once, such as content types, is read
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(where, follow=True)
                assert answer.status_code == 200, where
                found[model.__name__, page] = [query["sql"] for query in captured]
        transaction.set_rollback(True)
    lexicon.forget()
    return found


def test_every_page_opens_and_costs_the_same_with_thirty_rows_as_with_one(desk, monkeypatch):
    monkeypatch.setattr(drug_parts, "MOST_FACTS", 1_000)  # or the longest would be lists
    few, many = costs(1, desk), costs(30, desk)
    faults = [
        f"{' '.join(page)}: {len(few[page])} queries for one row, {len(queries)} for thirty\n{listed(queries)}"
        for page, queries in many.items()
        if len(queries) != len(few[page]) or len(queries) > MOST
    ]
    assert not faults, "\n".join(faults)


def listed(queries):
    return "\n".join(f"  {number}. {sql[:200]}" for number, sql in enumerate(queries, 1))


@pytest.mark.usefixtures("small_world")
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


@pytest.mark.usefixtures("small_world")
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


@pytest.mark.usefixtures("small_world")
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


@pytest.mark.usefixtures("small_world")
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


@pytest.mark.usefixtures("small_world")
def test_bulk_delete_makes_a_new_version_of_the_names_too(desk):
    names, before = Name.objects.filter(kind="brand"), site_version.current()
    chosen = list(names.values_list("pk", flat=True))
    desk.post(address(Name, "changelist"), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not names.exists()
    assert site_version.current()[1] > before[1]


@pytest.mark.usefixtures("small_world")
def test_drug_that_people_speak_of_is_not_deleted(desk):
    drug = Drug.objects.get(slug="azathioprine")
    page = desk.post(address(Drug, "delete", drug.pk), {"post": "yes"})
    assert page.status_code in (200, 403)
    assert Drug.objects.filter(pk=drug.pk).exists()


@pytest.mark.usefixtures("small_world")
def test_old_version_cannot_be_posted_back(desk):
    drug = Drug.objects.get(slug="azathioprine")
    version = drug.history.first()
    Drug.objects.filter(pk=drug.pk).update(group="Changed since")
    answer = desk.post(address(Drug, "simple_history", drug.pk, version.pk), {})
    assert answer.status_code == 403
    drug.refresh_from_db()
    assert drug.group == "Changed since"


@pytest.mark.usefixtures("small_world")
def test_index_lists_what_waits_and_each_link_leads_to_as_many_rows(desk):
    Fact.objects.filter(kind="boxed").update(is_verified=False)
    told = world.read_thread({"title": "t", "posts": [world.told()]})
    moderation.submit(told.posts[0], thread=Thread.objects.first(), now=world.NOW)
    work = {item["words"]: item for item in desk.get(reverse("admin:index")).context["work"]}
    assert {"warnings shown unchecked", "facts unchecked", "posts waiting to be read"} <= work.keys()
    for item in work.values():
        shown = desk.get(item["url"]).context["cl"].result_count
        assert str(shown) == item["count"], item


@pytest.mark.usefixtures("small_world")
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
