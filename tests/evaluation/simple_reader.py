"""What a simple reader makes of an effect: a negation or a reason within a few words of it; to compare the matcher with.

It knows nothing of lists, of what ends a denial or of illnesses; the places of the effects are given to it.
"""

import re

_NO = r"(?:no|not|never|without|zero|nor|neither|none|nil|free of|denies|\w+n'?t)"
_DENIED_BEFORE = re.compile(rf"\b{_NO}\b(?:\W+\w+){{0,5}}\W*$")
_DENIED_AFTER = re.compile(rf"^\W*(?:\w+\W+){{0,2}}{_NO}\b")
_FEARED = re.compile(
    r"\b(?:scared|afraid|worr\w+|terrified|nervous|fear\w*|dread\w*|hop(?:e|ing)|anxious|anyone)\b(?:\W+\w+){0,8}\W*$"
)
_REASON_BEFORE = re.compile(
    r"\b(?:for|because of|due to|help\w*(?: with)?|treat\w*|before|lupus|cleared|controls?|eased|got rid of)\b(?:\W+\w+){0,4}\W*$"
)
_REASON_AFTER = re.compile(r"^\W*(?:\w+\W+){0,3}(?:gone|better|improv\w+|cleared|went away|settled|came back|flare)")
_ENDS, _TURNS = ".!?;\n", re.compile(r"\b(?:but|though|although)\b")


def said(text: str, start: int, end: int) -> str:
    """Return what a simple reader takes to be said of the effect at some place of a text."""
    text = text.lower().replace("\u2019", "'")
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    last = min((place for place in (text.find(mark, end) for mark in _ENDS) if place >= 0), default=len(text))
    before, after = _TURNS.split(text[first:start])[-1], text[end:last]
    if _DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after):
        return "absent"
    if text[last : last + 1] == "?" or _FEARED.search(before):
        return "feared"
    return "indication" if _REASON_BEFORE.search(before) or _REASON_AFTER.search(after) else "present"
