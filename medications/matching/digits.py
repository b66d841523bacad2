"""Digits typed for the letters they look like or stand beside on the keys ("1muran", "prednis0ne")."""

import re
from collections.abc import Container
from itertools import product

_LETTERS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b"}
# Runs of letters and digits with a digit before or between letters; "imuran50" has none.
_RUN = re.compile(r"(?<![a-z0-9])(?:[0-9][a-z]|[a-z]{1,39}[0-9]{1,2}[a-z])[a-z0-9]{0,38}(?![a-z0-9])")
_DOSE = re.compile(r"[0-9]+(?:mgs?|mcg|g)?$")
_MOST_DIGITS = 3


def letters_for_digits(text: str, names: Container[str]) -> str:
    """Return a text of the same length in which a run that is a name but for its digits stands as that name."""
    return _RUN.sub(lambda run: _named(run[0], names), text)


def _named(run: str, names: Container[str]) -> str:
    dose = _DOSE.search(run)
    core, rest = (run[: dose.start()], dose[0]) if dose else (run, "")
    digits = [_LETTERS.get(char, char) for char in core if char.isdecimal()]
    for letters in product(*digits) if len(digits) <= _MOST_DIGITS else ():
        left = iter(letters)
        word = "".join(next(left) if char.isdecimal() else char for char in core)
        if word in names:
            return word + rest
    return run
