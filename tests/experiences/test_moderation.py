import copy
import datetime

import pytest
from django.db import IntegrityError, transaction

from experiences import moderation
from experiences.models import Decision, Post, Report, Tally, Thread
from experiences.telling import read_thread
from experiences.told import ToldFollowUp
from medications.models import site_version
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW
LATER = NOW + datetime.timedelta(days=1)
TAKING = {"drug": "azathioprine", "stage": "taking"}


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")


def told(body="Imuran gave me nausea.", **more):
    return read_thread({"title": "t", "posts": [{"body": body, **more}]}).posts[0]


def waiting(**more):
    """Return a post that waits in a thread of its own."""
    thread = moderation.open_thread(read_thread({"title": "On Imuran", "posts": [{"body": "x"}]}), now=NOW)
    return moderation.submit(told(experiences=[TAKING], **more), thread=thread, now=NOW)


VERBS = {
    "publish": lambda post: moderation.publish(post, by=world.moderator(), now=LATER),
    "return": lambda post: moderation.return_to_author(post, by=world.moderator(), now=LATER, reason="Names a doctor."),
    "reject": lambda post: moderation.reject(post, by=world.moderator(), now=LATER, reason="Sells something."),
    "take_down": lambda post: moderation.take_down(post, by=world.moderator(), now=LATER, reason="Was reported."),
    "withdraw": lambda post: moderation.withdraw(post, now=LATER),
    "edit": lambda post: moderation.edit(post, told("Imuran, no more."), now=LATER),
    "claim": lambda post: moderation.claim(post, by=world.moderator(), now=LATER),
    "ask_second": lambda post: moderation.ask_second(post, by=world.moderator(), now=LATER, reason="A hard one."),
    "escalate": lambda post: moderation.escalate(post, by=world.moderator(), now=LATER, reason="In danger."),
    "redact": lambda post: moderation.redact(post, body="Imuran [and more]", by=world.moderator(), now=LATER, reason="A name."),
    "report": lambda post: moderation.report(post, category="untrue", words="Not so.", now=LATER),
    "keep": lambda post: moderation.keep(post, by=world.moderator(), now=LATER, reason="It is so."),
    "follow_up": lambda post: moderation.follow_up(post.experiences.get(), FOLLOW_UP, now=LATER),
    "erase": lambda post: moderation.erase(post, now=LATER),
}  # fmt: skip
FOLLOW_UP = ToldFollowUp(LATER.date(), "taking", "some")
FROM_THE_AUTHOR = {"withdraw": "withdrawn", "edit": "waiting", "erase": "erased"}
LEADS = {
    "waiting": {
        **FROM_THE_AUTHOR, "publish": "published", "return": "returned", "reject": "rejected",
        **dict.fromkeys(("claim", "ask_second", "escalate", "redact", "follow_up"), "waiting"),
    },
    "published": {
        **FROM_THE_AUTHOR, "take_down": "taken_down",
        **dict.fromkeys(("claim", "redact", "report", "keep", "follow_up"), "published"),
    },
    "returned": FROM_THE_AUTHOR,
    "rejected": {"erase": "erased"},
    "withdrawn": {"erase": "erased"},
    "taken_down": {"erase": "erased"},
    "erased": {},
}  # fmt: skip
PATHS = {"waiting": [], "published": ["publish"], "returned": ["return"], "rejected": ["reject"], "withdrawn": ["withdraw"], "taken_down": ["publish", "take_down"], "erased": ["erase"]}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", PATHS)
def test_verb_leads_where_it_may_and_raises_elsewhere(status, verb):
    post = waiting()
    for step in PATHS[status]:
        VERBS[step](post)
    decisions = post.decisions.count()
    if verb in LEADS[status]:
        VERBS[verb](post)
        assert str(post.decisions.latest("id").verb) == verb
    elif verb == "follow_up" and status == "erased":
        assert not post.experiences.exists()
    else:
        with pytest.raises(moderation.WrongState, match="cannot be"):
            VERBS[verb](post)
    stored = Post.objects.get(pk=post.pk)
    assert stored.status == LEADS[status].get(verb, status) == post.status
    assert post.decisions.count() == decisions + (verb in LEADS[status])


def test_two_who_decide_at_once_find_that_one_won():
    post = waiting()
    other = copy.copy(post)
    VERBS["publish"](post)
    version = site_version.current()
    with pytest.raises(moderation.WrongState, match="first"):
        VERBS["reject"](other)
    assert Post.objects.get().status == "published"
    assert site_version.current() == version


