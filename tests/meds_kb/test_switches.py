"""The switch map equals a naive recount of the public changes, says whose and why, and leads down to each post."""

import random
import re
from collections import Counter

import pytest

from experiences import moderation
from experiences.models import Change, Experience, Post
from medications.models import Drug, Fact
from meds_kb.said import changes
from tests import world

pytestmark = pytest.mark.django_db
DRUGS = ("azathioprine", "cyclophosphamide", "prednisone")
KINDS = [kind.value for kind in Change.Kind]


@pytest.fixture(autouse=True)
def _drugs():
    for slug in DRUGS:
        world.drug(slug)
    world.drug("mycophenolate mofetil".replace(" ", "-"), "CellCept")
    world.side_effect("nausea")
    world.question("switching-and-adding")


def change(before="azathioprine", after="prednisone", kind="replaced", **more):
    return {"kind": kind, "from_drug": before, "to_drug": after, **more}


def told(*found):
    return world.publish("t", *[world.told(changes=[one]) for one in found])


def any_change(chance):
    kind, before, after = chance.choice(KINDS), *chance.sample(DRUGS, 2)
    reason = chance.choice([one.value for one in Experience.StopReason])
    ends = {
        "replaced": (before, after),
        "added": (chance.choice((before, None)), after),
        "stopped": (before, None),
        "dose_changed": (before, before),
    }[kind]
    more = {"side_effect": "nausea"} if reason == "side_effect" and chance.random() < 0.5 else {}
    return change(
        *ends, kind, reason=reason, whose=chance.choice(("self", "other")), is_planned=chance.random() < 0.2, **more
    )


def recounted(before="", after=""):
    """Return {(from, to): what the map should say}, from the rows alone."""
    found = {}
    for one in Change.objects.filter(post__status="published", is_planned=False).select_related("from_drug", "to_drug"):
        place = (one.from_drug.slug if one.from_drug else "none", one.to_drug.slug if one.to_drug else "none")
        if before not in ("", place[0]) or after not in ("", place[1]):
            continue
        if after and not before and place[0] == place[1]:
            continue  # another dose of a drug does not lead to it
        way = found.setdefault(
            place, {"n": 0, "first": 0, "kinds": Counter(), "reasons": Counter(), "effects": Counter()}
        )
        way["n"] += 1
        way["first"] += one.whose == "self"
        way["kinds"][one.kind] += 1
        way["reasons"][one.reason] += 1
        if one.side_effect and one.from_drug:
            way["effects"]["nausea"] += 1
    return found


def mapped(before, after):
    drugs = {drug.slug: drug for drug in Drug.objects.all()}
    found = changes.ways(before=drugs.get(before, before) or None, after=drugs.get(after, after) or None)
    return {
        (way.before, way.after): {
            "n": way.n,
            "first": way.first_hand,
            "kinds": way.kinds,
            "reasons": way.reasons,
            "effects": way.effects,
        }
        for way in found
    }


@pytest.mark.parametrize("seed", range(3))
def test_every_number_equals_a_naive_recount_of_the_public_rows(seed):
    chance = random.Random(seed)
    told(*(any_change(chance) for _ in range(40)))
    for post in list(Post.objects.order_by("pk")[:5]):
        moderation.withdraw(post, by=world.moderator(), now=world.NOW)
    for before in ("", "none", *DRUGS):
        for after in ("", "none", *DRUGS):
            if (before, after) != ("none", "none"):
                assert mapped(before, after) == recounted(before, after), (before, after)


def test_page_says_how_many_whose_how_why_and_where(client):
    told(
        change(reason="side_effect", side_effect="nausea"),
        change(reason="side_effect", whose="other"),
        change(kind="added", reason="did_not_work"),
        change(is_planned=True),
    )
    page = client.get("/switches/").content.decode()
    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "3 changes: 2 first-hand, 1 told for someone else" in text
    assert "From azathioprine to prednisone 3 ( 2 first-hand, 1 for someone else)".replace("( ", "(") in text
    assert "Replaced: 2; Added: 1" in text
    assert "A side effect: 2; It did not work: 1 Named: nausea 1" in text
    assert 'href="/switches/?from=azathioprine&amp;to=prednisone"' in page


def test_posts_are_listed_newest_first_page_by_page_and_only_public_ones(client):
    told(*[change() for _ in range(23)], change(is_planned=True))
    moderation.withdraw(Post.objects.order_by("pk").first(), by=world.moderator(), now=world.NOW)
    seen, address = [], "/switches/?from=azathioprine&to=prednisone"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"#post-(\d+)", page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        address = older and older[1].replace("&amp;", "&")
    expected = Change.objects.filter(post__status="published", is_planned=False).order_by("-pk")
    assert seen == [str(pk) for pk in expected.values_list("post", flat=True)]
    assert len(seen) == 22


def test_any_known_name_narrows_and_an_unknown_one_says_so(client):
    told(change("azathioprine", "mycophenolate-mofetil"))
    assert "From azathioprine to mycophenolate" in client.get("/switches/?to=cell-cept").content.decode()
    assert "We do not know “xyzzy”" in client.get("/switches/?from=xyzzy").content.decode()
    assert client.get("/switches/?before=0").status_code == 400


def test_map_without_a_change_says_so(client):
    page = client.get("/switches/").content.decode()
    assert "Nobody here has told of such a change yet" in page
    assert '<svg viewBox="0 0 400' not in page


def test_what_studies_say_stands_beside_the_counts(client):
    aza, pred = (Drug.objects.get(slug=slug) for slug in ("azathioprine", "prednisone"))
    world.fact("relation", aza, 1)
    world.fact("relation", aza, 2, is_verified=False)
    Fact.objects.update(relation_type="compared-tolerability", other_drug=pred, other_name="")
    for address in ("/switches/", "/switches/?from=azathioprine&to=prednisone", "/switches/?from=azathioprine"):
        page = client.get(address).content.decode()
        assert "A relation sentence, number 1." in page, address
        assert "number 2" not in page, address


def test_drug_page_leads_to_the_changes_from_and_to_it(client):
    page = client.get("/medications/azathioprine/").content.decode()
    assert 'href="/switches/?from=azathioprine"' in page
    assert 'href="/switches/?to=azathioprine"' in page
