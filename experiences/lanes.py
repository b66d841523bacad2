"""Knows how soon a post must be read, and when one reader is not enough."""

from itertools import chain

from django.conf import settings

from experiences import text_checks
from experiences.models import Mention, Post, ReportedEffect
from medications.models import SideEffect

Lane = Post.Lane
URGENT = SideEffect.Urgency.URGENT


def lane_of(post, told):
    """Return the lane of a post from its words, and from what it tells (a ToldPost) and names; call it after linking."""
    if any(text_checks.speaks_of_a_crisis(text) for text in _words_of(post, told) if text):
        return Lane.CRISIS
    reported = ReportedEffect.objects.filter(experience__post=post, answer="yes", side_effect__urgency=URGENT)
    named = post.mentions.standing().filter(assertion=Mention.Assertion.PRESENT, side_effect__urgency=URGENT)
    return Lane.SERIOUS if reported.exists() or named.exists() else Lane.ORDINARY


def needs_second(lane):
    """Tell whether two people must agree to a post of this lane (setting SECOND_READER)."""
    return lane == Lane.CRISIS or (lane == Lane.SERIOUS and settings.SECOND_READER == "serious")


def _words_of(post, told):
    """Return everything that the author of a post wrote in words of their own.

    Title and text are one, as they are for the help page: the weights take "What happened to me" alone for a crisis.
    """
    uses = ((one.duration_words, one.dose_unit, one.dose_period) for one in told.experiences)
    helped = (effect.what_helped for one in told.experiences for effect in one.effects)
    return {f"{post.title}\n{told.body}", *chain.from_iterable(uses), *helped}
