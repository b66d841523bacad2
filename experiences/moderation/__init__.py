"""The verbs on posts. Nothing else writes a post's status, its text, or who has read it.

Each verb is one transaction: it moves the post from the state and the text that the caller saw, keeps the thread, the
mentions, the index and the tallies in step, writes who decided what and when, and raises the site's version when
readers see a change. A wrong state raises WrongState; a lost race raises Conflict, which is one too.
"""

from experiences.moderation.erasing import erase
from experiences.moderation.reading import (
    ask_second,
    claim,
    escalate,
    publish,
    redact,
    reject,
    release,
    return_to_author,
)
from experiences.moderation.reporting import keep, report, take_down
from experiences.moderation.steps import Conflict, NeedsAnother, WrongState, seen
from experiences.moderation.texts import CannotRedact, Dropped
from experiences.moderation.writing import edit, follow_up, open_thread, open_with, submit, withdraw

__all__ = [
    "CannotRedact",
    "Conflict",
    "Dropped",
    "NeedsAnother",
    "WrongState",
    "ask_second",
    "claim",
    "edit",
    "erase",
    "escalate",
    "follow_up",
    "keep",
    "open_thread",
    "open_with",
    "publish",
    "redact",
    "reject",
    "release",
    "report",
    "return_to_author",
    "seen",
    "submit",
    "take_down",
    "withdraw",
]
