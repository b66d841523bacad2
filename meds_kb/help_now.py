"""Knows when to call whom, in general. The numbers stand in `medications.help_lines`, with their sources."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One care card: how urgent, when, and what to say."""

    kind: str
    heading: str
    items: tuple
    note: str


CARDS = (
    Card(
        "now",
        "Call your local emergency number now if",
        (
            "you cannot breathe well",
            "your face, lips, tongue or throat swell",
            "you have chest pain, or one side of you goes weak",
            "you have a fit, pass out or are suddenly confused",
            "you bleed and it does not stop",
            "you or someone else took too much of a medicine",
            "you think of ending your life, or you are not safe",
        ),
        "Say which medicines you take. If you can, have the boxes with you. If you cannot speak, let someone call for you.",
    ),
    Card(
        "today",
        "Call your own team today if",
        (
            "you have a fever, a bad sore throat or other signs of infection",
            "you bruise or bleed and do not know why",
            "your skin or your eyes turn yellow",
            "you have a new rash, or sores in your mouth",
            "you cannot keep your medicine down",
            "you may be pregnant, or you want to be, and you take one of these medicines",
            "you stopped or missed a medicine, most of all a steroid",
        ),
        "If you cannot reach your team, call your local urgent care line or an out-of-hours doctor. Tell them that your medicine lowers your immunity.",
    ),
    Card(
        "care",
        "Ask a pharmacist or your team if",
        (
            "a side effect bothers you, but you feel well enough",
            "you want to add a medicine, a herb or a vaccine",
            "you are not sure what a test is for",
        ),
        "Do not start, stop or change a dose by yourself.",
    ),
)
