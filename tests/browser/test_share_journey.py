"""On a phone of 320 px, by keyboard, without JavaScript: somebody tells of two medicines, it is published, read, and erased."""

import re

import pytest

from experiences.models import Post
from meds_kb import roles
from meds_kb.staff import candidate, make_staff
from tests import world
from tests.chromium import PHONE, axe_violations, follow

STORY = "I stopped CellCept because it gave me diarrhea, and the word for it is wobblestone. Now I am on Imuran, and it helps a lot. It gave me nausea."  # fmt: skip
PAGES = (
    "/medications/azathioprine/",
    "/medications/mycophenolate-mofetil/",
    "/side-effects/nausea/",
    "/side-effects/diarrhoea/",
    "/search/?q=wobblestone",
    "/feed/",
    "/experiences/",
)
PASSWORD = "correct horse battery"
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Person:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, page):
        self.page = page

    def tab_to(self, selector):
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        pytest.fail(f"No Tab leads to {selector} on {self.page.title()}", pytrace=False)

    def type(self, selector, words):
        self.tab_to(selector)
        self.page.keyboard.type(words)

    def press(self, selector):
        self.tab_to(selector)
        self.go_on()

    def tick(self, selector):
        self.tab_to(selector)
        self.page.keyboard.press("Space")

    def go_on(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert not self.page.evaluate(WIDER_THAN_THE_WINDOW), self.page.title()

    def heading(self):
        return self.page.inner_text("h1")


@pytest.fixture
def _world(settings):
    settings.SHORTEST_FILL = 0
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate-mofetil", "CellCept")
    world.side_effect("nausea")
    world.side_effect("diarrhoea", "diarrhea")


def places_that_tell(client, pk, thread):
    """Return the pages that link to a post, or to its thread."""
    told = re.compile(rf"#post-{pk}\b|/experiences/{thread}/")
    return {
        path
        for path in PAGES
        if told.search(client.get(path).content.decode().partition('<footer class="site-footer"')[0])
    }


def publish_at_the_desk(page, post):
    """Let a moderator log in, take the post from its queue, look at it, and publish it; all by keyboard."""
    make_staff(candidate("mona"), PASSWORD, roles=[roles.MODERATOR])
    mona = Person(page)
    mona.type("#id_username", "mona")
    mona.type("#id_password", PASSWORD)
    mona.go_on()
    mona.press("a[href='/admin/experiences/post/queue/review/']")
    assert "Now I am on Imuran" in page.inner_text(".desk-queue")
    mona.press(f"button[name=take][value='{post.pk}']")
    assert page.inner_text("#desk-post") == "About mycophenolate-mofetil (CellCept) and azathioprine (Imuran)"
    assert "You have this post until" in page.inner_text(".desk-review")
    mona.press("button[name=verb][value=publish]")
    assert f"Post {post.pk} is public." in page.inner_text(".messagelist")


@pytest.mark.usefixtures("_world")
def test_experience_of_two_drugs_is_shared_published_found_everywhere_and_erased(live_server, open_page, client):
    page = open_page(live_server.url + "/", size=PHONE, javascript=False)
    person = Person(page)
    person.press("a[href='/experiences/share/']")
    person.type("#id_story", STORY)
    person.press("button[value=check]")
    assert person.heading() == "Check your answers"
    assert "You wrote “CellCept”: stopped it, diarrhoea. Is this right?" in page.inner_text("main")
    person.tab_to("#id_use-1-effect-0-answer")
    page.keyboard.press("ArrowUp")
    person.press("button[value=go_on]:not(.hidden)")
    assert person.heading() == "Before you send"
    person.press("button[value=send]:not(.hidden)")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    person.tick("#id_is_16")
    person.tick("#id_agrees")
    person.press("button[value=send]:not(.hidden)")
    code = page.inner_text(".code")
    assert Post.objects.filter(status="waiting").count() == 1

    post = Post.objects.get()
    assert places_that_tell(client, post.pk, post.thread_id) == set()
    publish_at_the_desk(open_page(live_server.url + "/admin/", size=PHONE, javascript=False), post)
    assert places_that_tell(client, post.pk, post.thread_id) == set(PAGES)

    page.goto(live_server.url + "/experiences/mine/")
    person.type("#id_code", code.lower())
    person.go_on()
    assert "It is on the page." in page.inner_text("main")
    person.press("button[value=erase]")
    person.press("button[value=erase]")
    assert "It is erased." in page.inner_text("main")
    assert places_that_tell(client, post.pk, post.thread_id) == set()
    assert code not in page.url
    assert "wobblestone" not in page.content()


@pytest.mark.usefixtures("_world")
def test_no_step_has_a_barrier_in_light_or_dark(live_server, open_page):
    page = open_page(live_server.url + "/experiences/share/", size=PHONE)
    person = Person(page)

    def look():
        assert not page.evaluate(WIDER_THAN_THE_WINDOW), page.title()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe_violations(page) == [], (page.title(), scheme)

    follow(page, "button[value=check]")
    look()
    page.fill("#id_story", "I want to die tonight. I have taken all of my Imuran.")
    follow(page, "button[value=check]")
    look()
    follow(page, "button[value=rewrite]")
    page.fill("#id_story", f"{STORY} Write to jane@example.org. You should stop your Imuran.")
    follow(page, "button[value=check]")
    follow(page, "button[value=add_change]")
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    look()
    follow(page, "button[value=go_on]:not(.hidden)")
    look()
    follow(page, "button[value='change-0']")
    follow(page, "button[value=go_on]:not(.hidden)")
    follow(page, "button[value=send]:not(.hidden)")
    look()
    page.check("#id_is_16")
    page.check("#id_agrees")
    follow(page, "button[value=send]:not(.hidden)")
    look()
    code = page.inner_text(".code")
    page.goto(live_server.url + "/experiences/mine/")
    page.fill("#id_code", code)
    person.press("main button")
    look()
    follow(page, "button[value=follow_up]")
    look()
