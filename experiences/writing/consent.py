"""Knows what somebody who sends a post agrees to, word for word. A change of a word is a new version."""

from medications.licence import LICENCE

VERSION = "2026-11-27"
TERMS = (
    "A moderator reads it first. Once it appears, it is public. Anyone can read it, and so can machines.",
    f"I offer it to everyone for re-use under the licence {LICENCE}: they may copy it, share it and build on it, if they say where it is from.",
    "With my code I can take it back or erase it here. Copies that others took cannot be called back.",
    "It does not tell of a child under 16 by name, age or school.",
)
ABOUT_ANOTHER = "I tell it for someone else. They know, or I have said why I cannot ask them."


def text(*, about_another):
    """Return all that was agreed to, as it is kept with the post."""
    return "\n".join(
        (*TERMS, *([ABOUT_ANOTHER] if about_another else []), "I am 16 or older. I have read this, and I agree.")
    )
