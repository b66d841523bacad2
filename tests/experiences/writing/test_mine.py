"""With the code, and only with it, an author sees, changes, takes back, erases and takes along what they sent."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from experiences import moderation
from experiences.models import Post
from tests import world
from tests.experiences.writing.form_filler import Writer
from tests.experiences.writing.test_walk import AGREED, STORY, _world, checked, told, words  # noqa: F401

pytestmark = pytest.mark.django_db
MINE = "/experiences/mine/"


@pytest.fixture
def code():
    page = checked(title="My title").press("go_on").press("send", **AGREED)
    return page.page.partition('<p class="code">')[2].partition("</p>")[0]


@pytest.fixture
def post(code):
    return Post.objects.get()


def mine(code, what="list", **more):
    client = Client()
    return client.post(MINE, {"code": code, "what": what, **more})


def publish(post):
    moderation.publish(post, by=world.moderator(), now=timezone.now())


def test_code_shows_what_became_of_a_post_and_why(code, post):
    assert "It waits to be read" in words(mine(code).content.decode())
    moderation.return_to_author(post, by=world.moderator(), now=timezone.now(), reason="Please leave out the name.")
    page = words(mine(code.lower().replace("-", " ")).content.decode())
    assert "It came back to you" in page
    assert "The reason: “Please leave out the name.”" in page
    assert "grace" not in page  # who decided is nobody's business


def test_wrong_code_says_so_and_many_make_the_network_wait(code, settings):
    settings.LIMITS = {**settings.LIMITS, "code": (2, 3600)}
    answers = [mine("7Q4K-7Q4K-7Q4K-7Q4K-7Q4K-7Q4K-7Q") for _ in range(3)]
    assert "No post here has this code" in words(answers[0].content.decode())
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert mine(code).status_code == 429


def test_code_is_taken_by_post_alone_and_its_pages_are_never_stored(code):
    assert "My title" not in Client().get(f"{MINE}?code={code}").content.decode()
    assert "no-store" in mine(code).headers["Cache-Control"]


def test_returned_post_is_put_right_and_waits_again(code, post):
    moderation.return_to_author(post, by=world.moderator(), now=timezone.now(), reason="Say more.")
    page = Writer(Client(), MINE)
    page._see(mine(code, "edit", post=post.pk))
    assert page.form.fields["story"] == STORY
    page.press("check", story=f"{STORY} It still helps.").press("go_on").press("send", **AGREED)
    assert "Your code stays the same" in words(page.page)
    post.refresh_from_db()
    assert (post.status, post.body) == ("waiting", f"{STORY} It still helps.")
    assert set(told(post)) == {"azathioprine", "mycophenolate-mofetil"}


def test_author_takes_a_post_back_and_erases_it_after_a_second_yes(code, post):
    publish(post)
    for what, status in (("withdraw", "withdrawn"), ("erase", "erased")):
        before = post.status
        assert mine(code, what, post=post.pk).status_code == 200
        post.refresh_from_db()
        assert post.status == before
        mine(code, what, post=post.pk, sure="yes")
        post.refresh_from_db()
        assert post.status == status
    assert post.body == ""
    assert "You erased it" in words(mine(code).content.decode())


def test_news_stands_with_its_date_and_the_use_counts_once(code, post):
    publish(post)
    use = told(post)["azathioprine"]
    mine(code, "follow_up", post=post.pk, experience=use.pk, stage="stopped", benefit="none", problems="few")
    use = told(post)["azathioprine"]
    assert [(one.stage, one.benefit, one.problems) for one in use.follow_ups.all()] == [("stopped", "none", "few")]
    assert post.experiences.count() == 2


def test_author_takes_along_all_they_sent(code, post):
    answer = mine(code, "download")
    assert "attachment" in answer.headers["Content-Disposition"]
    (sent,) = json.loads(answer.content)
    assert sent["sent"]["body"] == STORY
    assert {one["drug"] for one in sent["sent"]["experiences"]} == {"azathioprine", "mycophenolate-mofetil"}
    assert sent["decisions"][0]["what"] == "submitted"


def test_code_of_one_author_opens_no_post_of_another(code, post):
    other = world.publish("Another thread", world.told("Imuran for me.")).posts.get()
    for what in ("edit", "withdraw", "erase", "follow_up"):
        assert "Imuran for me." not in mine(code, what, post=other.pk, sure="yes").content.decode()
    other.refresh_from_db()
    assert other.status == "published"
