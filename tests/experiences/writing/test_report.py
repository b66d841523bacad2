"""Any reader can have a post looked at again; nothing is kept of who asked, and a flood is refused."""

import pytest
from django.test import Client

from experiences.models import Report
from experiences.writing import form_tokens
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings):
    settings.SHORTEST_FILL = 0
    world.drug("azathioprine", "Imuran")
    return world.publish("A thread", world.told("Imuran for me.")).posts.get()


def send(post, **filled):
    return Client().post(f"/posts/{post.pk}/report/", {"token": form_tokens.fresh(), **filled})


def test_report_is_kept_with_its_category_words_and_the_post_as_it_stood(post):
    page = Client().get(f"/posts/{post.pk}/report/").content.decode()
    assert "Imuran for me." in page
    assert b"will look at this post again" in send(post, category="identifies", words="It names my doctor.").content
    report = Report.objects.get()
    assert (report.category, report.words) == ("identifies", "It names my doctor.")
    assert "Imuran for me." in report.snapshot


@pytest.mark.parametrize(("filled", "fault"), [({}, "Say what is wrong"), ({"category": "other", "website": "x"}, "send it again"),
                                               ({"category": "other", "token": "x"}, "send it again")])  # fmt: skip
def test_report_that_is_not_whole_is_asked_for_again(post, filled, fault):
    assert fault in send(post, **filled).content.decode()
    assert not Report.objects.exists()


def test_flood_of_reports_is_refused_with_the_time_to_wait(post, settings):
    settings.LIMITS = {"report": (1, 3600)}
    answers = [send(post, category="other") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].has_header("Retry-After")
    assert Report.objects.count() == 1


def test_only_a_public_post_can_be_reported():
    assert Client().get("/posts/999/report/").status_code == 404
