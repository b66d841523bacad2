"""Words that mean the same in a phrase: inflections by rule, families ("dropped", "tanked", "down") from data."""

from functools import cache, lru_cache

from medications.matching.files import LISTS

_FILE = LISTS / "word_families.txt"
_DOUBLED = frozenset("bdgklmnprt")


@lru_cache(maxsize=1)
def _lines() -> dict[str, frozenset[str]]:
    """Return each headed line of the data file as head to words."""
    groups: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            groups[head] = groups.get(head, frozenset()) | frozenset(words.split())
    return groups


@lru_cache(maxsize=1)
def families() -> dict[str, str]:
    """Return each word of a family with the family's head."""
    return {word: head for head, words in _lines().items() if head.islower() for word in words}


@cache
def group(head: str) -> frozenset[str]:
    """Return a group of words with a task: ``DROPPED``, ``FIXED``, ``INNER_NOT``, ``MEASURE``, ``SKIPPED``, and others."""
    if head == "SKIPPED":
        return _lines()["DROPPED"] | _lines()["FILLER"] | _lines()["INNER_NOT"]
    return _lines()[head]


def stem(word: str) -> str:
    """Return the family or the plain stem a word stands for in a phrase."""
    head = families().get(word)
    if head:
        return head
    plain = _stripped(word)
    return families().get(plain, plain)


def _stripped(word: str) -> str:
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            if len(base) > 3 and base[-1] == base[-2] and base[-1] in _DOUBLED:
                return base[:-1]
            return base[:-1] if base.endswith("e") else base
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def forms(word: str) -> set[str]:
    """Return the inflected forms under which a one-word name is also the same name."""
    found = {word}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        found.add(word[:-1] + "ies")
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        found.add(word + "es")
    elif not word.endswith("ed"):
        found.add(word + "s")
    if word.endswith("ing") and len(word) > 6:
        base = word[:-3]
        found |= {base + "ed", base, base + "s"} if len(base) > 3 else set()
    if word.endswith("s") and len(word) > 5 and not word.endswith(("ss", "us", "is")):
        found.add(word[:-1])
    return found
