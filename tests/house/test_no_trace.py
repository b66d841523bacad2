"""Whoever writes, reports, mistypes a code or a password leaves no address and no browser in any table or log."""

import pytest
from django.apps import apps
from django.test import Client

from experiences import moderation
from experiences.models import Consent, Post, Report, SourceCount
from meds_kb import roles
from meds_kb.staff import candidate, make_staff
from tests import world
from tests.experiences.writing.form_filler import Writer

ADDRESS, FORWARDED, BROWSER, REFERRED = "198.51.100.77", "203.0.113.99", "CanaryBrowser/83.19", "canary-referrer"
TRACES = (ADDRESS, FORWARDED, BROWSER, REFERRED, "198.51.100", "203.0.113")
STORY = "I stopped CellCept because it gave me nausea. Now I take Imuran 50 mg a day and it helps a lot."

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(settings):
    settings.SHORTEST_FILL = 0
    world.drug("azathioprine", "Imuran")
    world.drug("mycophenolate-mofetil", "CellCept")
    world.side_effect("nausea")
    return Client(
        REMOTE_ADDR=ADDRESS,
        HTTP_X_FORWARDED_FOR=f"{FORWARDED}, {ADDRESS}",
        HTTP_USER_AGENT=BROWSER,
        HTTP_REFERER=f"https://{REFERRED}.example/",
    )


def everything_stored():
    """Return every value of every row of every table, as text."""
    rows = [row for model in apps.get_models() for row in model._base_manager.values_list()]
    assert len(rows) > 100
    return "\n".join(str(value) for row in rows for value in row)


@pytest.mark.parametrize("proxies", [0, 1])
def test_no_table_and_no_log_holds_an_address_or_a_browser(visitor, settings, caplog, capsys, proxies):
    settings.TRUSTED_PROXIES = proxies
    caplog.set_level("DEBUG")
    page = Writer(visitor, "/experiences/share/").press("check", story=STORY)
    page.press("go_on").press("send", is_16="on", agrees="on")
    post = Post.objects.get()
    code = page.page.partition('class="code"')[2].partition(">")[2].partition("<")[0]
    moderation.publish(post, by=world.moderator(), now=world.NOW)
    report = Writer(visitor, f"/posts/{post.pk}/report/")
    visitor.post(report.address, report.form.fields | {"category": "identifies", "words": "It names me."})
    visitor.post("/experiences/mine/", {"code": "AAAA-BBBB"})
    assert "It is on the page." in visitor.post("/experiences/mine/", {"code": code}).content.decode()
    make_staff(candidate("mona"), "correct horse battery", roles=[roles.MODERATOR])
    for password in ("wrong", "correct horse battery"):
        visitor.post("/admin/login/?next=/admin/", {"username": "mona", "password": password})
    for path in ("/", "/nowhere/", "/search/?q=imuran", "/medications/%00/"):
        visitor.get(path)
    settings.LIMITS = {**settings.LIMITS, "step": (1, 60)}
    for _ in range(3):
        refused = visitor.post("/experiences/share/", {"story": STORY})
    assert refused.status_code == 429
    assert (Consent.objects.count(), Report.objects.count()) == (1, 1)
    assert SourceCount.objects.count() > 3, "the limits counted, under hashes"
    written = everything_stored() + caplog.text + "".join(capsys.readouterr())
    assert STORY in written, "all rows are looked at"
    assert [trace for trace in TRACES if trace in written] == []
