"""Knows the text that a redaction leaves: chosen words give way to what they were, in brackets. Pure."""

import re


def without(text, chosen):
    """Return a text in which each of the chosen words, wherever it stands whole, is what it was, in brackets.

    `chosen` are (words, what they were); longer words go first, so that none is cut by a shorter one.
    """
    for words, what in sorted(chosen, key=lambda one: -len(one[0])):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", f"[{what}]", text)
    return text


def as_typed(text):
    """Return the text of a browser's form with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
