import pytest
from django.core.management import call_command

from experiences import linking, moderation
from experiences.models import Mention
from medications.models import Name, site_version
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named():
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate", "CellCept")
    world.side_effect("nausea")


def post(body="Imuran gave me nausea."):
    return world.publish("A thread", world.told(body)).posts.get()


def standing(of):
    return [(one.surface, one.target.slug, one.review) for one in of.mentions.standing()]


def test_link_writes_each_stretch_with_its_target_and_what_is_said_of_it():
    written = post("No nausea on Imuran.")
    nausea, imuran = written.mentions.all()
    assert [written.body[one.start : one.end] for one in (nausea, imuran)] == ["nausea", "Imuran"]
    assert (nausea.target.slug, nausea.assertion) == ("nausea", "absent")
    assert (imuran.target.slug, imuran.assertion) == ("azathioprine", "present")


def test_link_again_changes_no_row():
    written = post()
    before = list(written.mentions.values())
    assert linking.link(written) is False
    assert list(written.mentions.values()) == before


def test_corrections_of_a_moderator_stay():
    written = post("Imuran gave me nausea, and the wobbles.")
    written.mentions.filter(surface="nausea").update(review=Mention.Review.DISMISSED)
    imuran = written.mentions.get(surface="Imuran")
    imuran.drug, imuran.review = world.drug("mycophenolate"), Mention.Review.CONFIRMED
    imuran.save()
    start = written.body.index("wobbles")
    Mention.objects.create(
        post=written, start=start, end=start + 7, surface="wobbles", side_effect=world.side_effect("nausea"), review="added"
    )  # fmt: skip
    linking.link(written)
    assert standing(written) == [("Imuran", "mycophenolate", "confirmed"), ("wobbles", "nausea", "added")]


def test_edit_drops_a_correction_whose_words_are_gone():
    written = post("Imuran gave me nausea.")
    written.mentions.update(review=Mention.Review.CONFIRMED)
    before, written.body = written.body, "At first Imuran gave me hope."
    assert linking.carry_corrections(written, before) == ["nausea"]
    assert standing(written) == [("Imuran", "azathioprine", "confirmed")]
    assert written.mentions.get().start == written.body.index("Imuran")


def test_relink_reaches_every_post_after_a_new_name_and_raises_the_version_once(capsys):
    first, second = post("The purple pill helps."), post("Purple pill and Imuran.")
    untouched = post()
    Name.objects.create(surface="purple pill", drug=world.drug("mycophenolate"))
    site_version.bump(names=True)
    version, _names = site_version.current()
    call_command("relink")
    assert "2 posts changed" in capsys.readouterr().out
    assert site_version.current()[0] == version + 1
    assert standing(first) == [("purple pill", "mycophenolate", "detected")]
    assert [one[1] for one in standing(second)] == ["mycophenolate", "azathioprine"]
    assert len(standing(untouched)) == 2


def test_drugs_elsewhere_are_those_that_other_public_posts_name():
    thread = world.publish("T", world.told("Imuran."), world.told("CellCept."), world.told("Neither."))
    first, _second, third = thread.posts.all()
    assert linking.drugs_elsewhere(first) == {"mycophenolate"}
    assert linking.drugs_elsewhere(third) == {"azathioprine", "mycophenolate"}


def test_a_dose_does_not_settle_a_short_form_when_the_thread_names_another_candidate():
    Name.objects.create(surface="aza", drug=world.drug("azathioprine"), is_ambiguous=True)
    site_version.bump(names=True)
    body = "On aza 50 mg now."
    alone = world.publish("T", world.told(body), world.told("Good luck!")).posts.first()
    beside = world.publish("T", world.told(body), world.told("My sister has azacitidine.")).posts.first()
    assert [slug for _text, slug, _review in standing(alone)] == ["azathioprine"]
    assert standing(beside) == []


def test_what_comes_onto_the_page_or_leaves_it_settles_a_short_form_elsewhere_in_its_thread():
    Name.objects.create(surface="aza", drug=world.drug("azathioprine"), is_ambiguous=True)
    site_version.bump(names=True)
    asked, told, other = world.publish(
        "T", world.told("Anyone on aza?"), world.told("On Imuran."), world.told("My sister has azacitidine.")
    ).posts.all()
    assert standing(asked) == []
    moderation.take_down(other, by=world.moderator(), now=world.NOW, reason="away")
    assert [slug for _text, slug, _review in standing(asked)] == ["azathioprine"]
    moderation.take_down(told, by=world.moderator(), now=world.NOW, reason="away")
    assert standing(asked) == []
