"""Moderators see posts at the desk: what is counted is closed there, what waits is open, and claims are checked."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from experiences import moderation, tallies
from experiences.admin.long_lists import CappedPaginator
from experiences.models import Change, Decision, Experience, FactCheck, Post, Thread
from experiences.telling import read_thread
from medications.models import site_version
from meds_kb import roles
from tests import world
from tests.meds_kb.browser_form import fields_of

pytestmark = pytest.mark.django_db
BODY = "Imuran gave me nausea. It works in 4 weeks, they say. It works."
TAKING = {"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "nausea", "answer": "yes"}]}


@pytest.fixture
def moderator(client):
    user = get_user_model().objects.create_user("mona", is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name == roles.MODERATOR])
    client.force_login(user)
    return client


@pytest.fixture
def post():
    """A post that waits, in a thread with a public one."""
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")
    thread = world.publish("On Imuran", world.told(experiences=[TAKING]))
    told = read_thread({"title": "t", "posts": [{"body": BODY, "experiences": [TAKING]}]}).posts[0]
    return moderation.submit(told, thread=thread, now=world.NOW)


def page_of(row):
    return reverse(f"admin:experiences_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **changed):
    where = page_of(row)
    return client.post(where, fields_of(client.get(where)) | changed)


def errors_in(answer):
    said = list(answer.context["adminform"].form.non_field_errors())
    for inline in answer.context["inline_admin_formsets"]:
        said += [error for one in inline.formset.errors for errors in one.values() for error in errors]
    return said


def public_post():
    return Post.objects.published().get()


def test_experience_of_a_waiting_post_is_edited_and_counts_stay_right(moderator, post):
    assert save(moderator, post, **{"experiences-0-stage": "stopped"}).status_code == 302
    experience = post.experiences.get()
    assert experience.stage == "stopped"
    assert save(moderator, experience, **{"effects-0-severity": "mild"}).status_code == 302
    assert experience.effects.get().severity == "mild"
    moderation.publish(post, by=world.moderator(), now=world.NOW)
    assert not tallies.differences()


def test_what_a_public_post_tells_is_closed_and_the_page_says_why(moderator, post):
    public = public_post()
    page = moderator.get(page_of(public))
    assert "What this post tells is counted" in page.content.decode()
    before = list(Experience.objects.values())
    save(moderator, public, **{"experiences-0-stage": "stopped", "experiences-TOTAL_FORMS": 2, "experiences-1-drug": 1})
    assert list(Experience.objects.values()) == before
    answer = moderator.post(page_of(public.experiences.get()), {"stage": "stopped"})
    assert answer.status_code == 403
    assert not tallies.differences()


def test_kind_and_questions_of_a_public_post_are_curated(moderator, post):
    question = world.question()
    before = site_version.current()[0]
    answer = save(moderator, public_post(), kind="question", questions=[question.pk])
    assert answer.status_code == 302, errors_in(answer)
    assert public_post().kind == "question"
    assert public_post().questions.get() == question
    assert site_version.current()[0] > before


def test_status_and_text_are_never_written_by_a_form(moderator, post):
    save(moderator, post, status="published", body="Something else.", published_at="2026-01-01")
    post.refresh_from_db()
    assert (post.status, post.body, post.published_at) == ("waiting", BODY, None)
    assert Decision.objects.filter(post=post).count() == 1


def test_post_published_while_the_page_was_open_keeps_its_rows(moderator, post):
    seen = fields_of(moderator.get(page_of(post)))
    moderation.publish(post, by=world.moderator(), now=world.NOW)
    answer = moderator.post(page_of(post), seen | {"experiences-0-stage": "stopped"})
    assert "became published" in errors_in(answer)[0]
    assert post.experiences.get().stage == "taking"
    assert not tallies.differences()


def test_post_published_in_the_very_moment_of_saving_keeps_its_rows(moderator, post, monkeypatch):
    bump = site_version.bump

    def publish_first(**names):
        monkeypatch.setattr(site_version, "bump", bump)
        moderation.publish(Post.objects.get(pk=post.pk), by=world.moderator(), now=world.NOW)
        bump(**names)

    posted = fields_of(moderator.get(page_of(post))) | {"experiences-0-stage": "stopped"}
    monkeypatch.setattr(site_version, "bump", publish_first)
    answer = moderator.post(page_of(post), posted, follow=True)
    assert "Somebody else saved the same thing" in answer.content.decode()
    assert post.experiences.get().stage == "taking"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"experiences-0-dose_amount": 50}, "an amount above 0 and a unit"),
        ({"experiences-0-stop_reason": "cost"}, "Only somebody who stopped"),
        ({"experiences-0-benefit_week": 3}, "helped some or a lot"),
        ({"changes-TOTAL_FORMS": 1, "changes-0-kind": "replaced", "changes-0-to_drug": "D"}, "The drugs do not fit"),
        ({"changes-TOTAL_FORMS": 1, "changes-0-kind": "dose_changed"}, "whose dose changed"),
        ({"changes-TOTAL_FORMS": 1, "changes-0-kind": "added", "changes-0-to_drug": "D", "changes-0-reason": "cost",
          "changes-0-side_effect": "E"}, "only where a side effect is the reason"),
    ],
)  # fmt: skip
def test_what_the_tables_refuse_is_said_in_words(moderator, post, changed, words):
    known = {"D": world.drug().pk, "E": world.side_effect().pk}
    rest = {"changes-0-reason": "not_said", "changes-0-whose": "self"} if "changes-TOTAL_FORMS" in changed else {}
    answer = save(moderator, post, **rest | {name: known.get(value, value) for name, value in changed.items()})
    assert any(words in error for error in errors_in(answer)), errors_in(answer)
    assert not Change.objects.exists()


def test_use_told_twice_in_one_post_is_refused_in_words(moderator, post):
    again = {"drug": world.drug().pk, "whose": "self", "stage": "taking", "duration": "not_said", "benefit": "not_said",
             "problems": "not_said"}  # fmt: skip
    rows = {f"experiences-1-{name}": value for name, value in again.items()}
    answer = save(moderator, post, **rows, **{"experiences-TOTAL_FORMS": 2})
    assert answer.status_code == 200
    assert post.experiences.count() == 1


def check(quote, **more):
    row = {"quote": quote, "verdict": "mixed", "note": "Others say 12.", "checked_on": "2026-11-20", **more}
    return {"fact_checks-TOTAL_FORMS": 1, **{f"fact_checks-0-{name}": value for name, value in row.items()}}


def test_fact_check_finds_the_words_and_names_who_answers_for_it(moderator, post):
    source = world.source()
    assert save(moderator, post, **check("It works in 4 weeks", sources=[source.pk])).status_code == 302
    made = FactCheck.objects.get()
    assert post.body[made.start : made.end] == made.quote == "It works in 4 weeks"
    assert made.by.username == "mona"
    assert save(moderator, made, verdict="outdated").status_code == 302
    made.refresh_from_db()
    assert made.verdict == "outdated"


@pytest.mark.parametrize("quote", ["It works", "It works at once"])
def test_fact_check_of_words_that_do_not_stand_there_once_is_refused(moderator, post, quote):
    answer = save(moderator, post, **check(quote, sources=[world.source().pk]))
    assert "exactly once" in errors_in(answer)[0]


def test_fact_check_without_a_source_is_refused(moderator, post):
    assert "required" in errors_in(save(moderator, post, **check("It works in 4 weeks")))[0]


def test_queue_stands_oldest_first_and_all_posts_newest_first(moderator, post):
    told = read_thread({"title": "t", "posts": [{"body": "Later."}]}).posts[0]
    later = moderation.submit(told, thread=Thread.objects.get(), now=world.NOW)
    listed = reverse("admin:experiences_post_changelist")
    queue = moderator.get(listed, {"status__exact": "waiting"}).context["cl"].result_list
    assert [one.pk for one in queue] == [post.pk, later.pk]
    assert [one.pk for one in moderator.get(listed).context["cl"].result_list][:2] == [later.pk, post.pk]


def test_long_list_stops_counting_and_says_so(moderator, post, monkeypatch):
    monkeypatch.setattr("experiences.admin.long_lists.COUNTED", 1)
    page = moderator.get(reverse("admin:experiences_post_changelist"))
    assert "more than 1 posts" in page.content.decode()
    paginator = CappedPaginator(Post.objects.all(), 50)
    assert (paginator.count, paginator.is_capped) == (1, True)


def test_thread_keeps_its_slug_and_gets_its_title_and_topics(moderator, post):
    thread = Thread.objects.get()
    assert save(moderator, thread, title="About Imuran", slug="other", tags="kidneys, mornings").status_code == 302
    kept = Thread.objects.get()
    assert (kept.title, kept.slug) == ("About Imuran", thread.slug)
    assert sorted(kept.tags.names()) == ["kidneys", "mornings"]
