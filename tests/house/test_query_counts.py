"""A page costs the same few queries with one row of everything and with thirty."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from medications import lexicon
from meds_kb import page_store
from tests import world
from tests.house.doors import doors

# A page where rooms meet reads both; any other is a list of something.
MOST = {"drug": 10, "thread": 8, "drug_effect": 8, "condition": 8, "readyz": 3, "questions": 8, "question": 8}
MOST_FOR_A_LIST = 6

pytestmark = pytest.mark.django_db


def costs(rows, client):
    """Return {door: [queries of each address]} in a world with so many rows of everything."""
    found = {}
    with transaction.atomic():
        world.grow(rows)
        for door in doors():
            for address in door.addresses()[:2]:
                client.get(address)  # what a process reads once, the names for one, is read
                page_store.store.forget()
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(address)
                assert answer.status_code < 500, address
                found.setdefault(door.name, []).append([query["sql"] for query in captured])
        transaction.set_rollback(True)
    page_store.store.forget()
    lexicon.forget()
    return found


def listed(queries):
    return "\n".join(f"  {number}. {sql[:220]}" for number, sql in enumerate(queries, 1))


def test_every_page_costs_the_same_few_queries_with_thirty_rows_as_with_one(client):
    few, many, faults = costs(1, client), costs(30, client), []
    for name, pages in many.items():
        most = MOST.get(name, MOST_FOR_A_LIST)
        longest = max(pages, key=len)
        if len(longest) > most:
            faults.append(f"{name}: {len(longest)} queries, at most {most}\n{listed(longest)}")
        if few.get(name) and max(map(len, few[name])) != len(longest):
            faults.append(
                f"{name}: {max(map(len, few[name]))} queries for one row, {len(longest)} for thirty\n"
                f" one:\n{listed(max(few[name], key=len))}\n thirty:\n{listed(longest)}"
            )
    assert not faults, "\n".join(faults)
