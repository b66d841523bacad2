"""Knows the desk: Django's admin under our name, opening with what needs work."""

from django.contrib.admin import AdminSite

from experiences.work import work_on_posts
from medications.work import work_on_knowledge


class Desk(AdminSite):
    """Where curators and moderators work."""

    site_header = "The desk"
    site_title = "The desk"
    index_title = "The desk"
    index_template = "admin/desk_index.html"
    login_template = "admin/desk_login.html"
    empty_value_display = "–"

    def index(self, request, extra_context=None):
        mine = [item for item in (*work_on_posts(), *work_on_knowledge()) if request.user.has_perm(item.permission)]
        work = [link for item in mine if (link := item.as_link())]
        return super().index(request, {**(extra_context or {}), "work": work})
