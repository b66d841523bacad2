"""An edit made through a proxy of Fact leaves the same trace as one made through Fact."""

import pytest

from medications.models import Drug, Fact, Interaction, Warning

pytestmark = pytest.mark.django_db


def test_proxy_edit_is_in_the_history_of_the_table():
    drug = Drug.objects.create(slug="examplin", name="examplin", group="Tablets", drug_class="a class")
    warning = Warning.objects.create(drug=drug, kind="boxed", text="First.")
    warning.text = "Second."
    warning.save()
    pk = warning.pk
    warning.delete()
    trail = Fact.history.filter(id=pk).order_by("history_id").values_list("history_type", "text")
    assert list(trail) == [("+", "First."), ("~", "Second."), ("-", "Second.")]


def test_rule_that_names_the_kind_holds_for_a_form_that_does_not_ask_for_it():
    drug = Drug.objects.create(slug="examplin", name="examplin", group="Tablets", drug_class="a class")
    nameless = Interaction(drug=drug, severity="major", text="They do not go together.")
    with pytest.raises(Exception, match="Name the other one") as refusal:
        nameless.full_clean(exclude=["kind"])
    assert refusal.value.messages == ["Name the other one: choose one of our drugs, or write its name."]
