"""The command shows what the checks see: one line of JSON for every line of text."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


def answers(*args):
    out = io.StringIO()
    call_command("check_text", *args, stdout=out)
    assert out.getvalue().isascii()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_of_a_file_is_answered_and_only_newline_ends_one(tmp_path):
    file = tmp_path / "texts"
    file.write_bytes("Ünïcödé a.b@example.com\u2028\r still\n\nI want to die\nJust stop it".encode() + b"\xff")
    email, empty, crisis, advice = answers(str(file))
    assert email["identifying"] == [{"start": 8, "end": 23, "type": "email"}]
    assert empty == {"identifying": [], "crisis": False, "advice": []}
    assert crisis["crisis"] is True
    assert advice["advice"][0].keys() == {"start", "end"}


def test_standard_input_is_read_without_a_file(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Dr Patel\n")))
    assert answers()[0]["identifying"] == [{"start": 0, "end": 8, "type": "clinician"}]


def test_a_missing_file_is_told_in_a_line():
    with pytest.raises(CommandError, match="Cannot read"):
        answers("/no/such/file")
