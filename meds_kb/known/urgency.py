"""Knows what a reader is told first about a side effect: how soon to act, before anything else."""

from dataclasses import dataclass

from medications.models import SideEffect

ADVICE = {
    SideEffect.Urgency.URGENT: (
        "now",
        "Emergency",
        "Get help now",
        "This can be an emergency. Call your emergency number, or go to the nearest emergency department.",
    ),
    SideEffect.Urgency.SEE_DOCTOR: (
        "today",
        "Urgent",
        "Tell your team",
        "Tell your team about it soon. If it is bad, or you feel very ill, call the same day.",
    ),
    SideEffect.Urgency.MILD: (
        "care",
        "Advice",
        "This is mostly mild",
        "Tell your team if it gets worse or does not go away.",
    ),
}
GRAVEST_FIRST = (SideEffect.Urgency.URGENT, SideEffect.Urgency.SEE_DOCTOR, SideEffect.Urgency.MILD)


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands in the first card of a page about an effect."""

    kind: str
    prefix: str
    heading: str
    text: str
    caution: str


def advice(effect, *seriousness):
    """Return the advice for an effect; where a drug makes it graver, the graver one."""
    gravest = min((effect.urgency, *seriousness), key=GRAVEST_FIRST.index)
    return Advice(*ADVICE[gravest], caution=effect.caution)
