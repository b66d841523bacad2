"""Knows the desk: Django's admin under our name, opening with what needs work."""

from django.contrib.admin import AdminSite
from django.utils.timezone import now
from django_otp.plugins.otp_totp.models import TOTPDevice

from experiences.desk import queues
from experiences.work import work_on_posts
from medications.work import work_on_knowledge
from meds_kb.desk_login import TwoSteps

# What is opened most stands first; what is not named here stands last, by its name.
APPS = ("experiences", "medications", "taggit")
MODELS = (
    *(
        "Post",
        "Thread",
        "Experience",
        "FactCheck",
        "Mention",
        "UnknownWord",
        "Merge",
        "Correction",
        "Decision",
        "Tally",
    ),
    *("Drug", "Source", "SideEffect", "Test", "Condition", "Term", "Question", "Name", "NeverLink", "Fact"),
    *("Warning", "Interaction", "LookAlike", "DrugUse", "TestSchedule", "Claim", "Relation", "Disagreement"),
    *("DrugEffect", "EffectNote"),
)


class Desk(TwoSteps, AdminSite):
    """Where curators and moderators work."""

    site_header = "The desk"
    site_title = "The desk"
    index_title = "The desk"
    index_template = "admin/desk_index.html"
    login_template = "admin/desk_login.html"
    empty_value_display = "–"

    def register(self, model_or_iterable, *args, **kwargs):
        # The key of somebody's second step is shown to nobody, superusers included.
        if model_or_iterable is not TOTPDevice:
            super().register(model_or_iterable, *args, **kwargs)

    def get_app_list(self, request, app_label=None):
        rooms = sorted(super().get_app_list(request, app_label), key=lambda room: place(room["app_label"], APPS))
        for room in rooms:
            room["models"].sort(key=lambda model: place(model["object_name"], MODELS))
            room["name"] = {"taggit": "Topics"}.get(room["app_label"], room["name"])
        return rooms

    def index(self, request, extra_context=None):
        mine = [item for item in (*work_on_posts(), *work_on_knowledge()) if request.user.has_perm(item.permission)]
        work = [link for item in mine if (link := item.as_link())]
        sees_posts = request.user.has_perm("experiences.view_post")
        heads = queues.heads(user=request.user, now=now()) if sees_posts else []
        return super().index(request, {**(extra_context or {}), "work": work, "heads": heads})


def place(name, order):
    return order.index(name) if name in order else len(order)
