"""Feeds are sound Atom, hold the newest public posts as plain words, and nothing that is not public."""

import datetime
import xml.etree.ElementTree as ET

import pytest

from experiences import moderation
from experiences.telling import read_thread
from meds_kb.said import newest_posts
from meds_kb.views.feeds import lasting_id
from tests import world

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = world.NOW + datetime.timedelta(days=1)


def read(client, path="/feed/"):
    """Return the feed's root, held against what RFC 4287 demands of any feed."""
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    assert text(root.find(f"{ATOM}author"), "name")
    assert [one.get("href") for one in root.findall(f"{ATOM}link[@rel='self']")] == [f"http://testserver{path}"]
    ids = [text(one, "id") for one in (root, *root.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids))
    for one in (root, *root.findall(f"{ATOM}entry")):
        assert text(one, "id").startswith(("http://", "tag:"))
        assert text(one, "title")
        assert datetime.datetime.fromisoformat(text(one, "updated")).tzinfo
        assert one.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http://testserver/")
    return root


def text(node, name):
    return node.findtext(f"{ATOM}{name}")


def told_post(body):
    return read_thread({"title": "A thread", "posts": [world.told(body)]}).posts[0]


def entries(root):
    return root.findall(f"{ATOM}entry")


def test_an_empty_feed_is_sound(client):
    assert entries(read(client)) == []


def test_entries_stand_newest_first_and_lead_to_their_posts(client):
    world.drug("azathioprine", "Imuran")
    thread = world.publish("Two posts", world.told("The first."), world.told("The second."))
    found = entries(read(client))
    assert [text(one, "summary") for one in found] == ["The second.", "The first."]
    first, second = thread.posts.order_by("position")
    link = found[0].find(f"{ATOM}link").get("href")
    assert link == f"http://testserver{thread.get_absolute_url()}#post-{second.pk}"
    assert text(found[1], "id") == f"tag:testserver,2026:post-{first.pk}"
    assert found[0].find(f"{ATOM}category").get("term") == "written here"


def test_words_stay_words_and_what_xml_cannot_hold_is_left_out(client):
    world.publish("A <b> & a bell", world.told('<script>alert("x")</script> & a bell.'))
    post = newest_posts.Post.objects.get()
    newest_posts.Post.objects.filter(pk=post.pk).update(body=post.body + " \x07 \ufffe end")
    entry = entries(read(client))[0]
    assert text(entry, "title") == "A <b> & a bell"
    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert "<" not in summary.text
    assert "&lt;script&gt;" in summary.text
    assert summary.text.endswith("end")


def test_feed_holds_fifty_at_most(client):
    world.publish("Many", *(world.told(f"Post {n}.") for n in range(52)))
    found = entries(read(client))
    assert len(found) == 50
    assert text(found[0], "summary") == "Post 51."


def test_feed_of_a_drug_holds_the_posts_that_name_it(client):
    world.drug("azathioprine", "Imuran")
    world.drug("prednisone")
    world.publish("Mixed", world.told("Imuran helped me."), world.told("Prednisone did."), world.told("Neither."))
    found = entries(read(client, "/medications/azathioprine/feed/"))
    assert [text(one, "summary") for one in found] == ["Imuran helped me."]


def test_feed_of_any_known_name_is_the_drugs(client):
    world.drug("azathioprine", "Imuran")
    answer = client.get("/medications/imuran/feed/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/medications/azathioprine/feed/")
    assert client.get("/medications/nonsense/feed/").status_code == 404


def test_what_is_not_public_is_in_no_feed(client):
    world.drug("azathioprine", "Imuran")
    thread = world.publish("Open", world.told("Imuran, said aloud."))
    waiting = moderation.submit(told_post("Imuran, CANARY waiting."), thread=thread, now=LATER)
    paths = ["/feed/", "/medications/azathioprine/feed/"]
    assert [len(entries(read(client, path))) for path in paths] == [1, 1]
    moderation.publish(waiting, by=world.moderator(), now=LATER)
    assert [len(entries(read(client, path))) for path in paths] == [2, 2]
    moderation.take_down(waiting, by=world.moderator(), now=LATER, reason="A test.")
    for path in paths:
        assert b"CANARY" not in client.get(path).content


def test_pages_name_their_feed(client):
    world.drug("azathioprine")
    for page, feed in (("/", "/feed/"), ("/medications/azathioprine/", "/medications/azathioprine/feed/")):
        head = client.get(page).content.decode().partition("</head>")[0]
        assert '<link rel="alternate" type="application/atom+xml" title="What people said last' in head
        assert f'href="{feed}"' in head


@pytest.mark.parametrize(
    ("host", "authority"), [("example.org:8000", "example.org"), ("127.0.0.1", "127.0.0.1"), ("[::1]:80", "localhost")]
)
def test_lasting_id_is_a_tag_uri_without_a_port(host, authority):
    assert lasting_id(host, 7) == f"tag:{authority},2026:post-7"
