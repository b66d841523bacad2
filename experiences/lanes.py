"""Knows how soon a post must be read, and when one reader is not enough."""

from django.conf import settings

from experiences import text_checks
from experiences.models import Mention, Post, ReportedEffect
from medications.models import SideEffect

Lane = Post.Lane
URGENT = SideEffect.Urgency.URGENT


def lane_of(post):
    """Return the lane of a post from its words, and from what it tells and names; call it after linking."""
    if any(text_checks.speaks_of_a_crisis(text) for text in words_of(post) if text):
        return Lane.CRISIS
    told = ReportedEffect.objects.filter(experience__post=post, answer="yes", side_effect__urgency=URGENT)
    named = post.mentions.standing().filter(assertion=Mention.Assertion.PRESENT, side_effect__urgency=URGENT)
    return Lane.SERIOUS if told.exists() or named.exists() else Lane.ORDINARY


def needs_second(lane):
    """Tell whether two people must agree to a post of this lane (setting SECOND_READER)."""
    return lane == Lane.CRISIS or (lane == Lane.SERIOUS and settings.SECOND_READER == "serious")


def words_of(post):
    """Return everything that the author of a post wrote in words of their own."""
    told = post.experiences.values_list("duration_words", "dose_unit", "dose_period", "effects__what_helped")
    return [post.title, post.body, *(text for row in told for text in row if text)]
