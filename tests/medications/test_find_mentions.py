"""find_mentions answers each line with one line; --explain says why a stretch linked and why a near one did not."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from medications.models import Name
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(tmp_path):
    """Return what the command answers for some bytes, one value a line."""
    world.drug("azathioprine", "Imuran")
    Name.objects.create(surface="CTX", is_ambiguous=True, drug=world.drug("cyclophosphamide"))
    file, out = tmp_path / "texts.txt", io.StringIO()

    def answer(texts, **options):
        file.write_bytes(texts)
        call_command("find_mentions", file, stdout=out, **options)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return answer


def test_every_line_in_has_one_line_out_with_exactly_the_promised_keys(lines):
    said = lines("Never took Imuran\n\n\u2028 \x0b imuran\xa0é".encode() + b"\n\xff imuran")
    assert [len(one["mentions"]) for one in said] == [1, 0, 1, 1]
    assert said[0] == {
        "mentions": [
            {"start": 11, "end": 17, "text": "Imuran", "kind": "drug", "slug": "azathioprine", "assertion": "absent"}
        ]
    }


def test_explain_says_why_one_linked_and_a_near_one_did_not(lines):
    ((linked, near),) = [one["explained"] for one in lines(b"On imurann, then CTX.", explain=True)]
    assert (linked["text"], linked["slug"]) == ("imurann", "azathioprine")
    assert "from “imuran”" in linked["reason"]
    assert (near["text"], near["kind"], near["slug"]) == ("CTX", None, None)
    assert near["reason"] == "may mean several things (cefotaxime, ceftriaxone, cyclophosphamide)"


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("find_mentions", tmp_path / "none.txt")
