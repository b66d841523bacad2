"""The API keeps the pages' honesty rules: nothing unchecked as fact, no share under five, nothing that is not public."""

import csv
import datetime
import io

import pytest

from experiences import moderation
from experiences.models import Thread
from experiences.telling import read_thread
from experiences.told import GivenConsent
from medications.models import Drug, Fact, LabelledEffect, Question, site_version
from meds_kb.api import figures_csv, told
from tests import world
from tests.house.doors import doors

pytestmark = pytest.mark.django_db
LATER = world.NOW + datetime.timedelta(days=1)
ALL = ("waiting", "returned", "rejected", "taken down", "withdrawn")


def ask(client, address):
    return client.get(f"/api/v1/{address}").json()


def rows(client):
    return list(csv.DictReader(io.StringIO(client.get("/api/v1/figures.csv").getvalue().decode())))


def reports(*answers, drug="azathioprine", stage="taking"):
    for answer, whose in answers:
        effects = [{"effect": "nausea", "answer": answer}] if answer else []
        yield world.told(experiences=[{"drug": drug, "stage": stage, "whose": whose, "effects": effects}])


@pytest.fixture
def aza():
    world.side_effect()
    return world.drug("azathioprine", "Imuran")


def test_unchecked_sentences_are_no_facts_and_warnings_stand_apart_with_their_caution(client, aza):
    question = Question.objects.create(slug="how-long", title="How long?", short="How long", next_step="Ask.")
    world.fact("claim", aza, question=question, low=4, high=12, unit="weeks", population="people with lupus")
    for kind in ("purpose", "dose", "get_help"):
        world.fact(kind, aza, 7, is_verified=False)
    found = ask(client, "drugs/azathioprine/")["data"]
    assert [fact["kind"] for fact in found["facts"]] == ["claim"]
    claim = found["facts"][0]
    assert (claim["question"], claim["low"], claim["high"], claim["unit"]) == ("how-long", 4, 12, "weeks")
    assert claim["population"] == "people with lupus"
    assert claim["sources"] == ["label", "label-0"]
    assert [source["checked_on"] for source in found["sources"]] == [None, None]
    (caution,) = found["general_cautions"]
    assert caution["kind"] == "get_help"
    assert "not yet checked" in caution["caution"]
    assert "sources" not in caution


def test_codes_and_names_are_told_only_once_checked(client, aza):
    Drug.objects.update(atc="L04AX01", rxnorm="1256", atc_is_verified=True)
    aza.names.filter(surface="Imuran").update(is_verified=False)
    found = ask(client, "drugs/azathioprine/")["data"]
    assert (found["atc"], found["rxnorm"], found["reviewed"]) == ("L04AX01", None, None)
    assert "Imuran" not in [name["name"] for name in found["names"]]
    assert ask(client, "drugs/")["data"][0]["brands"] == []


def test_figures_give_three_counts_and_no_share_under_five(client, aza):
    world.publish("four", *reports(("yes", "self"), ("no", "other"), ("no", "self"), ("yes", "self"), ("", "self")))
    (pair,) = ask(client, "drugs/azathioprine/figures/")["data"]
    told = pair["reports"]
    assert (told["counted"], told["yes"], told["no"], told["not_mentioned"]) == (5, 2, 2, 1)
    assert (told["first_hand"], told["second_hand"]) == ({"yes": 2, "no": 1}, {"yes": 0, "no": 1})
    assert told["share"] is None
    assert rows(client)[0]["of_100"] == ""
    assert rows(client)[0]["words"] == "too few for a share"


