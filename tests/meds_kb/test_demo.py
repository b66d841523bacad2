"""A demo says on every page that its posts are made up, and makes them once."""

from experiences.models import Post
from meds_kb.management.commands import prepare
from tests import world

BANNER = "This copy shows made-up posts"


def test_every_kind_of_page_of_a_demo_says_that_its_posts_are_made_up(client, settings, db):
    settings.DEMO = True
    for path in ("/", "/medications/", "/experiences/", "/no-such-page/", "/admin/login/"):
        assert BANNER in client.get(path).content.decode(), path


def test_no_other_copy_says_so(client, db):
    assert BANNER not in client.get("/").content.decode()


def test_a_demo_makes_its_posts_once(db, monkeypatch):
    monkeypatch.setattr(prepare, "DEMO_POSTS", 20)
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")
    prepare.make_demo_posts()
    prepare.make_demo_posts()
    assert Post.objects.published().count() == 20
