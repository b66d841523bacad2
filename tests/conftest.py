"""What every test may ask for, and what none may leave behind."""

import contextlib
import os

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from medications import asking, glossary, lexicon, near_names
from meds_kb import page_store
from meds_kb.management.commands.prepare import LOADERS, quietly

pytest_plugins = ["tests.chromium"]

# Playwright's loop runs in the test's own thread, where Django would refuse plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _nothing_of_another_test():
    """Each test rolls its database back, so the same version may stand for other pages and other names."""
    yield
    page_store.store.forget()
    for built in (lexicon, asking, near_names, glossary):
        built.forget()


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """Everything that ships, loaded once for a module: the knowledge, the seed thread, the roles.

    The tests of the module ask for `db` too; each then runs inside this one's transaction and undoes its own changes.
    """
    with django_db_blocker.unblock(), kept_open():
        for name in LOADERS:
            quietly(name)
        analyze()
        yield


def analyze():
    """Let the planner know what stands in the tables; it cannot see rows that nobody committed."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("ANALYZE")


@contextlib.contextmanager
def kept_open():
    """Keep one transaction open over the tests of a module, and undo it at the end."""
    with pytest.MonkeyPatch.context() as patch, _rolled_back():
        # A test case closes its connection when it ends, and PostgreSQL would lose the open transaction with it.
        patch.setattr(connections[DEFAULT_DB_ALIAS], "close", lambda: None)
        yield


@contextlib.contextmanager
def _rolled_back():
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as Django marks its own, so that a durable verb may run inside
    with atomic:
        yield
        transaction.set_rollback(True)
