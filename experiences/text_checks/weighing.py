"""How much the words of a text weigh towards a crisis, or towards advice: a weight each, learnt from labelled texts.

Phrases know what was thought of beforehand; people find other words. So each word, pair of neighbouring words and section of phrases
that a text shows has a weight, written by ``tests/evaluation/learn_weights.py`` (logistic regression). Their sum over the square root
of how many there are is the log odds.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from experiences.text_checks.phrases import FOLDER, pattern, sections

_WORD = re.compile(r"[a-z0]+|[?!.]")
_MEDICINE = re.compile(r"(?<![a-z])q{3,}s?(?![a-z])")
_NUMBER = re.compile(r"\d+")
_ENDINGS = re.compile(r"(?<=[a-z0]{3})(?:ing|ed|es|s|ly)$")


@dataclass(frozen=True)
class Scale:
    """Weights from a file, for words and for the sections of some phrase files; ``parts`` are sections used only within others."""

    file: str
    phrases: tuple[str, ...]
    parts: frozenset[str]

    def marks(self, plain: str) -> set[str]:
        """Return what folded text shows, medicines masked: words without endings, pairs of them, and sections of phrases."""
        spelt = _NUMBER.sub("0", _MEDICINE.sub("medicine", plain.replace("'", "")))
        words = [_ENDINGS.sub("", word) for word in _WORD.findall(spelt)]
        pairs = {f"{one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True)}
        return {*words, *pairs, *(f"[{name}]" for file, name in self._sections if pattern(file, name).search(plain))}

    def weight(self, plain: str) -> float:
        """Return the log odds that folded text, medicines masked, is of the sort that the scale is for."""
        shown = self.marks(plain)
        known = self._weights
        return known[""] + sum(known.get(mark, 0.0) for mark in shown) / max(1, len(shown)) ** 0.5

    @cached_property
    def _sections(self) -> list[tuple[str, str]]:
        return [(file, name) for file in self.phrases for name in sections(file) if name not in self.parts]

    @cached_property
    def _weights(self) -> dict[str, float]:
        lines = (FOLDER / self.file).read_text("utf-8").splitlines()
        rows = (line.rpartition("\t") for line in lines if not line.startswith("#"))
        return {mark: float(value) for mark, _, value in rows}


CRISIS = Scale(
    "crisis_weights.txt",
    ("crisis_said.txt", "crisis_context.txt"),
    frozenset(("medicine", "self", "intend", "act")),
)
ADVICE = Scale(
    "advice_weights.txt",
    ("advice.txt",),
    frozenset(("drug", "medicine", "your", "object", "number", "you", "should", "lead")),
)
