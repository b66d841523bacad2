"""Knows what people tell of a thing, and how it moves to the thing that it is merged into.

Where one experience answers for both, a yes stands before a no, and of two the answer of the one that stays; it takes
from the other what it leaves unsaid. A change that is told twice in one post, once for each, is told once. What a
moderator linked stays linked, and what a moderator dismissed stays dismissed; where both was decided of the same words,
they are linked.
"""

from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef

from experiences.models import Change, Experience, Mention, ReportedEffect

YES, UNSAID = ReportedEffect.Answer.YES, ("not_said", "")
COURSE = ("severity", "began", "outcome", "attribution", "what_helped")
SAID_OF_A_CHANGE = ("post", "from_drug", "to_drug", "kind", "reason", "is_planned", "whose")
Review = Mention.Review
DECIDED = (Review.CONFIRMED, Review.ADDED)


def rows_of(step):
    """Return (what, rows) of all that posts tell of the thing that goes."""
    found = [("mentions", Mention.objects.filter(step.of_old))]
    if step.kind == "side_effect":
        found += [
            ("reports", ReportedEffect.objects.filter(step.of_old)),
            ("changes of medicine", Change.objects.filter(step.of_old)),
        ]
    if step.kind == "condition":
        found.append(("experiences", Experience.objects.filter(step.of_old)))
    return found


def folds(step):
    """Return (what, how many) of the rows that fold into one that stands."""
    if step.kind != "side_effect":
        return []
    return [("reports", _twin_reports(step).count()), ("changes of medicine", _twin_changes(step).count())]


def posts_of(step):
    """Return the ids of the posts that name or tell of the thing that goes."""
    found = set()
    for _what, rows in rows_of(step):
        post = "experience__post" if rows.model is ReportedEffect else "post"
        found.update(rows.values_list(post, flat=True))
    return found


def move(step):
    """Move it all."""
    if step.kind == "side_effect":
        _fold_reports(step)
        _twin_changes(step).delete()
    for _what, rows in rows_of(step):
        rows.update(**{step.kind: step.into})
    _settle_mentions(step)


def _twin_reports(step):
    twin = ReportedEffect.objects.filter(step.of_into, experience=OuterRef("experience"))
    return ReportedEffect.objects.filter(Exists(twin), step.of_old)


def _fold_reports(step):
    going = {report.experience_id: report for report in _twin_reports(step)}
    # Asked by the experience, and in no order: along an index. Sorted, SQLite read all reports of the one that stays.
    for report in ReportedEffect.objects.filter(step.of_into, experience__in=list(going)).order_by():
        fold(report, going[report.experience_id])
        report.save()
    ReportedEffect.objects.filter(pk__in=[report.pk for report in going.values()]).delete()


def fold(report, other):
    """Let one answer say what two said of the same."""
    if other.answer != YES:
        return
    for name in COURSE:
        if report.answer != YES or getattr(report, name) in UNSAID:
            setattr(report, name, getattr(other, name))
    report.answer = YES


def _twin_changes(step):
    """Return the changes that a post tells for both."""
    told = Change.objects.filter(step.of_old)
    standing = Change.objects.filter(step.of_into, post__in=told.values("post"))
    said = set(standing.values_list(*SAID_OF_A_CHANGE))
    return told.filter(pk__in=[pk for pk, *of_it in told.values_list("pk", *SAID_OF_A_CHANGE) if tuple(of_it) in said])


def _settle_mentions(step):
    """Where words had been dismissed for the one, see what was decided of the same words for the other."""
    dismissed = Mention.objects.filter(step.of_into, review=Review.DISMISSED)
    rows = Mention.objects.filter(step.of_into, post__in=dismissed.values("post")).order_by("post", "id")
    gone = []
    for _post, found in groupby(rows, key=attrgetter("post_id")):
        of_post = list(found)
        gone += [row.pk for row in of_post if _is_over(row, [one for one in of_post if one.pk != row.pk])]
    Mention.objects.filter(pk__in=gone).delete()


def _is_over(row, others):
    """Tell whether others of the same thing in the same post leave no room for a mention."""
    near = [one for one in others if one.start < row.end and row.start < one.end]
    if row.review != Review.DISMISSED:
        return row.review == Review.DETECTED and any(one.review == Review.DISMISSED for one in near)
    same = [one.pk for one in near if (one.start, one.end, one.review) == (row.start, row.end, row.review)]
    return any(one.review in DECIDED for one in near) or min([row.pk, *same]) < row.pk
