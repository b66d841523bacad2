"""Mentions of drugs, side effects, tests and conditions in what patients write: names in, mentions out."""

# ruff: noqa: E402 -- where the compiled form lies must be known before the first of its modules is imported
from medications.matching import compiled

__path__[:0] = compiled.path()

from medications.matching.folding import fold, path_form
from medications.matching.lexicon import Lexicon
from medications.matching.names import Explanation, FoundMention, KnownName, Resolution, UnknownName

__all__ = ["Explanation", "FoundMention", "KnownName", "Lexicon", "Resolution", "UnknownName", "fold", "path_form"]