def test_figures_give_share_with_n_and_interval_from_five(client, aza):
    world.publish("five", *reports(*[("yes", "self")] * 2, *[("no", "self")] * 3, ("", "self")))
    found = ask(client, "drugs/azathioprine/figures/?side_effect=nausea")
    share = found["data"][0]["reports"]["share"]
    assert (share["n"], share["of_100"], share["low_of_100"], share["high_of_100"]) == (5, 40, 12, 77)
    assert found["people"] == {"counted": 6, "first_hand": 6, "second_hand": 0, "retold": 0, "synthetic": 0}
    (row,) = rows(client)
    assert [row[key] for key in ("n", "of_100", "low_of_100", "high_of_100")] == ["5", "40", "12", "77"]


def test_who_only_starts_is_in_no_figure(client, aza):
    world.publish("a start", *reports(("yes", "self"), stage="starting"))
    assert ask(client, "drugs/azathioprine/figures/")["data"] == []
    assert ask(client, "posts/")["data"][0]["experiences"][0]["is_counted"] is False


def test_each_source_figure_says_its_source_and_people_and_unchecked_ones_are_left_out(client, aza):
    effect = world.side_effect()
    world.labelled(aza, effect, 1, band="", low=28, high=28)
    world.labelled(aza, effect, 2, arm="not taking", band="", population="people on their own")
    world.labelled(aza, effect, 3, is_verified=False, population="CANARY")
    answer = client.get("/api/v1/drugs/azathioprine/figures/").json()
    (given,) = answer["data"][0]["given_by_sources"]
    assert (given["source"], given["population"], given["low_of_100"]) == ("label-1", "people with lupus", 28)
    assert (given["band"], given["band_means"]) == (None, None)
    assert given["words"] == "28 of 100 people; 72 did not"
    assert [source["slug"] for source in answer["sources"]] == ["label-1"]
    source, told = rows(client)
    assert (source["given_by"], told["given_by"]) == ("source", "reports")
    assert (source["source"], source["source_checked_on"]) == ("label-1", "date not known")


