"""A curator adds a drug in one sitting, in words, without a developer."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from medications import lexicon
from medications.admin.drug_parts import INLINES
from medications.models import Claim, Drug, Fact, Interaction, Name, site_version
from meds_kb import roles
from tests import world
from tests.meds_kb.browser_form import fields_of

pytestmark = pytest.mark.django_db
ADD = "admin:medications_drug_add"
DRUG = {"name": "examplin", "slug": "examplin", "page": "short", "group": "Tablets", "drug_class": "a class"}


EMPTY_PAGE = []  # the page before anything is filled in is the same for every test


@pytest.fixture
def curator(client):
    user = get_user_model().objects.create_user("cora", is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name == roles.CURATOR])
    client.force_login(user)
    if not EMPTY_PAGE:
        EMPTY_PAGE.append(client.get(reverse(ADD)))
    client.empty_page = EMPTY_PAGE[0]
    return client


def posted(curator, **rows):
    """Return what the empty page posts, with the drug and these rows (`facts_2_text` as in the page) filled in."""
    return fields_of(curator.empty_page) | DRUG | rows


def row(curator, part, **values):
    """Return the first row of one part, filled in."""
    formset = next(
        one.formset
        for one in curator.empty_page.context["inline_admin_formsets"]
        if one.formset.model._meta.model_name == part
    )
    return {formset.forms[0].add_prefix(name): value for name, value in values.items()}


def errors_in(answer):
    form = answer.context["adminform"].form
    said = [str(error) for errors in form.errors.values() for error in errors]
    for inline in answer.context["inline_admin_formsets"]:
        said += [str(error) for one in inline.formset.errors for errors in one.values() for error in errors]
        said += map(str, inline.formset.non_form_errors())
    return said


def test_new_drug_is_on_the_site_with_its_names_and_facts_at_once(curator):
    source, question, effect = world.source(), world.question(), world.side_effect("nausea")
    before = site_version.current()
    answer = curator.post(
        reverse(ADD),
        posted(curator)
        | row(curator, "name", surface="Examplex", kind="brand")
        | row(curator, "warning", kind="get_help", when="now", text="A rash with a fever.", sources=[source.pk])
        | row(
            curator,
            "interaction",
            other_name="grapefruit",
            severity="minor",
            text="More of it stays.",
            sources=[source.pk],
        )
        | row(
            curator,
            "claim",
            question=question.pk,
            text="Some weeks.",
            low=4,
            high=12,
            unit="weeks",
            sources=[source.pk],
        )
        | row(curator, "drugeffect", side_effect=effect.pk, seriousness="mild"),
    )
    assert answer.status_code == 302, errors_in(answer)
    drug = Drug.objects.get(slug="examplin")
    assert {name.surface: name.kind for name in drug.names.all()} == {"Examplex": "brand", "examplin": "ingredient"}
    assert [fact.kind for fact in drug.facts.order_by("kind")] == ["claim", "get_help", "interaction"]
    assert Claim.objects.get().history.get().history_user.username == "cora"
    assert drug.effects.get().side_effect == effect
    assert site_version.current()[1] > before[1]
    assert lexicon.current().resolve("examplex").slug == "examplin"
    assert curator.get(drug.get_absolute_url()).status_code == 200
    lexicon.forget()


REFUSED = {
    "help-without-when": ("warning", {"kind": "get_help", "text": "A rash."}, "“When to get help” says when"),
    "boxed-with-when": ("warning", {"kind": "boxed", "when": "now", "text": "A rash."}, "A boxed warning says neither"),
    "interaction-with-nothing": ("interaction", {"severity": "major", "text": "Bad."}, "Name the other one"),
    "interaction-not-serious": ("interaction", {"other_name": "tea", "text": "Bad."}, "Say how serious"),
    "look-alike-of-nothing": ("lookalike", {"text": "They sound alike."}, "Name the other one"),
    "schedule-without-test": ("testschedule", {"text": "Each month."}, "Choose the test"),
    "claim-without-question": ("claim", {"text": "Weeks."}, "Choose the question"),
    "claim-without-unit": ("claim", {"question": "Q", "text": "Weeks.", "low": 4, "high": 6}, "say what they count"),
    "claim-upside-down": ("claim", {"question": "Q", "text": "Weeks.", "low": 6, "high": 4, "unit": "weeks"}, "the smaller one first"),
    "claim-half-a-range": ("claim", {"question": "Q", "text": "Weeks.", "high": 6, "unit": "weeks"}, "Say from which figure"),
    "relation-without-type": ("relation", {"other_name": "tea", "text": "Both."}, "how the two drugs stand"),
    "note-on-nothing": ("effectnote", {"text": "It passes."}, "Choose the side effect"),
    "nothing-said": ("disagreement", {"population": "adults"}, "This field is required"),
    "use-of-no-kind": ("druguse", {"text": "For joints."}, "This field is required"),
    "name-of-signs": ("name", {"surface": "—"}, "at least one letter or digit"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_tables_refuse_is_said_in_words(case, curator):
    part, values, words = REFUSED[case]
    values = {"sources": [world.source().pk], **values} if part != "name" else values
    if "question" in values:
        values["question"] = world.question().pk
    answer = curator.post(reverse(ADD), posted(curator) | row(curator, part, **values))
    assert answer.status_code == 200
    assert any(words in error for error in errors_in(answer)), errors_in(answer)
    assert not Drug.objects.exists()


def test_checked_fact_without_a_source_is_refused_and_an_unchecked_one_kept(curator):
    fact = {"kind": "purpose", "text": "For joints."}
    answer = curator.post(reverse(ADD), posted(curator) | row(curator, "druguse", **fact))
    assert any("names its source" in error for error in errors_in(answer))
    unchecked = posted(curator) | row(curator, "druguse", **fact)
    unchecked.pop(next(iter(row(curator, "druguse", is_verified=""))))
    assert curator.post(reverse(ADD), unchecked).status_code == 302
    assert not Fact.objects.get().is_verified


def test_fact_that_rests_on_a_page_of_lesser_weight_alone_is_not_checked(curator):
    web = world.source("mirror")
    type(web).objects.update(kind="web")
    fact = row(curator, "druguse", kind="purpose", text="For joints.", sources=[web.pk])
    answer = curator.post(reverse(ADD), posted(curator) | fact)
    assert any("lesser weight" in error for error in errors_in(answer))
    both = row(curator, "druguse", kind="purpose", text="For joints.", sources=[web.pk, world.source().pk])
    assert curator.post(reverse(ADD), posted(curator) | both).status_code == 302


def test_unchecked_warning_holds_no_number(curator):
    warning = row(curator, "warning", kind="get_help", when="now", text="A fever above 38.")
    unchecked = posted(curator) | warning
    unchecked.pop(next(iter(row(curator, "warning", is_verified=""))))
    answer = curator.post(reverse(ADD), unchecked)
    assert any("may hold no number" in error for error in errors_in(answer))


def test_name_that_is_taken_is_refused_wherever_it_is_written(curator):
    world.drug("azathioprine", "Imuran")
    answer = curator.post(reverse(ADD), posted(curator) | row(curator, "name", surface="imuran", kind="brand"))
    assert any("Another thing already has this name" in error for error in errors_in(answer))
    answer = curator.post(reverse(ADD), posted(curator) | {"name": "Imuran", "slug": "imuran"})
    assert any("already a name of azathioprine" in error for error in errors_in(answer))
    assert Drug.objects.count() == 1


def test_name_written_twice_in_two_spellings_is_refused(curator):
    twice = row(curator, "name", surface="Ex-Amplex", kind="brand")
    prefix = next(iter(twice)).rsplit("-", 2)[0]
    rows = {f"{prefix}-1-surface": "ex amplex", f"{prefix}-1-kind": "also", f"{prefix}-1-is_verified": "on"}
    answer = curator.post(reverse(ADD), posted(curator) | twice | rows | {f"{prefix}-TOTAL_FORMS": "2"})
    assert any("twice" in error for error in errors_in(answer))
    assert not Name.objects.exists()


def test_interaction_with_the_drug_itself_is_refused(curator):
    drug = world.drug("azathioprine")
    values = {"drug": drug.pk, "other_drug": drug.pk, "severity": "major", "text": "Bad.", "is_verified": ""}
    answer = curator.post(reverse("admin:medications_interaction_add"), values | {"position": 0})
    assert any("The other drug is the same drug" in error for error in errors_in(answer))
    assert not Interaction.objects.exists()


def test_known_drug_never_moves_between_counted_and_only_pointed_to(curator):
    drug = world.drug("azathioprine")
    page = curator.get(reverse("admin:medications_drug_change", args=[drug.pk]))
    assert [value for value, _label in page.context["adminform"].form.fields["page"].choices] == ["full", "short"]
    assert "slug" not in page.context["adminform"].form.fields


def test_single_figure_is_kept_as_a_range_from_itself_to_itself(curator):
    claim = row(
        curator, "claim", question=world.question().pk, text="Weeks.", low=6, unit="weeks", sources=[world.source().pk]
    )
    assert curator.post(reverse(ADD), posted(curator) | claim).status_code == 302
    kept = Claim.objects.get()
    assert (kept.low, kept.high) == (6, 6)


def test_add_page_has_room_for_every_kind_of_fact(curator):
    page = curator.get(reverse(ADD))
    parts = [inline.formset.model._meta.model_name for inline in page.context["inline_admin_formsets"]]
    assert parts == list(INLINES)
    assert all(inline.formset.total_form_count() == 1 for inline in page.context["inline_admin_formsets"])
