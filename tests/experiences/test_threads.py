"""The list of threads and one thread, as a reader meets them."""

import datetime

import pytest
from django.urls import reverse

from experiences import addresses, moderation, thread_list, word_index
from experiences.models import Mention, Thread
from medications.models import Condition
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.drug("cyclophosphamide", "Cytoxan")
    world.side_effect("nausea")
    world.topic(Condition, "lupus")
    world.source("label")


def test_an_address_put_together_is_the_one_of_the_door():
    assert addresses.of_thread(27, "a_thread-2") == reverse("thread", args=[27, "a_thread-2"])
    assert (
        addresses.of_post(3, position=101, thread=27, slug="t")
        == f"{reverse('thread', args=[27, 't'])}?after=100#post-3"
    )


def html(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_mention_links_to_its_page_in_the_authors_spelling(client):
    thread = world.publish("T", world.told("Started IMURAN; no nausea."))
    page = html(client, thread.get_absolute_url())
    assert '<a href="/medications/azathioprine/">IMURAN</a>' in page
    assert '<a href="/side-effects/nausea/">nausea</a>' in page
    assert f'id="post-{thread.posts.get().pk}"' in page
    assert "(said no)" in page


def test_text_of_people_is_shown_as_text(client):
    thread = world.publish("<b>T</b> & co", world.told("<script>alert(1)</script>\n\nImuran & me"))
    page = html(client, thread.get_absolute_url())
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "</a> &amp; me" in page
    assert "&lt;b&gt;T&lt;/b&gt;" in page


def test_post_shows_what_it_tells_beside_its_text(client):
    use = {
        "drug": "azathioprine", "stage": "stopped", "whose": "other", "dose_amount": 50, "dose_unit": "mg", "dose_period": "a day",
        "duration_words": "for years", "duration": "years", "condition": "lupus", "benefit": "some", "benefit_week": 6,
        "problems": "few", "stop_reason": "side_effect",
        "effects": [{"effect": "nausea", "answer": "yes", "outcome": "passed", "attribution": "unsure", "what_helped": "food"}],
    }  # fmt: skip
    change = {"kind": "replaced", "from_drug": "azathioprine", "to_drug": "cyclophosphamide", "is_planned": True}
    thread = world.publish(
        "T", world.told(experiences=[use], changes=[change], questions=[world.question("hair").slug])
    )
    page = html(client, thread.get_absolute_url())
    for words in (
        "Told for someone else", "Stopped, told for someone else", "50 mg a day", "for years", "helped some", "in week 6",
        "few problems", "a side effect", "From azathioprine to cyclophosphamide, still to come (reason not said)", "hair?",
        '<a href="/medications/azathioprine/side-effects/nausea/">nausea</a> (passed by itself, not sure, what helped: food)',
    ):  # fmt: skip
        assert words in page
    assert "not said</li>" not in page


def test_fact_check_stands_under_the_words_it_is_about(client):
    check = {"quote": "Imuran works", "verdict": "contradicted", "note": "It may.", "sources": ["label"], "checked_on": "2026-11-01"}  # fmt: skip
    thread = world.publish("T", world.told("I hear Imuran works in a day. Truly.\n\nBye.", fact_checks=[check]))
    pk = thread.posts.get().fact_checks.get().pk
    page = html(client, thread.get_absolute_url())
    text, note, bye = page.index("<mark><a href"), page.index(f'id="check-{pk}"'), page.index("Bye.")
    assert text < note < bye
    assert f'works</mark><a href="#check-{pk}">' in page
    assert "contradicted" in page
    assert '<a href="https://x.org/label" rel="external">The label, A house, 2024</a>; checked 1 November 2026' in page


def test_retold_thread_says_so(client):
    thread = world.publish("T", world.told(), origin="retold")
    assert "Retold from a public lupus forum" in html(client, thread.get_absolute_url())
    assert "etold from a public lupus forum" in html(client, "/experiences/")


def test_dismissed_mention_is_no_link(client):
    thread = world.publish("T", world.told("Imuran."))
    Mention.objects.update(review="dismissed")
    assert "/medications/" not in html(client, thread.get_absolute_url())


def test_wrong_slug_leads_to_the_right_one_for_good(client):
    thread = world.publish("On Imuran", world.told())
    answer = client.get(f"/experiences/{thread.pk}/something-else/")
    assert (answer.status_code, answer.headers["Location"]) == (301, thread.get_absolute_url())


def test_what_is_not_public_is_on_no_page(client):
    thread = world.publish("T", world.told("First words."), world.told("Second words."))
    moderation.withdraw(thread.posts.get(position=1), now=world.NOW)
    assert "First words" not in html(client, thread.get_absolute_url())
    moderation.withdraw(thread.posts.get(position=2), now=world.NOW)
    assert client.get(thread.get_absolute_url()).status_code == 404
    assert "Nobody has told anything yet" in html(client, "/experiences/")


def test_long_thread_is_cut_into_pages_and_each_post_has_its_address(client, monkeypatch):
    monkeypatch.setattr(addresses, "POSTS_ON_A_PAGE", 2)
    thread = world.publish("T", *(world.told(f"Post number {n}.") for n in range(1, 6)))
    address = thread.get_absolute_url()
    pages = [html(client, f"{address}{query}") for query in ("", "?after=2", "?after=4")]
    for post in thread.posts.all():
        path, _, anchor = post.get_absolute_url().partition("#")
        page = html(client, path)
        assert f'id="{anchor}"' in page
        assert page == pages[(post.position - 1) // 2]
    assert f'href="{address}?after=2"' in pages[0]
    assert "Earlier" not in pages[0]
    assert f'href="{address}"' in pages[1]
    assert f'href="{address}?after=4"' in pages[1]
    assert "Later" not in pages[2]
    for after in ("6", "-1", "x", "9" * 30):
        assert client.get(f"{address}?after={after}").status_code == 404


def test_list_walks_every_thread_once_newest_first(client, monkeypatch):
    monkeypatch.setattr(thread_list, "THREADS_ON_A_PAGE", 2)
    told = [world.publish(f"Thread {n}", world.told()) for n in range(5)]
    Thread.objects.filter(pk=told[0].pk).update(last_published_at=world.NOW + datetime.timedelta(microseconds=1))
    address, seen = "/experiences/?drug=azathioprine", []
    while address:
        page = thread_list_of(client, address)
        seen += [card.title for card in page.threads]
        address = page.older
    assert seen == ["Thread 0", "Thread 4", "Thread 3", "Thread 2", "Thread 1"]


def thread_list_of(client, address):
    return client.get(address).context["page"]


def test_list_is_narrowed_to_a_drug_or_a_topic(client):
    world.publish("One", world.told("Imuran."), tags=["blood tests"])
    world.publish("Two", world.told("Cytoxan."))
    titles = {
        address: [card.title for card in thread_list_of(client, f"/experiences/{address}").threads]
        for address in ("", "?drug=cyclophosphamide", "?topic=blood-tests", "?drug=cyclophosphamide&topic=blood-tests", "?drug=gloom")
    }  # fmt: skip
    assert list(titles.values()) == [["Two", "One"], ["Two"], ["One"], [], []]
    assert "No thread here fits that yet" in html(client, "/experiences/?drug=gloom")
    assert "cyclophosphamide" in html(client, "/experiences/?drug=azathioprine").lower()


@pytest.mark.parametrize(
    "query", ["before=x", "before=1", "before=1-" + "9" * 19, "drug=%3Cb%3E", "topic=" + "x" * 200]
)
def test_list_answers_an_address_it_cannot_read_with_words(client, query):
    assert "We could not read that address" in html(client, f"/experiences/?{query}", status=400)


@pytest.mark.parametrize(("few", "most"), [(thread_list.FEW, word_index.MOST), (0, word_index.MOST), (0, 1)])
def test_list_of_a_drug_or_a_topic_or_both_is_the_same_looked_up_and_on_a_walk(few, most, monkeypatch):
    monkeypatch.setattr(thread_list, "FEW", few)
    monkeypatch.setattr(word_index, "MOST", most)
    bodies = ("On Imuran.", "Hello.", "Imuran twice, Imuran.", "Imuran again.", "Imuran, and no topic.", "Cytoxan.")
    threads = [
        world.publish(f"t{n}", world.told(body), tags=["skin"] if n != 4 else []) for n, body in enumerate(bodies)
    ]
    moderation.withdraw(threads[0].posts.get(), by=world.moderator(), now=world.NOW)

    def titles(**narrowed):
        return [one.title for one in thread_list.read(**narrowed).threads]

    assert titles(drug="azathioprine") == ["t4", "t3", "t2"]
    assert titles(topic="skin") == ["t5", "t3", "t2", "t1"]
    assert titles(drug="azathioprine", topic="skin") == ["t3", "t2"]
    assert titles(drug="nothing-we-know") == titles(topic="hair") == titles(drug="azathioprine", topic="hair") == []
