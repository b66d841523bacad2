"""What every test may ask for, and what none may leave behind."""

import contextlib
import os

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from experiences.writing import choices
from medications import asking, glossary, lexicon, near_names
from meds_kb import page_store
from meds_kb.management.commands.prepare import LOADERS, quietly
from tests import world

pytest_plugins = ["tests.chromium"]

# Playwright's loop runs in the test's own thread, where Django would refuse plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _nothing_of_another_test(request):
    """Each test rolls its database back, so the same version may stand for other pages and other names.

    Where what ships stands, a test that only read leaves what was built of it to the next.
    """
    with writes_seen() as writes:
        yield
    if writes or "shipped" not in request.fixturenames:
        forget_what_was_built()


def forget_what_was_built():
    page_store.store.forget()
    for built in (lexicon, asking, near_names, glossary, choices):
        built.forget()


ONLY_READ = ("SELECT", "EXPLAIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextlib.contextmanager
def writes_seen():
    """Collect the statements that may change a row; of a test that may touch no database there are none."""
    seen = []

    def look(execute, sql, *others):
        if not sql.lstrip(" \n(").startswith(ONLY_READ):
            seen.append(sql)
        return execute(sql, *others)

    with connections[DEFAULT_DB_ALIAS].execute_wrapper(look):
        yield seen


STANDING = []  # while what ships stands loaded: the transaction it stands in


@pytest.fixture(scope="module")
def shipped(_shipped_is_taken_away, django_db_blocker):
    """Everything that ships, the knowledge, the seed thread, the roles: loaded once for all modules that ask in a row.

    The tests of such a module ask for `db` too; each then runs inside a savepoint and undoes its own changes.
    """
    with django_db_blocker.unblock():
        if not STANDING:
            with contextlib.ExitStack() as transaction_of_all:
                transaction_of_all.enter_context(kept_open())
                for name in LOADERS:
                    quietly(name)
                analyze()
                STANDING.append(transaction_of_all.pop_all())
        forget_what_was_built()
        with _rolled_back():
            yield
        forget_what_was_built()


@pytest.fixture(scope="module")
def grown(_shipped_only_where_asked_for, django_db_setup, django_db_blocker):
    """A small world with two of everything (`tests.world`), made once for all tests of a module.

    The tests ask for `db` too, and each undoes its own changes.
    """
    with django_db_blocker.unblock(), kept_open():
        world.grow(2)
        yield


@pytest.fixture(scope="session")
def _shipped_is_taken_away(django_db_setup, django_db_blocker):
    yield
    _take_away(django_db_blocker)


@pytest.fixture(scope="module", autouse=True)
def _shipped_only_where_asked_for(request, django_db_blocker):
    asks = any("shipped" in item.fixturenames for item in request.session.items if item.path == request.path)
    if not asks:
        _take_away(django_db_blocker)


def _take_away(django_db_blocker):
    with django_db_blocker.unblock():
        while STANDING:
            STANDING.pop().close()


def pytest_collection_modifyitems(items):
    """Modules that ask for what ships stand in a row, first, so that a worker loads it once; none is skipped."""
    skipped = [item.nodeid for item in items for mark in item.iter_markers() if mark.name in ("skip", "skipif")]
    if skipped:
        raise pytest.UsageError(f"A test that is skipped holds nothing: {', '.join(skipped)}")
    asking = {item.path for item in items if "shipped" in item.fixturenames}
    items.sort(key=lambda item: item.path not in asking)


def analyze():
    """Let the planner know what stands in the tables; it cannot see rows that nobody committed.

    A bare ANALYZE would lock catalogs that all databases of a server share, until this transaction ends.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


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