def test_no_cell_of_the_table_can_run_as_a_formula(client, aza):
    effect = world.side_effect()
    for n, start in enumerate("=+-@\t\r"):
        world.labelled(aza, effect, n, detail=f"{start}cmd|' /C calc'!A0", population=f"people {n}")
    LabelledEffect.objects.filter(position=0).update(ratio="=1+1")
    cells = [cell for row in rows(client) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert "'=1+1" in cells


def test_table_is_streamed_whole_and_in_pieces(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(figures_csv, "ROWS_AT_ONCE", 2)
    for n in range(5):
        world.labelled(world.drug(f"drug-{n}"), world.side_effect(), n)
    with django_assert_max_num_queries(3):
        answer = client.get("/api/v1/figures.csv")
        pieces = list(answer.streaming_content)
    assert len(pieces) == 6
    assert len(rows(client)) == 10


def test_threads_and_posts_are_read_page_by_page_each_once(client, monkeypatch):
    monkeypatch.setattr(told, "MOST", 2)
    threads = [world.publish(f"Thread {n}", world.told(f"Post {n}."), world.told("Thanks.")) for n in range(3)]
    for address, most in (("threads/", 3), ("posts/", 6), (f"posts/?thread={threads[0].pk}", 2)):
        found, following = [], f"http://testserver/api/v1/{address}"
        while following:
            page = client.get(following).json()
            found += [one["id"] for one in page["data"]]
            following = page["next"]
        assert found == sorted(set(found), reverse=True)
        assert len(found) == most, address


def test_posts_of_a_drug_are_those_that_name_it(client, aza, monkeypatch):
    monkeypatch.setattr(told, "MOST", 1)
    bodies = ["Imuran twice: Imuran.", "Nothing.", "Azathioprine."]
    world.publish("Named", *(world.told(body) for body in bodies))
    first = ask(client, "posts/?drug=azathioprine")
    second = client.get(first["next"]).json()
    assert [page["data"][0]["text"] for page in (first, second)] == [bodies[2], bodies[0]]
    assert second["next"] is None
    assert second["data"][0]["mentions"][0] == {
        "start": 0, "end": 6, "kind": "drug", "slug": "azathioprine", "assertion": "present",
    }  # fmt: skip


def test_post_comes_with_what_it_tells_and_what_moderators_found(client):
    world.grow(1)
    post = next(post for post in ask(client, "posts/")["data"] if post["experiences"])
    assert [one["drug"] for one in post["experiences"]] == ["azathioprine", "other-aa"]
    assert post["experiences"][0]["dose"] == {"amount": 50, "unit": "mg", "period": "a day"}
    assert [one["answer"] for one in post["experiences"][0]["effects"]] == ["yes"]
    assert post["changes"][0]["to_drug"] == "azathioprine"
    (check,) = post["fact_checks"]
    assert post["text"][check["start"] : check["end"]] == check["quote"]
    assert [source["slug"] for source in check["sources"]] == ["label", "label-0"]


def test_what_is_not_public_is_said_by_no_machine_door(client, aza):
    """A canary through every verb that keeps a post from readers, or takes it away."""
    thread = world.publish("Open", world.told("Imuran, said aloud."))
    public = everything(client, thread)
    by, now = world.moderator(), LATER
    report = {"drug": "azathioprine", "stage": "taking", "effects": [{"effect": "nausea", "answer": "yes"}]}
    data = {"title": "CANARY title", "posts": [world.told(f"Imuran CANARY {way}", experiences=[report]) for way in ALL]}
    hidden = read_thread(data)
    own = moderation.open_thread(hidden, now=now)
    posts = [moderation.submit(post, thread=own, now=now) for post in hidden.posts]
    _waiting, returned, rejected, taken_down, withdrawn = posts
    moderation.return_to_author(returned, by=by, now=now, reason="CANARY reason")
    moderation.reject(rejected, by=by, now=now, reason="CANARY reason")
    for post in (taken_down, withdrawn):
        moderation.publish(post, by=by, now=now)
    assert "CANARY" in everything(client, own)
    moderation.take_down(taken_down, by=by, now=now, reason="CANARY reason")
    moderation.withdraw(withdrawn, now=now)
    assert "CANARY" not in everything(client, own)
    assert everything(client, thread) == public


def everything(client, *threads):
    """Return what all doors for machines say together, with queries that would find a hidden post."""
    machines = [
        door for door in doors() if door.route.startswith(("/api/", "/feed/", "/sitemap")) or "feed" in door.route
    ]
    addresses = [address for door in machines for address in door.addresses()]
    addresses += ["/api/v1/search/?q=canary", "/api/v1/posts/?drug=azathioprine"]
    addresses += [f"/api/v1/posts/?thread={thread.pk}" for thread in threads]
    return "".join(client.get(address).getvalue().decode() for address in addresses)


def test_comments_of_curators_are_told_nowhere(client, aza):
    world.fact("purpose", aza)
    world.labelled(aza, world.side_effect())
    Drug.objects.update(comment="CANARY")
    Fact.objects.update(comment="CANARY")
    LabelledEffect.objects.update(comment="CANARY")
    site_version.bump()
    assert "CANARY" not in everything(client)


def test_a_filter_costs_no_more_than_the_list(client, django_assert_max_num_queries):
    world.grow(3)
    thread = Thread.objects.latest("pk")
    for address in (f"posts/?drug=azathioprine&thread={thread.pk}", "drugs/azathioprine/figures/?side_effect=nausea"):
        with django_assert_max_num_queries(6):
            assert ask(client, address)["data"]


def test_post_carries_the_licence_only_where_its_author_agreed(aza, client):
    thread = world.publish("A thread", world.told())
    told = read_thread({"title": "x", "posts": [world.told("Imuran again.")]}).posts[0]
    given = GivenConsent("2026-11-27", "I agree.", sixteen=True)
    post = moderation.submit(told, thread=thread, now=world.NOW, consent=given)
    moderation.publish(post, by=world.moderator(), now=LATER)
    assert [one["licence"] for one in ask(client, "posts/")["data"]] == ["CC BY 4.0", None]
