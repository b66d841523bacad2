"""Knows where a stretch of a text stands after the text was changed."""

import re
from difflib import SequenceMatcher

TOKEN = re.compile(r"\w+|\W")


def moved(before, after, stretches):
    """Return for each (start, end) of `before` where its words begin in `after`, None where they are gone.

    Words stay where an alignment of both texts puts them; words that it loses, and that stood once, are found where they stand once.
    """
    if not stretches:
        return []
    shifts = _shifts(before, after)
    return [_aligned(*one, shifts, default=_only(before[slice(*one)], before, after)) for one in stretches]


def _shifts(before, after):
    """Return (start, end, shift) of the parts of `before` that stand in `after`, in code points."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    old_at, new_at = _starts(old), _starts(new)
    blocks = SequenceMatcher(None, old, new).get_matching_blocks()
    return [(old_at[a], old_at[a + size], new_at[b] - old_at[a]) for a, b, size in blocks if size]


def _starts(tokens):
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _aligned(start, end, shifts, *, default):
    return next((start + shift for first, last, shift in shifts if first <= start and end <= last), default)


def _only(words, before, after):
    return after.index(words) if before.count(words) == after.count(words) == 1 else None
