"""The checks keep their figures on labelled texts: those they were tuned on, and three written apart from tuning."""

import re

import pytest

from tests.evaluation.score_text_checks import score

# Per set: least share found of details, advice and crises, in per cent: what a reader is promised.
FLOORS = {"dev": (95, 85, 98), "heldout": (95, 85, 98), "blind": (95, 85, 98), "blind2": (95, 85, 98)}


@pytest.fixture(scope="module", params=FLOORS)
def figures(request):
    shares = {name: re.search(r"\(([\d.]+) %\)", value) for name, value in score(request.param)[0].items()}
    return request.param, {name: float(share[1]) for name, share in shares.items() if share}


def test_details_advice_and_crises_are_found(figures):
    name, shares = figures
    details, advice, crises = FLOORS[name]
    assert shares["identifying recall"] >= details
    assert shares["advice recall"] >= advice
    assert shares["crisis recall"] >= crises


def test_little_else_is_marked(figures):
    _, shares = figures
    assert shares["identifying precision"] >= 90
    assert shares["advice precision"] >= 80
    assert shares["crisis false alarms on near-misses"] <= 5
    assert shares["crisis false alarms elsewhere"] <= 1
