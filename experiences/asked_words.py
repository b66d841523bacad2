"""Knows what somebody asks for in a search box: words, phrases in quotes, and what to leave out. All else is plain text."""

import re
from dataclasses import dataclass

from experiences.word_stems import stems

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("−–﹣－", "-"))
_PART = re.compile(r'(-(?=[^\s-]))?(?:"([^"]*)"|(\S+))')
MOST_WORDS = 12  # what stands further on is not asked for: nobody types more, and each costs


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: `plain` is its text outside quotes, `quoted` what stood in quotes; `words` and `without` as stems.

    A phrase is a tuple of several stems; words outside quotes are tuples of one.
    """

    plain: str
    quoted: tuple
    words: tuple
    without: tuple

    @property
    def text(self):
        """What is asked for, quotes and exclusions left off."""
        return " ".join(filter(None, (self.plain, *self.quoted)))


def read(query):
    """Return what a query asks for; never fails. Only exclusions ask for nothing, so they are read as words."""
    parts = [_part(*found) for found in _PART.findall(query.translate(_QUOTES))]
    if all(minus for minus, _quoted, _text in parts):
        parts = [(False, quoted, text) for _minus, quoted, text in parts]
    words, without = [], []
    for minus, quoted, text in parts:
        found = tuple(stems(text))
        if minus or quoted:
            (without if minus else words).append(found)
        else:
            words += [(one,) for one in found]
    return Asked(
        plain=" ".join(text for minus, quoted, text in parts if not (minus or quoted)),
        quoted=tuple(text for minus, quoted, text in parts if quoted and not minus and text.strip()),
        words=_each_once(words),
        without=_each_once(without),
    )


def _part(minus, quoted, word):
    return bool(minus), bool(quoted), quoted or word


def _each_once(words):
    return tuple(one for one in dict.fromkeys(words) if one)[:MOST_WORDS]
