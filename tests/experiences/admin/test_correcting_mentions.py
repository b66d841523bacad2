"""Moderators correct mentions on pages of their own; curators decide what words never link, and what unknown words mean."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from experiences import unknown_words
from experiences.admin.mentions import nth_place
from experiences.models import Correction, UnknownWord
from medications import lexicon
from medications.models import Drug, Name, NeverLink, SideEffect, site_version
from meds_kb import roles
from tests import world

pytestmark = pytest.mark.django_db
BODY = "Imuran gave me nausea. Nausea, and <b>the wobbles</b>, and then CTX. The wobbles again."


def enter(client, *names):
    user = get_user_model().objects.create_user("-".join(names), is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name in names])
    client.force_login(user)
    return client


@pytest.fixture
def moderator(client):
    return enter(client, roles.MODERATOR)


@pytest.fixture
def curator(client):
    return enter(client, roles.CURATOR)


@pytest.fixture
def post():
    world.drug("azathioprine", "Imuran")
    Name.objects.create(surface="CTX", is_ambiguous=True, drug=world.drug("cyclophosphamide"))
    world.side_effect("nausea")
    return world.publish("On Imuran", world.told(BODY)).posts.get()


def page(name, row):
    return reverse(f"admin:experiences_{name}", args=[getattr(row, "pk", row)])


def text_of(answer):
    return answer.content.decode()


def first(post, surface="Imuran"):
    return post.mentions.get(surface=surface)


def test_page_of_a_mention_says_why_it_linked_with_its_words_escaped_around_it(moderator, post):
    said = text_of(moderator.get(page("mention_correct", first(post))))
    assert "<mark>Imuran</mark> gave me" in said
    assert "&lt;b&gt;the wobbles" in said
    assert "It links to azathioprine: exact name." in said


@pytest.mark.parametrize(("button", "review"), [("confirm", "confirmed"), ("dismiss", "dismissed")])
def test_mention_is_confirmed_or_dismissed_and_the_post_shows_again(moderator, post, button, review):
    answer = moderator.post(page("mention_correct", first(post)), {button: "x"})
    assert answer["Location"] == page("post_change", post)
    assert first(post).review == review
    assert Correction.objects.get().by.username == "moderator"


def test_mention_is_aimed_at_another_thing_and_only_at_one(moderator, post):
    where, drug = page("mention_correct", first(post)), Drug.objects.get(slug="cyclophosphamide")
    both = {"retarget": "x", "drug": drug.pk, "side_effect": SideEffect.objects.get().pk, "assertion": "absent"}
    for wrong in (both, {"retarget": "x", "assertion": "absent"}):
        assert "Choose exactly one" in text_of(moderator.post(where, wrong))
    assert "valid choice" in text_of(moderator.post(where, {"retarget": "x", "drug": "9" * 40, "assertion": "absent"}))
    moderator.post(where, {"retarget": "x", "drug": drug.pk, "assertion": "absent"})
    changed = post.mentions.get(drug=drug)
    assert (changed.surface, changed.review, changed.assertion) == ("Imuran", "confirmed", "absent")


def test_words_are_added_where_they_stand_for_the_second_time(moderator, post):
    asked = {"words": "wobbles", "which": 2, "side_effect": SideEffect.objects.get().pk, "assertion": "present"}
    assert moderator.post(page("mention_add", post), asked).status_code == 302
    added = first(post, "wobbles")
    assert (added.start, added.review) == (BODY.rindex("wobbles"), "added")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"words": "Wobbles"}, "do not stand there"),
        ({"words": "wobbles", "which": 3}, "do not stand there"),
        ({"words": "wobbles", "which": 0}, "greater than or equal to 1"),
        ({"words": ""}, "required"),
    ],
)
def test_words_that_do_not_stand_in_the_post_are_refused(moderator, post, asked, words):
    effect = {"side_effect": SideEffect.objects.get().pk, "assertion": "present", "which": 1}
    assert words in text_of(moderator.post(page("mention_add", post), effect | asked))
    assert not Correction.objects.exists()


def test_nth_place_counts_overlapping_places():
    assert [nth_place("ababa", "aba", n) for n in (1, 2, 3)] == [0, 2, -1]


def test_chosen_mentions_are_corrected_at_once_and_a_refusal_is_said(moderator, post):
    listed = reverse("admin:experiences_mention_changelist")
    chosen = list(post.mentions.values_list("pk", flat=True))
    moderator.post(listed, {"action": "dismiss_chosen", "_selected_action": chosen})
    assert not post.mentions.standing().exists()
    answer = moderator.post(listed, {"action": "confirm_chosen", "_selected_action": chosen}, follow=True)
    assert "3 mentions corrected" in text_of(answer)
    assert {one.review for one in post.mentions.all()} == {"confirmed"}


def test_page_of_a_post_says_what_came_near_and_leads_to_every_correction(moderator, post):
    said = text_of(moderator.get(page("post_change", post)))
    assert "“CTX”: may mean several things (cefotaxime, ceftriaxone, cyclophosphamide)" in said
    assert page("mention_add", post) in said
    assert page("mention_correct", first(post)) in said


@pytest.mark.parametrize("role", [roles.CURATOR, roles.AUDITOR])
def test_who_is_no_moderator_corrects_no_mention(client, post, role):
    enter(client, role)
    for where in (page("mention_correct", first(post)), page("mention_add", post)):
        assert client.get(where).status_code == 403
        assert client.post(where, {"dismiss": "x"}).status_code == 403
    chosen = {"action": "dismiss_chosen", "_selected_action": [first(post).pk]}
    client.post(reverse("admin:experiences_mention_changelist"), chosen)
    assert first(post).review == "detected"


@pytest.mark.parametrize("name", ["mention_correct", "mention_add", "unknownword_name"])
@pytest.mark.parametrize("row", [987_654, "no-number", "9" * 40])
def test_page_of_nothing_is_not_found(client, post, name, row):
    enter(client, *roles.ROLES)
    assert client.get(page(name, row)).status_code == 404


def test_decision_never_to_link_reaches_posts_and_is_taken_back(curator, post):
    other = world.publish("Another", world.told("Immuran helps.")).posts.get()
    add, drug = reverse("admin:medications_neverlink_add"), Drug.objects.get(slug="azathioprine")
    filled = curator.get(add, {"surface": "Immuran", "drug": drug.pk})
    assert filled.context["adminform"].form["surface"].value() == "Immuran"
    answer = curator.post(add, {"surface": "Immuran", "drug": drug.pk}, follow=True)
    assert "1 of the newest" in text_of(answer)
    assert not other.mentions.exists()
    assert first(post).drug == drug
    row = NeverLink.objects.get()
    assert row.history.get().history_user.username == "curator"
    curator.post(reverse("admin:medications_neverlink_delete", args=[row.pk]), {"post": "yes"})
    assert other.mentions.get().drug == drug


def test_decisions_taken_back_from_the_list_reach_posts_too(curator, post):
    effect = SideEffect.objects.get()
    curator.post(reverse("admin:medications_neverlink_add"), {"surface": "nausea", "side_effect": effect.pk})
    assert not post.mentions.filter(side_effect=effect).exists()
    chosen = {"action": "delete_selected", "_selected_action": [NeverLink.objects.get().pk], "post": "yes"}
    curator.post(reverse("admin:medications_neverlink_changelist"), chosen)
    assert post.mentions.filter(side_effect=effect).count() == 2


def test_own_name_of_a_drug_is_refused_at_the_desk_in_words(curator, post):
    answer = curator.post(
        reverse("admin:medications_neverlink_add"), {"surface": "imuran", "drug": first(post).drug_id}
    )
    assert "own name, so it always links" in text_of(answer)


@pytest.fixture
def word(post):
    world.publish("Two", world.told("They gave me zorbimab."), world.told("Zorbimab, or zorbimabb, and rest."))
    unknown_words.recount(now=world.NOW)
    return UnknownWord.objects.get(word="zorbimab")


def test_unknown_word_becomes_a_name_and_the_posts_it_reaches_link(curator, post, word):
    where, drug = page("unknownword_name", word), world.drug("zorbivamab")
    lexicon.forget()
    asked = text_of(curator.get(where))
    assert "It stands in 2 posts" in asked
    answer = curator.post(where, {"name": "x", "drug": drug.pk, "kind": "also"}, follow=True)
    assert "“zorbimab” is now a name of zorbivamab; 2 posts link differently." in text_of(answer)
    assert sorted(drug.mentions.values_list("surface", flat=True)) == ["Zorbimab", "zorbimab", "zorbimabb"]
    assert not UnknownWord.objects.filter(pk=word.pk).exists()
    assert Name.objects.get(surface="zorbimab").history.get().history_user.username == "curator"


def test_word_that_another_thing_has_is_refused_in_words(curator, post, word):
    Name.objects.create(surface="zorbimab", drug=world.drug())
    answer = curator.post(page("unknownword_name", word), {"side_effect": SideEffect.objects.get().pk, "kind": "also"})
    assert "Another thing already has this name" in text_of(answer)
    assert UnknownWord.objects.filter(pk=word.pk).exists()


def test_hidden_word_stays_hidden_when_counted_again_and_may_come_back(curator, post, word):
    listed, chosen = reverse("admin:experiences_unknownword_changelist"), {"_selected_action": [word.pk]}
    curator.post(listed, {"action": "hide_chosen", **chosen})
    curator.post(reverse("admin:experiences_unknownword_count"))
    word.refresh_from_db()
    assert word.hidden_by.username == "curator"
    assert not curator.get(listed).context["cl"].result_count
    assert curator.get(listed, {"state": "hidden"}).context["cl"].result_count == 1
    curator.post(f"{listed}?state=hidden", {"action": "show_chosen", **chosen})
    assert list(UnknownWord.objects.open()) == [word]


def test_list_of_unknown_words_leads_each_role_only_where_it_may_go(client, word):
    listed = reverse("admin:experiences_unknownword_changelist")
    assert "Make it a name" in (said := text_of(enter(client, roles.CURATOR).get(listed)))
    assert "Posts with it" not in said
    assert "Posts with it" in (said := text_of(enter(client, roles.MODERATOR).get(listed)))
    assert "Make it a name" not in said


def test_who_only_looks_decides_nothing_about_unknown_words(moderator, word):
    assert moderator.get(page("unknownword_name", word)).status_code == 403
    assert moderator.post(reverse("admin:experiences_unknownword_count")).status_code == 403
    listed = reverse("admin:experiences_unknownword_changelist")
    moderator.post(listed, {"action": "hide_chosen", "_selected_action": [word.pk]})
    assert list(UnknownWord.objects.open()) == [word]


def test_counting_is_asked_for_by_post_alone(curator):
    assert curator.get(reverse("admin:experiences_unknownword_count")).status_code == 405


def test_version_of_names_goes_up_with_each_decision(curator, post):
    before = site_version.current()[1]
    effect = SideEffect.objects.get().pk
    curator.post(reverse("admin:medications_neverlink_add"), {"surface": "nausea", "side_effect": effect})
    assert site_version.current()[1] == before + 1
    where = reverse("admin:medications_neverlink_change", args=[NeverLink.objects.get().pk])
    curator.post(where, {"surface": "other", "why": "It is a word of its own."})
    assert NeverLink.objects.get().surface == "nausea"
    assert NeverLink.objects.get().why == "It is a word of its own."
    assert site_version.current()[1] == before + 1
