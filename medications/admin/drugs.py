"""Knows how a drug is edited: a new one in one sitting, a known one part by part."""

from django.contrib import admin
from django.http import HttpResponseRedirect

from medications.admin.drug_parts import FIRST, INLINES, list_instead, parts_of
from medications.admin.names import NamedAdmin, NamedForm
from medications.models import Drug

CODES = (("atc", "atc_is_verified"), ("rxnorm", "rxnorm_is_verified"), "code_sources")


# The parts of a new drug that stand open: what people call it, and when to get help.
OPEN_AT_FIRST = ("name", "warning")


class DrugForm(NamedForm):
    """What is counted of a drug stays counted, and what is not stays so: the page of a known one changes in length only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "page" in self.fields:
            self.fields["page"].choices = [
                (page.value, page.label)
                for page in Drug.Page
                if (page == Drug.Page.RELATED) == (self.instance.page == Drug.Page.RELATED)
            ]


@admin.register(Drug)
class DrugAdmin(NamedAdmin):
    """A drug with 150 facts would be a page of 2,000 fields, so `?part=` chooses which kind of them it shows."""

    form = DrugForm
    list_display = ("name", "page", "group", "drug_class", "atc", "atc_is_verified", "reviewed_on")
    list_filter = ("page", "group", "atc_is_verified", "rxnorm_is_verified")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("code_sources",)
    change_form_template = "admin/drug_change_form.html"
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("page", "group"), "drug_class", "tags")}),
        ("Codes", {"fields": CODES, "classes": ("collapse",)}),
        (
            "Review by a clinician, and remarks",
            {"fields": (("reviewed_by", "reviewed_on"), "comment"), "classes": ("collapse",)},
        ),
    )

    def view_on_site(self, drug):
        return drug.get_absolute_url()

    def get_inlines(self, request, obj):
        return list(INLINES.values()) if obj is None else [INLINES[self.part(request)]]

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            if obj is None and inline.model._meta.model_name not in OPEN_AT_FIRST:
                inline.classes = ("collapse",)
        return inlines

    def get_fieldsets(self, request, obj=None):
        return () if obj and self.part(request) != FIRST else self.fieldsets

    def change_view(self, request, object_id, form_url="", extra_context=None):
        part = self.part(request)
        drug = self.get_object(request, object_id) if request.method == "GET" else None
        if drug and (instead := list_instead(part, drug)):
            return HttpResponseRedirect(instead)
        context = {"part": part, "show_delete": part == FIRST, "show_save_and_add_another": part == FIRST}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            context["parts"] = parts_of(obj, current=context["part"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        if self.part(request) == FIRST or response.status_code != 302:
            return response
        # From a part of the drug's page a curator goes back to the drug, not to the list of all drugs.
        return HttpResponseRedirect(request.get_full_path() if "_continue" in request.POST else request.path)

    @staticmethod
    def part(request):
        asked = request.GET.get("part", FIRST)
        return asked if asked in INLINES else FIRST
