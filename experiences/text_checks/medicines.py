"""The names of medicines in a text, so that phrases about any medicine need not list them."""

import re

from experiences.text_checks.known_words import guard
from experiences.text_checks.phrases import pattern

_WORD = re.compile(r"(?<![\w'])[a-z]{5,30}(?![\w'])")


def masked(flat: str) -> str:
    """Return folded text with every medicine's name as a run of *q* of the same length."""
    return _WORD.sub(_mask_known, pattern("medicines.txt", "names").sub(_mask, flat))


def _mask(name: re.Match) -> str:
    return "q" * len(name[0])


def _mask_known(word: re.Match) -> str:
    known = guard().other_drug(word[0]) is not None and not guard().is_word(word[0])
    return _mask(word) if known else word[0]
