"""A drug page: its order, everything known on it, nothing unchecked, and people's counts beside."""

import re

import pytest
import time_machine
from django.utils.html import strip_tags

from medications.models import Drug, Fact, LabelledEffect, Test
from tests import world

pytestmark = pytest.mark.django_db

ORDER = [
    "What it is for", "When to get help", "Do not mix with, and who must not take it", "Pregnancy, breastfeeding and having children",
    "Stopping or cutting down", "Key facts", "What to expect in the first weeks", "What people say", "Side effects", "Questions people ask",
    "Beside other medicines, and changes", "Where sources disagree", "Experiences and threads", "Sources and dates", "Report a side effect",
]  # fmt: skip


def page(client, path="/medications/azathioprine/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def read(html):
    """Return the text of a page as a person reads it, in single spaces."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(main))


def all_kinds(drug, **more):
    """Give a drug one fact of every kind; return {kind: text}."""
    demanded = {
        "claim": {"question": world.question("pregnancy-and-fertility")},
        "test": {"test": world.topic(Test, "blood count")},
        "effect_note": {"side_effect": world.side_effect()},
    }
    return {kind: world.fact(kind, drug, **demanded.get(kind, {}), **more).text for kind in Fact.Kind.values}


@pytest.fixture
def aza():
    return world.drug("azathioprine", "Imuran")


def test_sections_stand_in_the_agreed_order(client, aza):
    all_kinds(aza)
    headings = [strip_tags(one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page(client), re.DOTALL)]
    assert headings == ORDER


def test_every_kind_of_fact_is_shown(client, aza):
    texts = all_kinds(aza)
    world.labelled(aza, world.side_effect())
    shown = read(page(client))
    assert [kind for kind, text in texts.items() if text not in shown] == []


def test_unchecked_facts_stay_hidden_but_for_marked_warnings(client, aza):
    texts = all_kinds(aza, is_verified=False)
    shown = read(page(client))
    assert {kind for kind, text in texts.items() if text in shown} == {"get_help", "boxed", "interaction"}
    assert shown.count("General caution. Source not yet checked. Ask your pharmacist.") == 3


def test_every_source_is_listed_once_with_its_date_and_every_citation_leads_there(client, aza):
    all_kinds(aza)
    world.source("label-0")
    html = page(client)
    cited, listed = set(re.findall(r'href="#(source-[^"]+)"', html)), re.findall(r'<li id="(source-[^"]+)"', html)
    assert cited == set(listed)
    assert len(listed) == len(set(listed)) == 2
    assert read(html).count("Checked: date not known.") == 2


def test_a_fact_past_its_date_is_marked(client, aza):
    world.fact("purpose", aza, check_again_on="2026-11-24")
    with time_machine.travel("2026-11-24T12:00:00Z"):
        assert "Due for another check" not in read(page(client))
    with time_machine.travel("2026-11-25T12:00:00Z"):
        assert "Due for another check" in read(page(client))


def test_an_empty_drug_says_what_is_not_known_and_whom_to_ask(client, aza):
    shown = read(page(client))
    assert "We have no checked list of warning signs for azathioprine yet." in shown
    assert "Contact your team before you change anything." in shown
    assert "Nobody here has told of taking azathioprine yet." in shown
    assert "No clinician has reviewed this page yet." in shown


def test_a_review_is_named_with_its_date(client, aza):
    Drug.objects.update(reviewed_by="Dr A. Example", reviewed_on="2026-05-01")
    shown = read(page(client))
    assert "Reviewed by Dr A. Example, 1 May 2026." in shown
    assert "No clinician has reviewed this page yet." not in shown


def test_effects_say_what_sources_give_of_100_and_that_lupus_can_do_it(client, aza):
    nausea = world.side_effect()
    nausea.lupus_too = "Lupus itself can do this."
    nausea.save()
    row = world.labelled(aza, nausea, band="", low=28, high=28)
    shown = read(page(client))
    assert "28 of 100 people; 72 did not. In people with lupus. A house 2024" in shown
    assert "Lupus itself can do this." in shown
    LabelledEffect.objects.filter(pk=row.pk).update(is_verified=False)


def test_reports_stand_beside_the_sources_with_three_counts(client, aza):
    nausea, hair = world.side_effect(), world.side_effect("hair loss")
    world.labelled(aza, nausea)
    uses = [("yes", "self"), ("yes", "self"), ("no", "self"), ("no", "other"), ("no", "self")]
    posts = [
        world.told(experiences=[{"drug": "azathioprine", "stage": "taking", "whose": whose,
                                 "effects": [{"effect": "nausea", "answer": answer}]}])
        for answer, whose in uses
    ]  # fmt: skip
    alone = {"drug": "azathioprine", "stage": "stopped", "effects": [{"effect": hair.slug, "answer": "yes"}]}
    world.publish("six people", *posts, world.told(experiences=[alone]))
    shown = read(page(client))
    assert "6 people here told of taking azathioprine: 5 first-hand, 1 told for someone else." in shown
    assert "2 yes, 3 no, 1 did not mention" in shown
    assert "2 of 5 said yes: 40 of 100, between 12 and 77 of 100" in shown
    assert "Told here, named by none of our sources" in shown
    assert "Hair loss: 1 yes, 0 no, 5 did not mention" in shown


def test_who_only_starts_is_listed_and_never_counted(client, aza):
    world.publish("a start", world.told(experiences=[{"drug": "azathioprine", "stage": "starting"}]))
    shown = read(page(client))
    assert "Nobody here has told of taking azathioprine yet." in shown
    assert "Listed, not counted: about to start or just started: 1." in shown


def test_changes_and_threads_that_name_the_drug_are_linked(client, aza):
    world.drug("prednisone")
    change = {"kind": "replaced", "from_drug": "prednisone", "to_drug": "azathioprine", "reason": "side_effect"}
    thread = world.publish("from one to the other", world.told("From prednisone to Imuran.", changes=[change]))
    html = page(client)
    assert html.count(f'href="{thread.get_absolute_url()}') == 2
    assert "From prednisone to azathioprine (replaced). Why: a side effect. First-hand." in read(html)
    assert "About azathioprine, prednisone" in read(html)


def test_related_medicine_is_said_to_be_one_of_its_own_even_when_nothing_is_checked(client, aza):
    other = world.drug("mercaptopurine", page=Drug.Page.RELATED)
    world.fact("relation", aza, other_drug=other, is_verified=False)
    html = page(client, "/medications/mercaptopurine/")
    assert read(html).count("This is a medicine of its own. It is not the same as azathioprine.") == 1
    assert 'href="/medications/azathioprine/"' in html
    assert "sentence, number" not in read(html)


def test_related_medicine_and_ours_link_to_each_other(client, aza):
    other = world.drug("mercaptopurine", page=Drug.Page.RELATED)
    fact = world.fact("relation", other, other_drug=aza)
    Fact.objects.filter(pk=fact.pk).update(relation_type="related-medicine", other_name="")
    assert 'href="/medications/mercaptopurine/"' in page(client)
    assert "Mercaptopurine is a medicine of its own" in read(page(client))
    assert fact.text in read(page(client, "/medications/mercaptopurine/"))


def test_reports_of_a_related_medicine_are_not_counted_anywhere(client, aza):
    world.drug("mercaptopurine", page=Drug.Page.RELATED)
    world.publish("related", world.told(experiences=[{"drug": "mercaptopurine", "stage": "taking"}]))
    assert "told of taking" not in read(page(client, "/medications/mercaptopurine/"))


def test_whatever_a_curator_checks_of_a_related_medicine_is_shown(client):
    other = world.drug("mercaptopurine", page=Drug.Page.RELATED)
    texts = all_kinds(other)
    shown = read(page(client, "/medications/mercaptopurine/"))
    assert [kind for kind, text in texts.items() if text not in shown] == []
