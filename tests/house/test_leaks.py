"""No word that is not public stands in any public answer, after any order of verbs.

Every text carries words of its own. The site is then walked, door by door, and searched for the words of whatever is not
public at that moment: texts that wait, were returned, rejected, edited away, redacted, withdrawn, taken down or erased,
their titles, the reasons of decisions, the words of readers' reports.
"""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiences import archive, moderation
from experiences.models import Post
from experiences.told import GivenConsent, ToldEffect, ToldExperience, ToldPost, ToldThread
from meds_kb import page_store
from tests import world
from tests.house.doors import doors

pytestmark = pytest.mark.django_db
NOW = world.NOW
LONGEST = 3  # verbs after each other, tried in every order


class Words:
    """Hands out words that stand nowhere else, and knows all it handed out."""

    def __init__(self):
        self.all = []

    def new(self):
        self.all.append(f"zqx{len(self.all):04}vj")
        return self.all[-1]

    def told(self):
        effect = ToldEffect("nausea", "yes", what_helped=self.new())
        use = ToldExperience("azathioprine", "stopped", duration_words=self.new(), effects=(effect,))
        return ToldPost(f"Imuran gave me {self.new()} and nausea. Then {self.new()}.", experiences=(use,))

    def public(self):
        """Return the words that readers may see: those of public posts, and the titles these gave their threads."""
        posts = Post.objects.published().values_list(
            "body", "title", "experiences__duration_words", "experiences__effects__what_helped"
        )
        seen = " ".join(str(text) for row in posts for text in row)
        return {word for word in self.all if word in seen}

    def secret(self):
        return set(self.all) - self.public()


def by():
    return world.moderator()


VERBS = {
    "publish": lambda post, words: moderation.publish(post, by=by(), now=NOW),
    "return": lambda post, words: moderation.return_to_author(post, by=by(), now=NOW, reason=words.new()),
    "reject": lambda post, words: moderation.reject(post, by=by(), now=NOW, reason=words.new()),
    "take_down": lambda post, words: moderation.take_down(post, by=by(), now=NOW, reason=words.new()),
    "withdraw": lambda post, words: moderation.withdraw(post, now=NOW),
    "edit": lambda post, words: moderation.edit(post, words.told(), now=NOW, title=words.new()),
    "redact": lambda post, words: redact(post, words),
    "report": lambda post, words: moderation.report(post, category="other", words=words.new(), now=NOW),
    "erase": lambda post, words: moderation.erase(post, now=NOW),
}


# Tried among the others, not in every order: they leave a post where it is.
STAYING = {
    "ask_second": lambda post, words: moderation.ask_second(post, by=by(), now=NOW, reason=words.new()),
    "escalate": lambda post, words: moderation.escalate(post, by=by(), now=NOW, reason=words.new()),
    "keep": lambda post, words: moderation.keep(post, by=by(), now=NOW, reason=words.new()),
    "claim": lambda post, words: moderation.claim(post, by=by(), now=NOW),
    "publish by another": lambda post, words: moderation.publish(post, by=world.moderator("ada"), now=NOW),
}
ANY = {**VERBS, **STAYING}


def redact(post, words):
    body, title = post.body.rpartition(" Then")[0] or "[…]", "[…]" if post.position == 1 else None
    moderation.redact(post, body=body, by=by(), now=NOW, reason=words.new(), title=title)


def legal_orders():
    """Return every order of verbs that leads somewhere, by the states that moderation itself knows."""
    orders, ends = [], [((), "waiting")]
    for _ in range(LONGEST):
        ends = [((*order, verb), to) for order, status in ends for verb, to in _leads(status)]
        orders += [order for order, _status in ends]
    return orders


def _leads(status):
    for verb in VERBS:
        step = moderation.steps.STEPS[verb]
        if status in step.sources:
            yield verb, step.to or status


@pytest.fixture
def thread():
    """A thread that is public whatever happens to the posts that follow."""
    world.drug("azathioprine", "Imuran")
    world.labelled(world.drug(), world.side_effect("nausea"))
    return world.publish("A public thread", world.told("Imuran helps."))


