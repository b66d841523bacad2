"""Knows which of the questions people really ask a text asks, by the words that people type for each."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections

from medications.matching.folding import fold
from medications.matching.inflection import stem
from medications.models import Question, site_version

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "i",
        "if",
        "im",
        "in",
        "is",
        "it",
        "its",
        "ive",
        "me",
        "my",
        "of",
        "on",
        "or",
        "should",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "to",
        "too",
        "u",
        "was",
        "were",
        "what",
        "when",
        "which",
        "while",
        "will",
        "with",
        "would",
        "you",
        "your",
        "am",
        "any",
        "get",
        "got",
        "make",
        "people",
        "take",
        "taking",
    ]
)
# How much of a phrase must be there, how much a question must weigh to be meant, and to be meant beside a better one.
_COVERED, _MEANT, _BESIDE = 0.6, 1.9, 0.75
_VOTES, _WHOLE = 0.5, 1
_MOST = 2
_cached = (None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a text asks, with how strongly."""

    slug: str
    weight: float


class QuestionWords:
    """The words of all questions, weighed by how few of the questions they stand in; built once, never changed."""

    def __init__(self, phrases_of):
        """Take {slug: phrases}."""
        self._phrases = [(slug, words_of(one)) for slug, phrases in phrases_of.items() for one in phrases]
        said = defaultdict(Counter)
        for slug, words in self._phrases:
            for word in words:
                said[word][slug] += 1
        self._said = said
        self._weights = {word: math.log(1 + len(phrases_of) / len(by)) for word, by in said.items()}

    def asked_in(self, text):
        """Return the questions that a text asks, the strongest first; two at most."""
        words = words_of(text)
        weights = Counter()
        for slug, phrase in self._phrases:
            weights[slug] = max(weights[slug], self._phrase_weight(phrase, words))
        for word in words:
            if by := self._said.get(word):
                for slug, times in by.items():
                    weights[slug] += _VOTES * self._weights[word] * times / by.total()
        ranked = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
        best = ranked[0][1] if ranked else 0
        return [Asked(slug, weight) for slug, weight in ranked[:_MOST] if weight >= max(_MEANT, _BESIDE * best)]

    def _phrase_weight(self, phrase, words):
        if phrase.isdisjoint(words):  # of most phrases nothing is said, and there are hundreds
            return 0
        there = self._weight(phrase & words)
        covered = there / self._weight(phrase)
        whole = _WHOLE if phrase == words else 0  # nothing else is asked
        return there * covered**2 + whole if covered >= _COVERED else 0

    def _weight(self, words):
        return sum(self._weights[word] for word in words)


def words_of(text):
    """Return the stems of the words that tell one question from another."""
    return frozenset(stem(word) for word in fold(text).split() if word not in _SMALL)


def current():
    """Return the words of the questions as they stand, built again only when something readers see has changed."""
    global _cached
    content, _names = site_version.current()
    key = (connections[DEFAULT_DB_ALIAS].settings_dict["NAME"], content)
    if _cached[0] != key:
        _cached = (key, QuestionWords({one.slug: _phrases(one) for one in Question.objects.all()}))
    return _cached[1]


def _phrases(question):
    return [question.title, question.short, *question.patient_words.splitlines()]


def forget():
    """Drop what was built; for tests, whose questions change without a version."""
    global _cached
    _cached = (None, None)
