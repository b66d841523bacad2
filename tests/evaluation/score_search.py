"""Score what the one box finds: is a right page among the first three, and is no drug offered where none is meant?

Run from the top of the repository, on a copy that `manage.py prepare` made ready:
``python tests/evaluation/score_search.py [dev|heldout] [--errors]``.
"""

import argparse
import os
import re
import sys
from html import unescape
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meds_kb.settings")

import django  # noqa: E402

django.setup()

from django.test import Client  # noqa: E402
from score import DRUGS, lines_of  # noqa: E402

FIRST = 3
SHORT = {"E": "/side-effects/{}/", "Q": "/questions/{}/", "T": "/tests/{}/", "D": "/conditions/{}/"}
_LINK = re.compile(r'<a href="([^"]+)"')
_DRUG_PAGE = re.compile(r"/medications/|/compare/\?|/switches/\?")


def slug_of(code):
    return DRUGS.get(code, code)


def page_of(short):
    """Return the address that one expected page is written short for."""
    letter, _, rest = short.partition(":")
    if short.startswith("/"):
        return short
    if not rest:
        return f"/medications/{slug_of(short)}/"
    if letter in SHORT:
        return SHORT[letter].format(rest)
    one, _, other = rest.partition(":")
    return {
        "P": f"/medications/{slug_of(one)}/side-effects/{other}/",
        "C": f"/compare/?drug={slug_of(one)}&drug={slug_of(other)}",
        "S": "/switches/",
    }[letter]


def is_page(offered, wanted):
    """Tell whether an offered address is a wanted page; the order of a comparison does not matter."""
    if wanted.startswith("/compare/"):
        return offered.startswith("/compare/?") and set(offered[10:].split("&")) == set(wanted[10:].split("&"))
    return re.split(r"[?#]", offered)[0] == wanted


def offered(client, query):
    html = client.get("/search/", {"q": query}).content.decode()
    return [unescape(_LINK.search(one)[1]) for one in html.split("<li data-result>")[1:]]


def is_right(pages, wanted):
    if wanted == "-":
        return not any(_DRUG_PAGE.match(page) for page in pages)
    return any(is_page(page, page_of(short)) for page in pages[:FIRST] for short in wanted.split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=("dev", "heldout"), nargs="?", default="dev")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    client = Client(headers={"Host": "127.0.0.1"})
    rows = [line.split("\t") for line in lines_of(f"queries_{asked.part}.txt")]
    drugs_offered = right = 0
    for query, wanted in rows:
        pages = offered(client, query)
        good = is_right(pages, wanted)
        right += good
        drugs_offered += wanted == "-" and not good
        if asked.errors and not good:
            print(f"{query!r}: wanted {wanted}, first were {pages[:FIRST]}")
    print(f"{asked.part}: {right} of {len(rows)} right ({100 * right / len(rows):.1f} %)")
    print(f"a drug offered where none is meant: {drugs_offered} of {sum(wanted == '-' for _q, wanted in rows)}")


if __name__ == "__main__":
    main()
