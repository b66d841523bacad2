"""From the text to the receipt without JavaScript: what is proposed, corrected, warned of, agreed to and kept."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from experiences.models import Post, Thread
from experiences.writing import form_tokens
from medications import asking
from medications.models import Question
from tests import world
from tests.experiences.writing.form_filler import Writer
from tests.house.plain_words import grades_of, names_pattern

STORY = "I stopped CellCept because it gave me nausea. Now I take Imuran 50 mg a day and it helps a lot. No hair loss."
AGREED = {"is_16": "on", "agrees": "on"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(settings):
    settings.SHORTEST_FILL = 0
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate-mofetil", "CellCept")
    world.side_effect("nausea")
    world.side_effect("hair loss")


def at(address="/experiences/share/"):
    return Writer(Client(enforce_csrf_checks=True), address)


def checked(story=STORY, **more):
    return at().press("check", story=story, **more)


def words(page):
    return " ".join(strip_tags(page).split())


def told(post):
    return {one.drug.slug: one for one in post.experiences.all()}


def effects(experience):
    return {one.side_effect.slug: one.answer for one in experience.effects.all()}


def test_what_the_text_tells_is_proposed_in_plain_words_and_sent_as_rows():
    page = checked()
    assert "You wrote “CellCept”: stopped it, nausea. Is this right?" in words(page.page)
    assert not Post.objects.exists()
    page.press("go_on").press("send", **AGREED)
    post = Post.objects.get()
    assert (post.status, post.kind, post.body) == ("waiting", "experience", STORY)
    assert post.title == "About mycophenolate-mofetil (CellCept) and azathioprine (Imuran)"
    uses = told(post)
    assert effects(uses["mycophenolate-mofetil"]) == {"nausea": "yes"}
    assert effects(uses["azathioprine"]) == {"hair-loss": "no"}
    taking = uses["azathioprine"]
    assert (taking.stage, str(taking.dose_amount), taking.dose_period, taking.benefit) == (
        "taking",
        "50.00",
        "a day",
        "a_lot",
    )


def test_what_was_read_into_a_folded_part_is_seen_without_unfolding():
    world.topic(world.Condition, "lupus")
    page = checked("I take Imuran 50 mg a day for lupus. It helps a lot. No hair loss.")
    seen = "You wrote “Imuran”: taking it, 50 mg a day, for lupus, helped a lot, no hair loss. Is this right?"
    assert seen in words(page.page)


def test_every_row_can_be_corrected_added_and_taken_away():
    page = checked()
    page.press("use-0", name="drop")
    page.press("add_effect", add_effect="nausea", add_effect_to="use-1", add_effect_answer="yes")
    page.press("add_use", add_drug="mycophenolate-mofetil")
    page.press("add_change")
    page.press(
        "go_on",
        **{"use-1-stage": "stopped", "use-1-stop_reason": "cost", "use-1-effect-1-severity": "mild", "use-1-effect-0-answer": "",
           "use-2-stage": "starting", "use-2-problems": "none", "use-2-whose": "other",
           "change-0-from_drug": "azathioprine", "change-0-to_drug": "mycophenolate-mofetil", "change-0-reason": "cost"},
    )  # fmt: skip
    page.press("send", knows="no", why_not_asked="He has died.", **AGREED)
    post = Post.objects.get()
    uses = told(post)
    stopped, starting = uses["azathioprine"], uses["mycophenolate-mofetil"]
    assert (stopped.stage, stopped.stop_reason, effects(stopped)) == ("stopped", "cost", {"nausea": "yes"})
    assert stopped.effects.get().severity == "mild"
    assert (starting.stage, starting.problems, starting.whose) == ("starting", "none", "other")
    change = post.changes.get()
    assert (change.from_drug, change.to_drug, change.reason) == (stopped.drug, starting.drug, "cost")


def test_effect_that_a_form_holds_twice_is_told_once():
    page = checked("Imuran is what I take for now.").press("add_effect", add_effect="nausea", add_effect_to="use-0")
    twice = {"use-0-stage": "taking", "use-0-effect-7-effect": "nausea", "use-0-effect-7-answer": "no"}
    page.press("go_on", **twice).press("send", **AGREED)
    assert effects(told(Post.objects.get())["azathioprine"]) == {"nausea": "yes"}


@pytest.mark.parametrize(
    ("kind", "other", "to", "said"),
    [
        ("stopped", "", None, "Azathioprine (Imuran) stopped"),
        ("dose_changed", "", "azathioprine", "Another dose of azathioprine (Imuran)"),
        ("dose_changed", "azathioprine", "azathioprine", "Another dose of azathioprine (Imuran)"),
        ("added", "mycophenolate-mofetil", "mycophenolate-mofetil", "mycophenolate-mofetil (CellCept) added to azathi"),
    ],
)
def test_change_can_be_a_stop_or_another_dose(kind, other, to, said):
    page = checked().press("add_change")
    row = {"change-0-from_drug": "azathioprine", "change-0-to_drug": other, "change-0-kind": kind}
    page.press("go_on", **row, **{"change-0-reason": "cost"})
    assert said.lower() in words(page.page).lower()
    page.press("send", **AGREED)
    change = Post.objects.get().changes.get()
    assert (change.kind, change.from_drug.slug, change.to_drug and change.to_drug.slug) == (kind, "azathioprine", to)


@pytest.mark.parametrize(
    ("kind", "other", "fault"),
    [
        ("stopped", "mycophenolate-mofetil", "Leave this empty"),
        ("dose_changed", "mycophenolate-mofetil", "Leave this empty"),
        ("replaced", "", "Choose a medicine."),
        ("replaced", "azathioprine", "Choose another medicine"),
        ("added", "azathioprine", "Choose another medicine"),
    ],
)
def test_change_whose_medicines_do_not_fit_is_asked_for_again(kind, other, fault):
    row = {"change-0-from_drug": "azathioprine", "change-0-to_drug": other, "change-0-kind": kind}
    page = checked().press("add_change").press("go_on", **row)
    assert f'<a href="#id_change-0-to_drug">{fault}' in page.page


def test_question_is_put_beside_the_one_of_ours_that_it_asks_and_the_writer_may_say_otherwise():
    hair, work = world.question("hair"), world.question("work")
    for one, asked in ((hair, "will my hair fall out"), (work, "how long until it works")):
        Question.objects.filter(pk=one.pk).update(patient_words=asked)
    asking.forget()

    def ask():
        return at("/experiences/ask/").press("check", title="Will my hair fall out on Imuran?", story=STORY)

    page = ask()
    assert page.form.fields["asks"] == "hair"
    page.press("go_on")
    assert "It stands with this question: hair?" in words(page.page)
    page.press("send", **AGREED)
    assert [one.slug for one in Post.objects.get().questions.all()] == ["hair"]
    for said, kept in (("work", ["work"]), ("", []), ("nobody-knows", [])):
        ask().press("go_on", asks=said).press("look_again").press("go_on").press("send", **AGREED)
        assert [one.slug for one in Post.objects.order_by("-id").first().questions.all()] == kept


def test_what_was_taken_away_is_not_proposed_again_and_the_draft_survives_going_back():
    page = checked(title="My title").press("use-0", name="drop")
    page.press("rewrite")
    assert (page.form.fields["title"], page.form.fields["story"]) == ("My title", STORY)
    page.press("check", story=f"{STORY} I am on Imuran for years.")
    assert "CellCept" not in words(page.page).partition("The medicines")[2].partition("Add a medicine")[0]
    page.press("go_on").press("look_again").press("go_on").press("send", **AGREED)
    assert Post.objects.get().title == "My title"
    assert list(told(Post.objects.get())) == ["azathioprine"]


@pytest.mark.parametrize(
    ("steps", "fault", "field"),
    [
        ([("check", {"story": ""})], "Write what happened.", "id_story"),
        ([("check", {"story": "Imuran is a drug that I know."}), ("go_on", {})], "Say where you are with azathioprine (Imuran).", "id_use-0-stage"),
        ([("check", {}), ("go_on", {"use-0-dose_amount": "much"})], "Write the dose as a number", "id_use-0-dose_amount"),
        ([("check", {}), ("go_on", {}), ("send", {"agrees": "on"})], "16 or older", "id_is_16"),
        ([("check", {}), ("go_on", {}), ("send", {"is_16": "on"})], "only if you agree", "id_agrees"),
        ([("check", {"whose": "other"}), ("go_on", {}), ("send", AGREED)], "Say whether they know", "id_knows_0"),
        ([("check", {"whose": "other"}), ("go_on", {}), ("send", {**AGREED, "knows": "no"})], "why you cannot", "id_why_not_asked"),
    ],
)  # fmt: skip
def test_each_fault_is_listed_links_to_its_field_and_loses_nothing(steps, fault, field):
    page = at()
    for button, filled in steps:
        page.press(button, **({"story": STORY} if button == "check" and "story" not in filled else {}) | filled)
    summary = page.page.partition('role="alert"')[2].partition("</div>")[0]
    assert fault in summary
    assert f'href="#{field}"' in summary
    assert f'id="{field}"' in page.page
    assert "Error: " in page.page.partition("<title>")[2]
    assert not Post.objects.exists()
    if steps[0][1].get("story") != "":
        assert page.form.fields["story"] in page.page


def test_details_and_advice_are_marked_with_words_and_do_not_stop_anybody():
    page = checked(f"{STORY} Write to jane@example.org. You should stop your Imuran.")
    for part in (page.page, page.press("go_on").page):
        assert "<mark>jane@example.org" in part
        assert "(an e-mail address)" in part
        assert "(tells others what to do)" in part
    page.press("send", **AGREED)
    assert Post.objects.exists()


def test_crisis_shows_help_first_with_the_text_kept_and_a_way_on():
    text = "I want to die tonight. I have taken all of my Imuran."
    page = checked(text)
    assert "We are not an emergency service" in words(page.page)
    assert text in words(page.page)
    page.press("check").press("go_on", **{"use-0-stage": "taking"}).press("send", **AGREED)
    assert "Please call someone now" in words(page.page)
    assert Post.objects.get().body == text


def test_form_sent_twice_is_one_post_and_shows_the_same_page():
    page = checked().press("go_on")
    fields = {**page.form.fields, **AGREED, "do": "send"}
    first, again = (page.client.post(page.address, fields).content.decode() for _ in range(2))
    assert Post.objects.count() == Thread.objects.count() == 1
    assert words(first) == words(again)


@pytest.mark.parametrize(
    ("filled", "words_of_it"),
    [({"website": "https://x.example"}, "We have emptied it"), ({"token": "made up"}, "open for a long time")],
)
def test_what_no_person_sends_is_asked_for_once_more_and_then_taken(filled, words_of_it):
    page = checked().press("go_on").press("send", **AGREED, **filled)
    assert words_of_it in page.page
    assert not Post.objects.exists()
    page.press("send", **AGREED)
    assert Post.objects.count() == 1


def test_form_filled_in_no_time_is_asked_for_once_more(settings):
    settings.SHORTEST_FILL = 60
    page = checked().press("go_on").press("send", **AGREED)
    assert "very quick" in page.page
    assert not Post.objects.exists()


def test_network_that_sends_too_much_waits_and_keeps_its_text(settings):
    settings.LIMITS = {"step": (100, 3600), "send": (1, 3600)}
    checked().press("go_on").press("send", **AGREED)
    page = checked(f"Another one. {STORY}").press("go_on").press("send", **AGREED)
    assert page.answer.status_code == 429
    assert 0 < int(page.answer.headers["Retry-After"]) <= 3600
    assert page.form.fields["story"] == f"Another one. {STORY}"
    settings.LIMITS = {"step": (100, 3600), "send": (9, 3600)}
    page.press("send")
    assert Post.objects.count() == 2


def test_question_and_reply_walk_the_same_way():
    asked = at("/experiences/ask/").press(
        "check", title="How long did Imuran take?", story="I just started Imuran, 50 mg."
    )
    asked.press("go_on").press("send", **AGREED)
    question = Post.objects.get()
    assert (question.kind, question.title) == ("question", "How long did Imuran take?")
    thread = world.publish("A thread", world.told("Imuran for me."))
    at(f"/experiences/{thread.pk}/reply/").press("check", story="For me it took three months on Imuran.").press(
        "go_on"
    ).press("send", **AGREED)
    assert thread.posts.last().kind == "reply"
    assert at(f"/experiences/{thread.pk}/reply/").answer.status_code == 200
    assert Client().get(f"/experiences/{question.thread_id}/reply/").status_code == 404


def test_closed_copy_says_so_kindly_and_takes_nothing(settings):
    settings.SHARING = False
    client = Client()
    assert "You cannot send anything to this copy" in words(client.get("/experiences/share/").content.decode())
    client.post("/experiences/share/", {"story": STORY, "do": "send", "token": form_tokens.fresh(), **AGREED})
    assert not Post.objects.exists()


def test_every_step_is_easy_to_read():
    page = checked("I want to die tonight. I have taken all of my Imuran. Write to jane@example.org.")
    seen = [page.page]
    for button, filled in (
        ("check", {}), ("go_on", {}), ("go_on", {"use-0-stage": "taking", "use-0-whose": "other"}), ("send", {}),
        ("send", {**AGREED, "knows": "yes"}),
    ):  # fmt: skip
        seen.append(page.press(button, **filled).page)
    names = names_pattern()
    graded = [grades_of(html, names) for html in seen]
    assert [whole.grade for whole, _ in graded if whole.grade > 6] == []
    assert {part.text: part.grade for _, parts in graded for part in parts if part.grade > 8} == {}


def test_form_without_its_guard_is_refused_and_gives_the_text_back():
    answer = Client(enforce_csrf_checks=True).post("/experiences/share/", {"story": f"{STORY} <b>", "do": "check"})
    assert answer.status_code == 403
    assert f"{STORY} &lt;b&gt;</textarea>" in answer.content.decode()
    assert not answer.cookies
