"""The version is read once for a page, and never from before a change of one's own."""

import threading

import pytest

from medications.models import site_version

pytestmark = pytest.mark.django_db


def test_version_is_read_once_while_it_is_asked_once(django_assert_num_queries):
    with django_assert_num_queries(1), site_version.asked_once():
        assert site_version.current() == site_version.current() == (0, 0)
    with django_assert_num_queries(2):
        assert site_version.current() == site_version.current()


@pytest.mark.parametrize("asks_before", [True, False])
def test_own_change_is_seen_at_once(asks_before):
    with site_version.asked_once():
        before = site_version.current() if asks_before else (0, 0)
        with site_version.asked_once():
            site_version.bump()
            first = site_version.current()
        site_version.bump(names=True)
        assert before < first < site_version.current()
    assert site_version.current() == (3, 2)


def test_what_was_read_stays_in_its_thread_and_ends_with_its_page():
    site_version.bump()
    seen = []
    with site_version.asked_once():
        site_version.current()
        thread = threading.Thread(target=lambda: seen.append(site_version._asked.get()))
        thread.start()
        thread.join()
    site_version.SiteVersion.objects.update(content=7)
    assert (seen, site_version.current()) == ([None], (7, 1))
