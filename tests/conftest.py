"""What every test may ask for, and what none may leave behind."""

import os

import pytest

from meds_kb import page_store

pytest_plugins = ["tests.chromium"]

# Playwright's loop runs in the test's own thread, where Django would refuse plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _no_page_of_another_test():
    """Each test rolls its database back, so the same content version may stand for other content."""
    page_store.store.forget()
    yield
    page_store.store.forget()
