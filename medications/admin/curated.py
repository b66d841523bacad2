"""Knows what every save at the desk does besides: it makes a new version of the site, in the same transaction."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin

from medications.admin.autocomplete import is_id
from medications.models import Name, site_version

AT_ONCE = "Somebody else saved the same thing just now, so nothing of yours was saved. Look again before you go on."

RELINK = "New posts are read with this name from now on. Posts that are here already follow after `manage.py relink`."
# The columns of a thing that are names of it, or lead to it.
OWN_WORDS = {"slug", "name", "term", "plain_name"}
CITING_SHOWN = 20  # of each table: enough to see why a row is not deleted


class ChangedMeanwhile(Exception):
    """What the form was filled in for is no longer so."""


class PublicAdmin(admin.ModelAdmin):
    """A table whose rows readers see. Every way of changing it from here raises the content version."""

    is_named = False  # whether its rows have names that the matcher knows

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ChangedMeanwhile):
            # The form has checked every rule, so only a save at the same moment comes here.
            self.message_user(request, AT_ONCE, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request, obj, form, change):
        """Django calls this before any other write, inside the transaction."""
        site_version.bump()  # first, as the verbs do: all who change the site queue at this row
        if form.has_changed() or not change:  # a save of nothing leaves no trace in the history
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if self.renames(form, formsets, change):
            site_version.bump(names=True)
            self.message_user(request, RELINK, messages.INFO)

    def delete_model(self, request, obj):
        with transaction.atomic():
            site_version.bump(names=self.is_named)
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            site_version.bump(names=self.is_named)
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs, request):
        """A row that others cite is protected like one they depend on: Django would drop the citation in silence."""
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return shown, counts, lacking, [*protected, *map(str, citing(self.model, objs))]

    def renames(self, form, formsets, change):
        """Return whether a save touches what the matcher knows: a name, or the slug that names lead to."""
        if self.is_named and (not change or OWN_WORDS & set(form.changed_data)):
            return True
        return any(formset.model is Name and formset.has_changed() for formset in formsets)


def citing(model, objs):
    """Return the first rows of any table that point at some of these through a list, such as a fact's sources."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.many_to_many and relation.auto_created and relation.through._meta.auto_created:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": objs})
            found += rows.distinct()[:CITING_SHOWN]
    return found


class KnowledgeAdmin(PublicAdmin, SimpleHistoryAdmin):
    """A table of what is known, with its history."""

    object_history_list_template = "admin/history_list.html"

    def history_view(self, request, object_id, extra_context=None):
        refuse_what_is_no_number(object_id)  # upstream fails on it
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        # Upstream saves a posted old version for anybody who may look, and hides only the button.
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        refuse_what_is_no_number(object_id)
        refuse_what_is_no_number(version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)


class FixedSlug:
    """Mixed into an admin: a slug stands in addresses, counts and knowledge files, so it is chosen once."""

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, "slug") if obj else readonly

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)


def refuse_what_is_no_number(text):
    if not is_id(text):
        raise Http404


class ReadOnly:
    """Mixed into an admin or an inline whose rows are changed only by the verbs."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
