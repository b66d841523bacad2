"""Knows how a curator merges two things that stand for the same: chooses them, sees what would move, and confirms."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now

from experiences import merging, reaching
from experiences.admin.own_pages import OwnPages
from experiences.models import Merge
from medications.admin.autocomplete import KnowingSelect
from medications.admin.curated import ReadOnly
from medications.models import Name

FOR_GOOD = "There is no way back: to take two things apart again is work by hand."


class PairForm(forms.Form):
    """Asks for two things of one kind, and why they are one."""

    why = forms.CharField(label="why", max_length=300, help_text="For other curators. It stands in the record.")
    field_order = ("gone", "kept", "why")

    def __init__(self, *args, site, kind, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("gone", "this one goes"), ("kept", "it becomes part of")):
            key = Name._meta.get_field(kind)
            standing = key.related_model.objects.filter(merged_into=None)
            self.fields[name] = key.formfield(widget=KnowingSelect(key, site), label=label, queryset=standing)
            self.fields[name].required = True
        self.order_fields(self.field_order)

    def clean(self):
        values = super().clean()
        if values.get("gone") and values.get("kept"):
            try:
                self.moving = merging.preview(values["gone"], values["kept"])
            except merging.CannotMerge as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return values

    def hide_pair(self):
        for name in ("gone", "kept"):
            self.fields[name].widget = forms.HiddenInput()


@admin.register(Merge)
class MergeAdmin(OwnPages, ReadOnly, admin.ModelAdmin):
    list_display = ("at", "kind", "gone", "kept", "by_whom", "why", "moved_words")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("gone", "kept", "why")

    def has_add_permission(self, request):
        return request.user.has_perm("experiences.add_merge")

    def add_view(self, request, form_url="", extra_context=None):
        """Ask which two, show what would move, then do it."""
        kind = request.GET.get("kind", "")
        kind = kind if kind in Merge.Kind.values else Merge.Kind.SIDE_EFFECT
        if not (self.has_add_permission(request) and request.user.has_perm(f"medications.delete_{_model_name(kind)}")):
            raise PermissionDenied
        form = PairForm(request.POST or None, site=self.admin_site, kind=kind)
        if request.method != "POST" or not form.is_valid() or "change" in request.POST:
            return self._choose(request, form, kind)
        if "confirmed" not in request.POST:
            return self._confirm(request, form)
        return self._merge(request, form)

    def _choose(self, request, form, kind):
        others = [one for one in Merge.Kind if one != kind]
        return self.ask(
            request,
            title=f"Merge two of the same: {Merge.Kind(kind).label}",
            form=form,
            buttons=[("preview", "See what would move")],
            said="Choose two that stand for the same thing. Nothing changes before you have seen what would move.",
            ways=[(f"?kind={one}", f"Merge two of another kind: {one.label}") for one in others],
        )

    def _confirm(self, request, form):
        gone, kept, moving = form.cleaned_data["gone"], form.cleaned_data["kept"], form.moving
        form.hide_pair()
        folds = [f"{n:,} of the {what} stand already and become one with those" for what, n in moving.folds.items()]
        return self.ask(
            request,
            title=f"Merge “{gone.plain_name}” into “{kept.plain_name}”?",
            form=form,
            buttons=[("confirmed", "Merge for good"), ("change", "Choose others")],
            said=f"The address of the first sends on to the second. {FOR_GOOD}",
            notes=[
                *moving.notes,
                *(f"{n:,} {what} move" for what, n in moving.moves.items()),
                *folds,
                f"{moving.posts:,} posts speak of it, {moving.public_posts:,} of them public",
            ],
        )

    def _merge(self, request, form):
        gone, kept = form.cleaned_data["gone"], form.cleaned_data["kept"]
        try:
            record, relinked = merging.merge(gone, into=kept, by=request.user, now=now(), why=form.cleaned_data["why"])
        except merging.CannotMerge as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_addition(request, record, f"Merged {record}.")
            said = f"“{gone.plain_name}” is part of “{kept.plain_name}” now. Moved: {record.moved_words or 'nothing'}."
            after = f" {relinked:,} of the newest {reaching.NEWEST:,} posts link differently." if relinked else ""
            self.message_user(request, said + after, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:experiences_merge_changelist"))

    @admin.display(description="by")
    def by_whom(self, merge):
        return merge.by


def _model_name(kind):
    return Name._meta.get_field(kind).related_model._meta.model_name
