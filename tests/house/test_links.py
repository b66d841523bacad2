"""Every link inside the site starts at the root and leads somewhere, down to the very post it points at."""

from collections import deque
from urllib.parse import urldefrag

import pytest

from tests.house.doors import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

WITHOUT_A_PAGE_OF_OURS = ("/admin/", "/static/")


def test_no_link_inside_the_site_is_dead(client):
    waiting, pages, asked, faults = deque(["/"]), {}, [], []
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        answer = client.get(address)
        pages[address] = None
        if answer.status_code in (301, 302):
            waiting.append(answer.headers["Location"])
            continue
        if answer.status_code != 200:
            faults.append(f"{address} answers {answer.status_code}")
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        pages[address] = page = Page(answer.content.decode())
        for link in page.links:
            target, fragment = urldefrag(link)
            if link.startswith(("https://", "http://", "tel:", "mailto:")):
                continue
            if not link.startswith(("/", "#", "?")) or link.startswith("//"):
                faults.append(f"{address} links to {link!r}")
            elif not target.startswith(WITHOUT_A_PAGE_OF_OURS):
                target = address.partition("?")[0] + target if target.startswith("?") else target or address
                asked.append((address, target, fragment))
                waiting.append(target)
    faults += [
        f"{address} jumps to #{fragment}, which {target} lacks"
        for address, target, fragment in asked
        if fragment and pages.get(target) and fragment not in pages[target].ids
    ]
    assert not faults, "\n".join(sorted(set(faults))[:40])
    assert len(pages) > 50
