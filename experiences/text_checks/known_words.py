"""Which words are given names, family names, everyday words or medicines."""

from functools import cache, lru_cache

from experiences.text_checks.phrases import FOLDER, words
from medications.matching.guard import Guard

FILE = "people.txt"


@lru_cache(maxsize=1)
def guard() -> Guard:
    """Return the matching's word lists, none of the names left out."""
    return Guard(frozenset())


@cache
def listed(file: str) -> frozenset[str]:
    """Return the words of a file beside this module."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def bare(word: str) -> str:
    """Return a word in lower case without *'s* and full stops."""
    return word.lower().removesuffix("'s").strip(".'")


def is_no_name(word: str) -> bool:
    low = word.lower()
    return low in words(FILE, "no name") or (guard().other_drug(bare(word)) is not None and not _is_listed(bare(word)))


def _is_listed(plain: str) -> bool:
    return plain in listed("given_names.txt") or plain in listed("surnames.txt")


def is_sure_given(word: str) -> bool:
    """Tell whether a word is a given name and no everyday word."""
    plain = bare(word)
    if plain in words(FILE, "doubtful") or is_no_name(word):
        return False
    plain = plain.split("-")[0]
    return plain in listed("given_names.txt") or (guard().is_given_name(plain) and not guard().is_word(plain))


def could_be_given(word: str) -> bool:
    plain = bare(word)
    return (plain in words(FILE, "doubtful") and plain in listed("given_names.txt")) or is_sure_given(word)


def is_surname(word: str) -> bool:
    plain = bare(word)
    return not is_no_name(word) and (plain in listed("surnames.txt") or guard().is_given_name(plain))


def is_unknown(word: str) -> bool:
    """Tell whether a word is neither English nor a drug: as a capitalised word most likely a name."""
    plain = bare(word)
    return not is_no_name(word) and not guard().is_word(plain) and len(plain) > 1 and guard().looks_foreign(plain)


def is_everyday(word: str) -> bool:
    return guard().is_common(word.lower()) and word.lower() not in words(FILE, "family names")
