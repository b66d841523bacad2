"""Knows who may do what at the desk: three roles, and for every table what each of them may do with it."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

MODERATOR, CURATOR, AUDITOR = "moderator", "curator", "auditor"
ROLES = (MODERATOR, CURATOR, AUDITOR)

NOTHING = frozenset()
LOOK = frozenset({"view"})
CHANGE = frozenset({"view", "change"})
EVERYTHING = frozenset({"view", "add", "change", "delete"})


@dataclass(frozen=True)
class Rights:
    """What each role may do with the rows of one table."""

    moderator: frozenset = NOTHING
    curator: frozenset = NOTHING
    auditor: frozenset = NOTHING


KNOWN = Rights(moderator=LOOK, curator=EVERYTHING, auditor=LOOK)
TOLD = Rights(moderator=EVERYTHING, auditor=LOOK)
RECORDED = Rights(moderator=LOOK, auditor=LOOK)
OF_THE_MACHINE = Rights()

RIGHTS = {
    **dict.fromkeys(
        (
            "medications.Claim",
            "medications.Condition",
            "medications.Disagreement",
            "medications.Drug",
            "medications.DrugEffect",
            "medications.DrugUse",
            "medications.EffectNote",
            "medications.Fact",
            "medications.Interaction",
            "medications.LabelledEffect",
            "medications.LookAlike",
            "medications.Name",
            "medications.NeverLink",
            "medications.Question",
            "medications.Relation",
            "medications.SideEffect",
            "medications.Source",
            "medications.Term",
            "medications.Test",
            "medications.TestSchedule",
            "medications.Warning",
        ),
        KNOWN,
    ),
    # Posts and threads come and go by the verbs alone.
    "experiences.Post": Rights(moderator=CHANGE, auditor=LOOK),
    "experiences.Thread": Rights(moderator=CHANGE, auditor=LOOK),
    **dict.fromkeys(
        (
            "experiences.Change",
            "experiences.Experience",
            "experiences.FactCheck",
            "experiences.FollowUp",
            "experiences.ReportedEffect",
        ),
        TOLD,
    ),
    # A mention is corrected by the verbs alone, each with its own page.
    "experiences.Mention": Rights(moderator=frozenset({"view", "add", "change"}), auditor=LOOK),
    # What a merging moves in posts is counted, not shown.
    "experiences.Merge": Rights(moderator=LOOK, curator=frozenset({"view", "add"}), auditor=LOOK),
    # A curator makes names of them without seeing the posts.
    "experiences.UnknownWord": Rights(moderator=LOOK, curator=CHANGE, auditor=LOOK),
    **dict.fromkeys(
        (
            "experiences.Consent",
            "experiences.Correction",
            "experiences.Decision",
            "experiences.Erasure",
            "experiences.Report",
            "experiences.Tally",
        ),
        RECORDED,
    ),
    # What was redacted is there to undo a mistake, for moderators only.
    "experiences.Original": Rights(moderator=LOOK),
    "taggit.Tag": Rights(moderator=CHANGE, curator=EVERYTHING, auditor=LOOK),
    # Accounts are made on the machine, by `manage.py make_moderator`, or by a superuser.
    **dict.fromkeys(
        (
            "admin.LogEntry",
            "auth.Group",
            "auth.Permission",
            "auth.User",
            "contenttypes.ContentType",
            "experiences.Author",
            "experiences.DailySalt",
            "experiences.IndexedPost",
            "experiences.SourceCount",
            "otp_totp.TOTPDevice",
            "medications.ShippedEntry",
            "medications.SiteVersion",
            "sessions.Session",
            "taggit.TaggedItem",
        ),
        OF_THE_MACHINE,
    ),
}


def rights_of(model):
    """Return the Rights to a model's rows; none to a table that nobody decided.

    A history is looked at by whoever may look at its rows, and written by no role.
    """
    rights = RIGHTS.get(decided_as(model), OF_THE_MACHINE)
    if is_history(model):
        return Rights(*(may & LOOK for may in (rights.moderator, rights.curator, rights.auditor)))
    return rights


def decided_as(model):
    """Return the label under which RIGHTS decides a model: its own, or that of the rows it is the history of."""
    return (model.instance_type if is_history(model) else model)._meta.label


def is_history(model):
    return hasattr(model, "instance_type")


@transaction.atomic
def make_roles():
    """Make the three groups, or bring them up to date; what somebody added by hand is taken away. Return the groups."""
    return [_make_role(role) for role in ROLES]


def _make_role(role):
    group, _made = Group.objects.get_or_create(name=role)
    wanted = Q(pk__in=())
    for model in apps.get_models():
        options = model._meta
        codenames = [f"{action}_{options.model_name}" for action in getattr(rights_of(model), role)]
        wanted |= Q(content_type__app_label=options.app_label, codename__in=codenames) if codenames else Q(pk__in=())
    group.permissions.set(Permission.objects.filter(wanted))
    return group
