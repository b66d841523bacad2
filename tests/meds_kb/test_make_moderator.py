"""The command that makes an account for the desk."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from medications.site_account import site_account

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery"


@pytest.fixture
def make(monkeypatch):
    """Run the command with these lines on its standard input; return what it says."""

    def run(*arguments, lines=(GOOD, GOOD)):
        out = io.StringIO()
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        call_command("make_moderator", *arguments, stdout=out)
        return out.getvalue()

    return run


def account(name="ada"):
    return get_user_model().objects.get(username=name)


def roles_of(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_account_is_moderator_and_curator_and_told_where_the_desk_is(make, client):
    said = make("ada")
    user = account()
    assert said == "ada may now log in as moderator and curator:\nhttp://127.0.0.1:8000/admin/\n"
    assert (user.is_staff, user.is_superuser, roles_of(user)) == (True, False, ["curator", "moderator"])
    assert client.login(username="ada", password=GOOD)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "roles"),
    [
        (["--role", "auditor"], ["auditor"]),
        (["--role", "curator"], ["curator"]),
        (["--role", "all"], ["auditor", "curator", "moderator"]),
    ],
)
def test_role_asked_for_is_exactly_what_the_account_gets(make, arguments, roles):
    make("ada")
    make("ada", *arguments)
    assert roles_of(account()) == roles


def test_superuser_is_made_only_when_asked_and_unmade_when_not(make):
    assert "and superuser" in make("ada", "--superuser")
    assert account().is_superuser
    make("ada")
    assert not account().is_superuser


def test_known_account_gets_a_new_password(make):
    make("ada")
    make("ada", lines=["another long sentence"] * 2)
    assert account().check_password("another long sentence")
    assert get_user_model().objects.filter(username="ada").count() == 1


@pytest.mark.parametrize(
    ("name", "lines", "why"),
    [
        ("ada", ["short", "short"], "too short"),
        ("alexandria.adams", ["alexandria.adams1"] * 2, "similar"),
        ("ada", ["123456789012345"] * 2, "numeric"),
        ("ada", [GOOD, "something else entirely"], "not the same"),
        ("ada", [], "too short"),
        ("a b", [GOOD, GOOD], "valid username"),
        ("", [GOOD, GOOD], "such as ada"),
        ("x" * 151, [GOOD, GOOD], "at most 150"),
        ("the-site-itself", [GOOD, GOOD], "the site itself"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(make, name, lines, why):
    site_account()
    before = list(get_user_model().objects.values_list("username", "password"))
    with pytest.raises(CommandError, match=why):
        make(name, lines=lines)
    assert list(get_user_model().objects.values_list("username", "password")) == before
