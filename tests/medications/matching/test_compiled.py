"""The compiled form stands in for just the sources it was made of, and for no others."""

import shutil
import sys

import pytest
from django.core.management import CommandError, call_command

from medications.matching import compiled


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment of its own in which nothing is compiled yet."""
    (tmp_path / "lib").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.delenv("PLAIN_MATCHER", raising=False)
    return tmp_path


def test_without_a_compiled_form_the_sources_are_used(environment):
    assert compiled.path() == []


def test_compiled_form_is_looked_in_first_unless_told_otherwise(environment, monkeypatch):
    compiled.folder().mkdir()
    assert compiled.path() == [str(compiled.folder())]
    monkeypatch.setenv("PLAIN_MATCHER", "1")
    assert compiled.path() == []


def test_compiled_form_of_other_sources_is_none_of_these(environment, tmp_path, monkeypatch):
    compiled.folder().mkdir()
    edited = tmp_path / "matching"
    shutil.copytree(compiled.LISTS, edited, ignore=shutil.ignore_patterns("*.txt", "__pycache__"))
    monkeypatch.setattr(compiled, "LISTS", edited)
    assert compiled.path() != []
    with (edited / "words.py").open("a") as source:
        source.write("# another line\n")
    assert compiled.path() == []


def test_undo_takes_every_compiled_form_away(environment, capsys):
    compiled.folder().mkdir()
    (environment / "lib" / "medications-matching-0123456789abcdef").mkdir()
    other = environment / "lib" / "matcher-of-somebody-else"
    other.mkdir()
    call_command("compile_matcher", undo=True)
    assert list((environment / "lib").iterdir()) == [other]
    assert "plain Python" in capsys.readouterr().out


def test_an_environment_that_cannot_hold_it_is_said(environment):
    (environment / "lib").rmdir()
    with pytest.raises(CommandError, match=r"is kept in .*lib: No such file or directory"):
        call_command("compile_matcher")


def test_what_cannot_be_compiled_is_said_and_leaves_nothing(environment, monkeypatch):
    wrong = compiled.LISTS / "no_such_module.py"
    place = compiled.folder()
    monkeypatch.setattr(compiled, "sources", lambda: [wrong])
    monkeypatch.setattr(compiled, "folder", lambda: place)
    with pytest.raises(CommandError, match=r"(?s)could not be compiled; it goes on as plain Python.*no_such_module"):
        call_command("compile_matcher")
    assert list((environment / "lib").iterdir()) == []
