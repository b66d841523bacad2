"""Log-in at the desk: as often as the limits allow, in two steps where asked for, and for as long as one works."""

import re

import pytest
import time_machine
from django.contrib.auth import authenticate, get_user_model
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from meds_kb import roles, second_step
from meds_kb.staff import candidate, make_staff
from tests import world

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
LOGIN, INDEX = "/admin/login/", "/admin/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(world.NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mona():
    return make_staff(candidate("mona"), PASSWORD, roles=[roles.MODERATOR])


def log_in(client, password=PASSWORD, name="mona", **more):
    return client.post(LOGIN, {"username": name, "password": password, "next": INDEX}, **more)


def code_of(key, later=0):
    return f"{totp(bytes.fromhex(key)) if not later else totp(bytes.fromhex(key), t0=-30 * later):06}"


def with_app(user):
    return TOTPDevice.objects.create(user=user, name="app")


def test_too_many_wrong_passwords_lock_out_before_one_is_hashed(client, mona, settings, monkeypatch):
    settings.LIMITS = {**settings.LIMITS, "login": (3, 900)}
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.forms.authenticate", lambda *args, **more: hashed.append(1) or authenticate(*args, **more)
    )
    assert [log_in(client, "wrong").status_code for _ in range(3)] == [200] * 3
    answer = log_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert len(hashed) == 3
    assert log_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_account_is_not_guessed_from_many_networks(client, mona, settings):
    settings.LIMITS = {**settings.LIMITS, "account": (2, 900)}
    answers = [log_in(client, "wrong", REMOTE_ADDR=f"198.51.{n}.7").status_code for n in range(3)]
    assert answers == [200, 200, 429]


def test_right_password_forgives_the_slips_before_it(client, mona, settings):
    settings.LIMITS = {**settings.LIMITS, "login": (3, 900)}
    for _ in range(3):
        log_in(client, "wrong")
        assert log_in(client).status_code == 302
        client.logout()


def test_password_alone_opens_the_desk_where_no_second_step_is_asked_for(client, mona):
    assert client.get(log_in(client).url).status_code == 200


@pytest.mark.parametrize("page", ["admin:index", "admin:experiences_post_changelist", "admin:password_change"])
def test_password_alone_opens_nothing_where_a_second_step_is_required(client, mona, settings, page):
    settings.STAFF_TOTP = "required"
    log_in(client)
    answer = client.get(reverse(page), follow=True)
    assert answer.redirect_chain[-1][0].startswith("/admin/second-step/new/")
    assert client.post(reverse(page), {}).status_code == 302


def test_first_log_in_sets_up_an_app_and_goes_where_one_wanted(client, mona, settings):
    settings.STAFF_TOTP = "required"
    log_in(client)
    listed = reverse("admin:experiences_post_changelist")
    page = client.get(listed, follow=True)
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()
    key = client.session["second_step_key"]
    assert second_step.as_words(key) in page.content.decode()
    where = page.redirect_chain[-1][0]
    assert "not the code" in client.post(where, {"code": "000000"}).content.decode()
    assert not TOTPDevice.objects.exists()
    assert client.post(where, {"code": code_of(key)}).url == listed
    assert client.get(listed).status_code == 200
    assert TOTPDevice.objects.get().confirmed
    assert "second_step_key" not in client.session


def test_code_is_asked_for_once_it_is_set_up_and_is_good_once(client, mona):
    device = with_app(mona)
    log_in(client)
    assert client.get(INDEX).status_code == 302
    assert client.post("/admin/second-step/", {"code": code_of(device.key)}).url == INDEX
    assert client.get(INDEX).status_code == 200
    client.logout()
    log_in(client)
    assert client.post("/admin/second-step/", {"code": code_of(device.key)}).status_code == 200
    assert client.get(INDEX).status_code == 302


def test_password_alone_cannot_replace_an_app(client, mona):
    device = with_app(mona)
    log_in(client)
    assert client.get("/admin/second-step/new/", follow=True).redirect_chain[-1][0].startswith("/admin/second-step/?")
    assert TOTPDevice.objects.get() == device


def test_codes_are_not_guessed(client, mona, settings):
    with_app(mona)
    log_in(client)
    settings.LIMITS = {**settings.LIMITS, "login": (3, 900)}
    answers = [client.post("/admin/second-step/", {"code": f"{n:06}"}).status_code for n in range(4)]
    assert answers.count(429) >= 1


def test_second_step_leads_to_no_other_site(client, mona):
    device = with_app(mona)
    log_in(client)
    answer = client.post("/admin/second-step/", {"code": code_of(device.key), "next": "https://evil.example/"})
    assert answer.url == INDEX


def test_stranger_meets_the_log_in_only(client):
    for page in ("second_step", "new_second_step"):
        assert client.get(reverse(f"admin:{page}")).url == LOGIN


def test_operator_lets_somebody_back_in_who_lost_the_phone(client, mona, capsys):
    with_app(mona)
    call_command("reset_second_step", "mona")
    log_in(client)
    assert client.get(INDEX).status_code == 200
    with pytest.raises(CommandError, match="no second step"):
        call_command("reset_second_step", "mona")
    with pytest.raises(CommandError, match="No account"):
        call_command("reset_second_step", "nobody")


def test_log_in_ends_after_an_idle_hour_and_lasts_while_one_works(client, mona, clock):
    log_in(client)
    for _ in range(3):
        clock.shift(59 * 60)
        assert client.get(INDEX).status_code == 200
    clock.shift(61 * 60)
    assert client.get(INDEX).status_code == 302


def test_key_of_an_app_is_shown_to_no_superuser(client, mona):
    client.force_login(get_user_model().objects.create_superuser("root"))
    assert not re.search("totp", client.get(INDEX).content.decode(), re.IGNORECASE)


def test_no_address_and_no_browser_name_is_kept(client, mona):
    log_in(client, REMOTE_ADDR="198.51.100.77", HTTP_USER_AGENT="CanaryBrowser/1")
    kept = str([one.get_decoded() for one in Session.objects.all()])
    assert "198.51" not in kept
    assert "Canary" not in kept
