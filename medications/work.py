"""Knows what waits for a curator: each item counted, with the list that shows it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from medications.models import Condition, DrugEffect, Fact, LabelledEffect, Name, Source, Test

# What the lists at the desk may be asked for: `?work=…`.
UNCHECKED_WARNINGS, UNCHECKED, DUE, UNSOURCED = "unchecked-warnings", "unchecked", "due", "unsourced"
COUNTED = 1_000  # beyond this a precise count tells nobody more, and costs more


@dataclass(frozen=True)
class Work:
    """Something to do: what, the rows that wait, the list that shows them."""

    words: str
    rows: QuerySet
    model: type
    query: str

    @property
    def permission(self):
        return f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"

    def as_link(self):
        """Return the count in words and the address of the list, or None when nothing waits. One query."""
        counted = self.rows.order_by()[: COUNTED + 1].count()
        if not counted:
            return None
        count = f"{counted:,}" if counted <= COUNTED else f"more than {COUNTED:,}"
        page = reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist")
        return {"count": count, "words": self.words, "url": f"{page}?{self.query}"}


def work_on_knowledge():
    """Return what curators have to do, the most pressing first."""
    facts = Fact.objects
    rows = [
        ("warnings shown unchecked", facts.unchecked_warnings(), Fact, f"work={UNCHECKED_WARNINGS}"),
        ("facts due for another look", facts.stale(localdate()), Fact, f"work={DUE}"),
        ("facts unchecked", facts.filter(is_verified=False), Fact, f"work={UNCHECKED}"),
        ("frequencies unchecked", LabelledEffect.objects.filter(is_verified=False), DrugEffect, f"work={UNCHECKED}"),
        ("sources that nobody has read", Source.objects.filter(is_read=False), Source, "is_read__exact=0"),
    ]
    rows += [
        (
            f"{rows.model._meta.verbose_name_plural} unchecked",
            rows.filter(is_verified=False),
            rows.model,
            "is_verified__exact=0",
        )
        for rows in (
            Test.objects.filter(merged_into=None),
            Condition.objects.filter(merged_into=None),
            Name.objects.all(),
        )
    ]
    return [Work(*row) for row in rows]
