"""Where a name in an address leads: to its page for good, to a choice, or to search."""

import pytest

from medications.models import Condition, Name, SideEffect, Test
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named_world():
    aza = world.drug("azathioprine", "Imuran", "CellCept")
    Name.objects.create(surface="azathiaprine", kind=Name.Kind.MISSPELLING, drug=aza)
    world.drug("prednisone")
    world.side_effect("leukopenia", "low white blood cells")
    world.side_effect("sepsis")
    world.topic(Test, "blood count")
    world.topic(Condition, "lupus nephritis")


def ambiguous(surface, **targets):
    for field, row in targets.items():
        Name.objects.create(surface=surface, is_ambiguous=True, note=f"It may be {row}.", **{field.rstrip("2"): row})
    world.site_version.bump(names=True)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/medications/imuran/", "/medications/azathioprine/"),
        ("/medications/Imuran/", "/medications/azathioprine/"),
        ("/medications/cellcept/", "/medications/azathioprine/"),
        ("/medications/cell-cept/", "/medications/azathioprine/"),
        ("/medications/azathiaprine/", "/medications/azathioprine/"),
        ("/medications/imuran/side-effects/leukopenia/", "/medications/azathioprine/side-effects/leukopenia/"),
        ("/medications/azathioprine/side-effects/low-white-blood-cells/",
         "/medications/azathioprine/side-effects/leukopenia/"),
        ("/side-effects/low-white-blood-cells/", "/side-effects/leukopenia/"),
        ("/tests/Blood-Count/", "/tests/blood-count/"),
        ("/conditions/LUPUS%20nephritis/", "/conditions/lupus-nephritis/"),
    ],
)  # fmt: skip
def test_known_name_is_sent_to_its_page_for_good(client, path, page):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, page)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("word", ["pred", "steroids"])
def test_open_name_asks_which_one_and_never_redirects(client, word):
    from medications.models import Drug

    prednisolone = world.drug("prednisolone", page=Drug.Page.RELATED)
    ambiguous(word, drug=Drug.objects.get(slug="prednisone"), drug2=prednisolone)
    answer = client.get(f"/medications/{word}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Which one do you mean?" in html
    assert 'href="/medications/prednisone/"' in html
    assert 'href="/medications/prednisolone/"' in html
    assert "It may be prednisolone." in html


def test_urgent_meaning_stands_first_with_its_advice(client):
    sepsis = SideEffect.objects.get(slug="sepsis")
    sepsis.urgency = "urgent"
    sepsis.save()
    ambiguous("bad chill", side_effect=SideEffect.objects.get(slug="leukopenia"), side_effect2=sepsis)
    html = client.get("/side-effects/bad-chill/").content.decode()
    assert html.index("/side-effects/sepsis/") < html.index("/side-effects/leukopenia/")
    assert "This can be urgent." in html


def test_open_name_of_another_kind_is_unknown_here(client):
    for name in ("leukopenia", "sepsis"):
        ambiguous("bad chill", side_effect=SideEffect.objects.get(slug=name))
    assert client.get("/medications/bad-chill/").status_code == 404
    assert client.get("/side-effects/bad-chill/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/medications/no-such-thing/",
        "/medications/leukopenia/",
        "/side-effects/imuran/",
        "/medications/no-such-thing/side-effects/leukopenia/",
        "/medications/azathioprine/side-effects/no-such-thing/",
        "/tests/no-such-thing/",
        "/conditions/no-such-thing/",
    ],
)
def test_unknown_name_is_404_with_search(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'action="/search/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("celexa", "“celexa” is the name of another drug (citalopram)."),
        ("lookalike-7", "“lookalike 7” is the name of another drug."),
    ],
)
def test_another_drug_is_named_as_another_and_never_replaced(client, name, said):
    world.fact("look_alike", world.drug("azathioprine"), 7, is_verified=False)
    answer = client.get(f"/medications/{name}/")
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_merged_effect_sends_on_to_the_one_it_became(client):
    old = world.side_effect("low whites")
    SideEffect.objects.filter(pk=old.pk).update(merged_into=SideEffect.objects.get(slug="leukopenia"))
    assert client.get("/side-effects/low-whites/").headers["Location"] == "/side-effects/leukopenia/"
    pair = client.get("/medications/azathioprine/side-effects/low-whites/")
    assert (pair.status_code, pair.headers["Location"]) == (301, "/medications/azathioprine/side-effects/leukopenia/")
