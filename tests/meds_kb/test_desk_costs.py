"""What the pages of the desk cost: each opens, and asks as much of the database for thirty rows as for one."""

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from experiences.models import Post
from medications import lexicon
from medications.admin import drug_parts
from medications.admin.drug_parts import INLINES
from medications.models import Drug, Fact
from tests import world
from tests.meds_kb.desk_pages import PAGES, address, first_of

MOST = 25  # queries of any page: the forms of a drug's part are the dearest

pytestmark = pytest.mark.django_db


def pages_of(model):
    """Return every address at the desk that shows rows of a model, by what the page is."""
    row = first_of(model)
    found = {"list": address(model, "changelist"), "row": address(model, "change", row.pk)}
    found |= {f"list by {name}": f"{found['list']}?{name}={value}" for name, value in ASKED.get(model, {}).items()}
    if model is Drug:
        main = address(Drug, "change", Drug.objects.get(slug="azathioprine").pk)
        found |= {f"part {part}": f"{main}?part={part}" for part in INLINES}
    if hasattr(model, "history"):
        found["history"] = address(model, "history", row.pk)
    return found


ASKED = {
    Fact: {"work": "due", "drug__id__exact": 1, "q": "sentence"},
    Post: {"status__exact": "waiting", "q": "imuran"},
}


def costs(rows, client):
    """Return {(model, page): queries} in a world with so many rows of everything."""
    found = {}
    with transaction.atomic():
        world.grow(rows)
        client.get(reverse("admin:index"))  # the first page of a world writes the session
        for model in PAGES:
            for page, where in pages_of(model).items():
                if rows == 1:
                    client.get(where, follow=True)  # what a process reads once, such as content types, is read
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(where, follow=True)
                assert answer.status_code == 200, where
                found[model.__name__, page] = [query["sql"] for query in captured]
        transaction.set_rollback(True)
    lexicon.forget()
    return found


def test_every_page_opens_and_costs_the_same_with_thirty_rows_as_with_one(admin_client, monkeypatch):
    monkeypatch.setattr(drug_parts, "MOST_FACTS", 1_000)  # or the longest would be lists
    with time_machine.travel(timezone.now(), tick=False):  # a session is written again when a minute has passed
        few, many = costs(1, admin_client), costs(30, admin_client)
    faults = [
        f"{' '.join(page)}: {len(few[page])} queries for one row, {len(queries)} for thirty\n{listed(queries)}"
        for page, queries in many.items()
        if len(queries) != len(few[page]) or len(queries) > MOST
    ]
    assert not faults, "\n".join(faults)


def listed(queries):
    return "\n".join(f"  {number}. {sql[:200]}" for number, sql in enumerate(queries, 1))
