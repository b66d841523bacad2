"""Words around a drug's name that hint at its stage, dose, benefit and problems. Pure; what it returns is only proposed."""

import re
from decimal import Decimal

# In this order: who stopped had also started.
_STAGES = (
    (
        "stopped",
        r"(?:stopped|quit|came off|come off|coming off|taken off|took me off|switch\w* (?:me )?from|chang\w* (?:me )?from|moved (?:me )?from|replaced|instead of|had to stop)(?: taking)?(?: the| my)?\W*$",
        r"(?:\bi |\bwe |\bhe |\bshe |\bthey |\band |\bhad to |\bthen )(?:then )?(?:had to )?(?:stop(?:ped)?|quit|came off|gave (?:it )?up)\b|\b(?:was|were|got) (?:stopped|taken off)\b",
    ),
    (
        "starting",
        r"(?:about to (?:start|begin|take|go on)|(?:just|will|to) (?:be )?(?:start\w*|begin\w*|beg[au]n)|starting|newly on|start(?:ed)?|prescribed)(?: me)?(?: on| with| taking)?(?: the| my)?\W*$",
        r"\b(?:start\w*|begin\w*) (?:it )?(?:today|tomorrow|tonight|yesterday|this week|next|last week|on monday)",
    ),
    (
        "considering",
        r"(?:thinking (?:about|of)|consider\w*|offered|suggest\w*|recommend\w*|wants? me (?:to (?:try|take|go on)|on)|should i (?:try|take|start))(?: me)?(?: taking| starting| trying)?(?: the)?\W*$",
        r"\bnever (?:took|started|tried)",
    ),
    ("stopped", r"(?<!been )\b(?:was|were) on(?: the)?\W*$|\b(?:tried|used to (?:take|be on))(?: the)?\W*$", r"(?!)"),
    (
        "taking",
        r"(?:\bon|\btak(?:e|es|ing|en)|\btook|\bswitch\w* (?:me )?to|\bchang\w* (?:me )?to|\bmoved (?:me )?(?:on)?to|\band|\bstay\w* on|\bstill on|\badded)(?: the| my)?\W*$",
        r"\b(?:for|since) (?:\w+ ){0,3}(?:years?|months?|weeks?|\d{4})|\bstill (?:take|taking|on) it",
    ),
)
STAGES = tuple((stage, re.compile(before), re.compile(after)) for stage, before, after in _STAGES)
_DOSE = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,2})?)\s?(mg|g|mcg)\b(?:[\s,]*(twice a day|daily|a day|per day|each day|every day|weekly|a week|per week|a month))?")  # fmt: skip
_PERIODS = {"daily": "a day", "per day": "a day", "each day": "a day", "every day": "a day", "weekly": "a week", "per week": "a week"}  # fmt: skip
_BENEFITS = (
    ("none", re.compile(r"\b(?:did not|didn't|does not|doesn't|never) (?:help|work|do anything)|\bdid nothing\b")),
    ("a_lot", re.compile(r"\bhelp(?:s|ed)? (?:me )?(?:a lot|so much|loads)|\bwork(?:s|ed) (?:really |very )?well|\blife ?saver")),
    ("some", re.compile(r"\bit (?:really )?help(?:s|ed)\b|\bhelp(?:s|ed) (?:some|a bit|a little)")),
)  # fmt: skip
_PROBLEMS = (
    ("none", re.compile(r"\b(?:no|without any|without|zero|not had any|never had any) (?:problems?|side effects?|issues?|trouble)\b")),
    ("few", re.compile(r"\b(?:hardly any|few|barely any|only minor|almost no|next to no) (?:problems?|side effects?|issues?)\b")),
)  # fmt: skip


def stage(before, after):
    """Return the stage that the folded words before and after a drug's name hint at, or nothing."""
    return next((name for name, lead, tail in STAGES if lead.search(before) or tail.search(after)), "")


def dose(after):
    """Return (amount, unit, period) of the first dose soon after a name, or None."""
    found = _DOSE.search(after[:40])
    if not found or not float(found[1]):
        return None
    period = found[3] or ""
    return Decimal(found[1]), found[2], _PERIODS.get(period, period)


def benefit(words):
    return next((name for name, cue in _BENEFITS if cue.search(words)), "not_said")


def problems(words):
    return next((name for name, cue in _PROBLEMS if cue.search(words)), "not_said")
