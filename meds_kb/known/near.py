"""Knows what answers a question without being a claim: an interaction, a test schedule, a side effect that a source names."""

from django.db.models import Q

from medications.models import Fact

ANSWERS = (Fact.Kind.CLAIM, Fact.Kind.DISAGREEMENT)
MIXING = {"with-other-drugs": "", "vaccines": "vaccin", "alcohol": "alcohol"}
BY_SCHEDULE = ("liver-and-tests", "eyes")
# "Can it do this to me?": a source that names the effect answers. "Does it pass?" it does not.
BY_EFFECT = frozenset(
    {
        "hair", "weight-and-face", "sleep-and-mood", "stomach", "blood-counts-and-infection", "liver-and-tests", "eyes", "sun",
        "pregnancy-and-fertility", "cancer",
    }
)  # fmt: skip
NO_ANSWER = frozenset({("sun", "rash"), ("sun", "skin-hyperpigmentation"), ("liver-and-tests", "haematuria")})


def is_answered_by(question, effect):
    """Tell, by slugs, whether naming an effect of the question answers it."""
    return question in BY_EFFECT and (question, effect) not in NO_ANSWER


def questions_answered(fact, tests_of):
    """Return the slugs of the questions that one fact answers; `tests_of` is {question slug: test ids}."""
    if fact.kind in ANSWERS:
        return [fact.question.slug] if fact.question else []
    if fact.kind == Fact.Kind.INTERACTION:
        return [slug for slug, word in MIXING.items() if word in fact.other_name.casefold()]
    return [slug for slug in BY_SCHEDULE if fact.test_id in tests_of.get(slug, ())]


def may_answer(question=None):
    """Return the condition on facts that can answer one question, or any."""
    if question is None:
        return Q(kind__in=ANSWERS, question__isnull=False) | Q(kind__in=(Fact.Kind.INTERACTION, Fact.Kind.TEST))
    which = Q(kind__in=ANSWERS, question=question)
    if question.slug in MIXING:
        which |= Q(kind=Fact.Kind.INTERACTION)  # its words are read in Python: the two databases fold them differently
    if question.slug in BY_SCHEDULE:
        which |= Q(kind=Fact.Kind.TEST, test__in=question.tests.values("pk"))
    return which
