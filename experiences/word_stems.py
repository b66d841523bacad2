"""Knows the words of a text as a search compares them: folded, cut to their stem, and as short codes for the index.

After a change here every index is stale: `manage.py reindex` brings it up to date.
"""

import base64
import hashlib
import re
from functools import lru_cache

from medications.matching.folding import fold, fold_with_offsets

_SAY_LITTLE = """
a about all am an and any are as at be been but by can could did do does for from had has have how i if in into is it its
me my no not of off on or out she should so some than that the their them then there they this to up us was we were what
when which who why will with would you your he her him his
"""
SAY_LITTLE = frozenset(_SAY_LITTLE.split())
_CURLY = {"\u2018": "'", "\u2019": "'"}
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
    plain = _plain(text)
    if plain.isascii():  # most texts are, and this is twenty times as quick
        return [(one, *found.span()) for found in _WORD.finditer(plain) if (one := _stem_as_written(found[0]))]
    return _places_in_any_letters(text)


def places_of(text, wanted):
    """Return (start, end) of the words whose stem is one of those wanted, in order."""
    plain = _plain(text)
    if not plain.isascii():
        return [(start, end) for one, start, end in _places_in_any_letters(text) if one in wanted]
    near = {start for one in wanted for start in _beginning_with(one[:-1] if one[-1] in "iy" else one, plain)}
    for joiner in _JOINERS:
        if joiner in plain:
            near.update(_joined_by(joiner, plain))
    if not near:
        return []
    words = (_WORD.match(plain, start) for start in sorted(near))
    return [found.span() for found in words if _stem_as_written(found[0]) in wanted]


def _plain(text):
    # To look for each is a tenth of the work of replacing them, and most texts hold none.
    for curly, straight in _CURLY.items():
        if curly in text:
            text = text.replace(curly, straight)
    return text.lower()


def _beginning_with(letters, plain):
    """Yield where a word begins so, as nearly every word does that has the stem: only y and i change in its end."""
    at = plain.find(letters)
    while at >= 0:
        if not at or not (plain[at - 1].isalnum() or plain[at - 1] in _JOINERS):
            yield at
        at = plain.find(letters, at + 1)


def _joined_by(joiner, plain):
    """Yield where the words begin that may have an apostrophe in them."""
    at = plain.find(joiner)
    while at >= 0:
        end = at
        for word in _WORD.finditer(plain, plain.rfind(" ", 0, at) + 1):
            end = word.end()
            if end > at:
                yield word.start()
                break
        at = plain.find(joiner, max(at + 1, end))


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
