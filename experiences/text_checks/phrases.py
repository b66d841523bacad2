"""The small language of the phrase files, and the patterns made of it.

A file has sections, ``[name]``, of one phrase a line; ``#`` opens a comment. In a phrase a space stands for what lies between two
words and `` ?`` for one that may be missing, an apostrophe may be missing in the text, ``{name}`` is any phrase of another section,
``..`` is up to four words and ``...`` up to nine; the rest is as in regular expressions. Nothing in a phrase repeats without bound,
so a text is searched in time linear in its length.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_BREAK = r"[^\w.!?\n]{1,3}"
_FEW_WORDS = rf"(?:{_BREAK}[\w'-]{{1,30}}){{0,4}}?{_BREAK}"
_SOME_WORDS = rf"(?:{_BREAK}[\w'-]{{1,30}}){{0,9}}?{_BREAK}"
_SECTION = re.compile(r"\{([a-z ]+)\}")


@cache
def sections(file: str) -> dict[str, list[str]]:
    """Return the phrases of a file by section, as they stand."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            found[line[1:-1]] = phrases = []
        elif line and not line.startswith("#"):
            phrases.append(line)
    return found


@cache
def words(file: str, section: str) -> frozenset[str]:
    """Return the single words of a section."""
    return frozenset(" ".join(sections(file)[section]).split())


def _expression(file: str, section: str) -> str:
    alternatives = (_phrase(file, phrase) for phrase in sections(file)[section])
    return f"(?:{'|'.join(alternatives)})"


def _phrase(file: str, phrase: str) -> str:
    held: list[str] = []

    def hold(mark: re.Match) -> str:
        held.append(_expression(file, mark[1]))
        return f"\0{len(held) - 1}\0"

    phrase = _SECTION.sub(hold, phrase).replace(" ... ", "\2").replace(" .. ", "\1").replace("'", "'?")
    phrase = phrase.replace(" ?", f"(?:{_BREAK})?").replace(" ", _BREAK)
    phrase = phrase.replace("\1", _FEW_WORDS).replace("\2", _SOME_WORDS)
    return re.sub("\0(\\d+)\0", lambda mark: held[int(mark[1])], phrase)


@cache
def pattern(file: str, section: str) -> re.Pattern:
    """Return the pattern of whole words that finds any phrase of a section in folded text."""
    return re.compile(rf"(?<![\w'])(?:{_expression(file, section)})(?!\w)")


@cache
def ending(file: str, section: str) -> re.Pattern:
    """Return the pattern that finds a phrase of a section right before the end of folded text."""
    return re.compile(rf"(?<![\w'])(?:{_expression(file, section)}){_BREAK}$")
