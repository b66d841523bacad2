"""Knows the usual reasons of a decision. An author sees those for a return or a refusal; a few words of one's own may follow."""

USUAL = {
    "return": (
        "It may show who somebody is. Please take out names, places, exact dates and contacts.",
        "It tells others what to take or to stop. Please tell what happened to you instead.",
        "We do not understand which medicine you mean. Please name it.",
        "Please tell this in your own words.",
    ),
    "reject": (
        "It is not about a medicine or living with lupus.",
        "It sells or advertises something.",
        "It is unkind to somebody.",
        "It was sent twice. The other one stands.",
    ),
    "take_down": (
        "It shows who somebody is.",
        "It tells others what to take or to stop.",
        "The person it is about did not agree.",
        "It can harm those who read it.",
    ),
    "redact": ("Words that may show who somebody is were taken out.", "Advice to others was taken out."),
    "keep": ("It keeps to what we publish.",),
    "second": ("I am not sure. Please read it, too.",),
    "escalate": ("It speaks of a crisis.",),
}


def reason(verb, chosen, written):
    """Return what is kept as the reason of a verb: the usual one that was chosen, then the moderator's own words."""
    usual = chosen if chosen in USUAL.get(verb, ()) else ""
    return " ".join(filter(None, [usual, " ".join(written.split())]))[:1_000]