def send(number, thread, words):
    """Send a post: every second one opens a thread of its own, which a public reply keeps in sight."""
    agreed = GivenConsent("1", "I agree.", whose="other", why_not_asked=words.new(), sixteen=True)
    if number % 2:
        return moderation.submit(words.told(), thread=thread, now=NOW, consent=agreed)
    post = moderation.open_with(ToldThread(f"On {words.new()}", (words.told(),)), now=NOW, consent=agreed)
    reply = moderation.submit(ToldPost("I am on Imuran, too."), thread=post.thread, now=NOW)
    moderation.publish(reply, by=by(), now=NOW)
    return post


def leaks(client, words):
    """Return (where, word) of every word that is not public and stands in a public answer."""
    secret = words.secret()
    found = []
    for address in addresses():
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = f"{body.decode(errors='replace')} {answer.headers}"
        found += [(address, word) for word in secret if word in said]
    exported = "".join(archive.lines())
    found += [("export_posts", word) for word in secret if word in exported]
    for word in sorted(secret)[:: max(1, len(secret) // 3)]:
        for address in (f"/search/?q={word}", f"/api/v1/search/?q={word}"):
            page = client.get(address).content.decode()
            # The page repeats what was asked; a result would lead to a post, a thread or a medicine.
            found += [(address, word)] if "<li data-result" in page or '"title"' in page else []
    return found


def addresses():
    yield from dict.fromkeys(address for door in doors() for address in door.addresses())
    for post in Post.objects.select_related("thread"):
        if post.position == 1:
            yield from (post.thread.get_absolute_url(), f"/experiences/{post.thread_id}/x/")
        if post.pk % 5 == 0:  # forms are no stored pages, and cost most
            yield from (f"/experiences/{post.thread_id}/reply/", f"/posts/{post.pk}/report/")
    yield from ("/search/?q=Imuran", "/api/v1/search/?q=Imuran", "/experiences/?drug=azathioprine", "/robots.txt?x=1")


def test_nothing_leaks_after_any_order_of_three_verbs(client, thread):
    words = Words()
    orders = legal_orders()
    assert len(orders) > 100
    for number, order in enumerate(orders):
        post = send(number, thread, words)
        for verb in order:
            VERBS[verb](post, words)
    assert len(words.secret()) > 500
    assert len(words.public()) > 50
    assert leaks(client, words) == []
    forget_in_every_cache(client, words)


def forget_in_every_cache(client, words):
    """What is taken off the page is in no process's store any more as soon as that process answers again."""
    for post in Post.objects.published():
        moderation.withdraw(post, now=NOW)
    client.get("/")
    kept = b"".join(page.body for page in page_store.store._pages.values()).decode()
    assert len(kept) > 100
    assert [word for word in words.all if word in kept] == []


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["publish", *ANY])), min_size=6, max_size=14))
def test_nothing_leaks_after_any_longer_order_of_verbs_on_posts_that_share_threads(client, thread, steps):
    words = Words()
    posts = [send(number, thread, words) for number in range(4)]
    for place, verb in steps:
        try:
            ANY[verb](posts[place], words)
        except moderation.WrongState:
            posts[place] = Post.objects.get(pk=posts[place].pk)
    assert leaks(client, words) == []
    page_store.store.forget()


def test_walk_sees_a_word_wherever_it_is_public(client, thread, monkeypatch):
    """The walk would see a leak, as it sees what is public once that is called a secret."""
    words = Words()
    VERBS["publish"](send(0, thread, words), words)
    monkeypatch.setattr(words, "secret", words.public)
    seen = {address.lstrip("/").split("/")[0].split("?")[0] for address, _word in leaks(client, words)}
    assert seen >= {"", "experiences", "medications", "feed", "api", "search", "export_posts"}


def test_no_order_is_left_out():
    verbs = set(itertools.chain.from_iterable(legal_orders()))
    assert verbs == set(VERBS)
