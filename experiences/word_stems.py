"""Knows the words of a text as a search compares them: folded, cut to their stem, and as short codes for the index.

After a change here every index is stale: `manage.py reindex` brings it up to date.
"""

import base64
import hashlib
import re
from functools import cache, lru_cache

from medications.matching.folding import fold, fold_with_offsets

_SAY_LITTLE = """
a about all am an and any are as at be been but by can could did do does for from had has have how i if in into is it its
me my no not of off on or out she should so some than that the their them then there they this to up us was we were what
when which who why will with would you your he her him his
"""
SAY_LITTLE = frozenset(_SAY_LITTLE.split())
_CURLY = {0x2018: "'", 0x2019: "'"}
_WORD, _JOINER = re.compile(r"[a-z0-9]+(?:['`]+[a-z0-9]+)*"), re.compile(r"['`]+")
_JOINERS = "'`"
_LONGEST = 40
_DOUBLED = frozenset("bdgklmnprt")
_CODE_BYTES = 5


def stems(text):
    """Return the stem of every word that says something, in order."""
    return [stem(word) for word in fold(text).split(" ") if _says_something(word)]


def stems_with_places(text):
    """Return (stem, start, end) of every word that says something; places in code points of the text."""
    plain = text.translate(_CURLY).lower()
    if plain.isascii():  # most texts are, and this is twenty times as quick
        return [(one, *found.span()) for found in _WORD.finditer(plain) if (one := _stem_as_written(found[0]))]
    return _places_in_any_letters(text)


def places_of(text, wanted):
    """Return (start, end) of the words whose stem is one of those wanted, in order."""
    plain = text.translate(_CURLY).lower()
    if not plain.isascii():
        return [(start, end) for one, start, end in _places_in_any_letters(text) if one in wanted]
    # A stem begins as its word does: so only the words that begin with one of a few letters are looked at.
    near = (found for letter in {one[0] for one in wanted} for found in _beginning_with(letter).finditer(plain))
    return sorted(found.span() for found in near if _stem_as_written(found[0]) in wanted and _is_whole(plain, found))


@cache
def _beginning_with(letter):
    return re.compile(rf"(?<![a-z0-9]){re.escape(letter)}[a-z0-9]*(?:['`]+[a-z0-9]+)*")


def _is_whole(plain, found):
    """Tell whether what was found is a word, and not what follows an apostrophe in one."""
    start = found.start()
    if plain[start - 1 : start] not in _JOINERS:
        return True
    return not plain[:start].rstrip(_JOINERS)[-1:].isalnum()


def _places_in_any_letters(text):
    folded, offsets = fold_with_offsets(text)
    found, start = [], 0
    for word in folded.split(" "):
        if _says_something(word):
            found.append((stem(word), offsets[start], offsets[start + len(word) - 1] + 1))
        start += len(word) + 1
    return found


@lru_cache(maxsize=50_000)
def _stem_as_written(word):
    """Return the stem of a word in small letters, with its apostrophes; "" where it says little."""
    word = _JOINER.sub("", word)
    return stem(word) if _says_something(word) else ""


def _says_something(word):
    return len(word) > 1 and word not in SAY_LITTLE


@lru_cache(maxsize=50_000)
def stem(word):
    """Return one form for the inflections of a folded word ("rashes", "rash"); words with digits stay whole."""
    word = word[:_LONGEST]
    if len(word) < 4 or not word.isalpha():
        return word
    word = _without_s(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and any(letter in "aeiouy" for letter in base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] in _DOUBLED else base
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _without_s(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=50_000)
def code(stem):
    """Return eight letters that stand for a stem in the index.

    The index never holds a word: neither engine takes the words of an erased row out of its inner pages at once
    (FTS5 until segments merge, GIN never), and a code tells nobody what was written. 40 bits: two of 200,000 words
    share one in one database out of fifty, and what is shown is checked against the text.
    """
    digest = hashlib.blake2b(stem.encode(), digest_size=_CODE_BYTES).digest()
    return base64.b32encode(digest).decode().lower()