def test_decision_says_who_when_why_and_holds_no_text():
    post = waiting()
    VERBS["return"](post)
    submitted, returned = post.decisions.all()
    assert (submitted.verb, submitted.by, submitted.from_status, submitted.to_status) == ("submit", None, "", "waiting")
    assert (returned.verb, returned.by, returned.at) == ("return", world.moderator(), LATER)
    assert (returned.from_status, returned.to_status, returned.reason) == ("waiting", "returned", "Names a doctor.")
    assert "Imuran" not in str([list(row.values()) for row in Decision.objects.values()])


def test_thread_is_public_as_long_as_one_of_its_posts_is():
    first = waiting()
    thread = first.thread
    second = moderation.submit(told("Me too."), thread=thread, now=NOW)
    assert Thread.objects.published().count() == 0
    VERBS["publish"](first)
    moderation.publish(second, by=world.moderator(), now=LATER + datetime.timedelta(hours=1))
    thread.refresh_from_db()
    assert (second.position, thread.published_posts) == (2, 2)
    assert thread.last_published_at == LATER + datetime.timedelta(hours=1)
    VERBS["withdraw"](second)
    thread.refresh_from_db()
    assert (thread.published_posts, thread.last_published_at) == (1, LATER)
    VERBS["take_down"](first)
    thread.refresh_from_db()
    assert (thread.published_posts, thread.last_published_at) == (0, None)


@pytest.mark.parametrize("verb", ["return", "reject", "withdraw", "edit"])
def test_what_readers_never_saw_leaves_their_version_alone(verb):
    post = waiting()
    version = site_version.current()
    VERBS[verb](post)
    assert site_version.current() == version


@pytest.mark.parametrize("verb", ["take_down", "withdraw", "edit"])
def test_what_leaves_the_page_leaves_the_counts_and_raises_the_version(verb):
    post = waiting()
    VERBS["publish"](post)
    version, _names = site_version.current()
    assert Tally.objects.exists()
    VERBS[verb](post)
    assert not Tally.objects.exists()
    assert site_version.current()[0] == version + 1


def test_edit_replaces_what_the_post_tells_and_waits_to_be_read_again():
    post = waiting(questions=[world.question("hair").slug])
    VERBS["publish"](post)
    new = told("No nausea on Imuran.", experiences=[{**TAKING, "effects": [{"effect": "nausea", "answer": "no"}]}])
    moderation.edit(post, new, now=LATER, by=None)
    stored = Post.objects.get()
    assert (stored.status, stored.body) == ("waiting", "No nausea on Imuran.")
    assert [one.answer for one in stored.experiences.get().effects.all()] == ["no"]
    assert not stored.questions.exists()
    assert [mention.surface for mention in stored.mentions.all()] == ["nausea", "Imuran"]


def test_edit_keeps_a_fact_check_whose_words_still_stand():
    world.source("label")
    check = {"verdict": "mixed", "note": "Sources differ.", "sources": ["label"], "checked_on": "2026-11-01"}
    body = "It takes 4 weeks. It cures all."
    checks = [{"quote": "takes 4 weeks", **check}, {"quote": "cures all", **check}]
    post = moderation.submit(told(body, fact_checks=checks), thread=waiting().thread, now=NOW, by=world.moderator())
    moderation.edit(post, told("They say it takes 4 weeks."), now=LATER, by=None)
    kept = post.fact_checks.get()
    assert post.body[kept.start : kept.end] == kept.quote == "takes 4 weeks"


@pytest.mark.parametrize(("title", "slug"), [("Reply", "reply-thread"), ("¿?", "thread"), ("x" * 100, "x" * 80)])
def test_thread_has_a_slug_that_is_no_word_of_a_path(title, slug):
    thread = moderation.open_thread(read_thread({"title": title, "posts": [{"body": "x"}]}), now=NOW)
    assert thread.slug == slug


def test_database_takes_each_category_of_a_report_and_no_other():
    post = waiting()
    moderation.publish(post, by=world.moderator(), now=LATER)
    for category in Report.Category:
        moderation.report(post, category=category, words="", now=LATER)
    for unknown in ("", "spam"):
        with pytest.raises(IntegrityError), transaction.atomic():
            moderation.report(post, category=unknown, words="", now=LATER)
    assert set(post.reports.values_list("category", flat=True)) == set(Report.Category)
