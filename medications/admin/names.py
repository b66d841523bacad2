"""Knows how names are edited: beside the thing they name, or all in one list."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from medications.admin.autocomplete import KnowingBoxes, RowForm, RowFormSet, Rows
from medications.admin.curated import FixedSlug, KnowledgeAdmin
from medications.admin.own_names import OWN_KINDS, TARGET_OF, keep_own_names, name_in_the_way
from medications.matching.folding import fold
from medications.models import Name
from medications.models.names import TARGETS


class NamedForm(RowForm):
    """A thing that has names: its own words must not already mean something else."""

    def clean(self):
        values = super().clean()
        for field in OWN_KINDS[self._meta.model]:
            if values.get(field):
                self._refuse_taken(field, values[field])
        return values

    def _refuse_taken(self, field, surface):
        if not fold(surface):
            self.add_error(field, "Write at least one letter or digit.")
        elif other := name_in_the_way(self.instance, surface):
            thing = next(row for target in TARGETS if (row := getattr(other, target)))
            self.add_error(
                field, f"“{other}” is already a name of {thing}. Choose another, or mark that one as ambiguous first."
            )


class NamedAdmin(FixedSlug, KnowingBoxes, KnowledgeAdmin):
    """A thing that has names: any of them finds it, and its own are always among them."""

    is_named = True
    form = NamedForm

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        keep_own_names(form.instance)

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if folded := fold(search_term):
            target = TARGET_OF[self.model]
            named = Name.objects.filter(folded__contains=folded, **{target: OuterRef("pk")})
            found = queryset.filter(Q(pk__in=found.order_by().values("pk")) | Exists(named))
        return found, may_repeat


class NameFormSet(RowFormSet):
    """The names of one thing: each form once, however it is spelt."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", {})
            folded = fold(values.get("surface") or "")
            if folded and not values.get("DELETE"):
                if folded in seen:
                    raise ValidationError(
                        f"“{values['surface']}” stands here twice, perhaps in two spellings. One is enough."
                    )
                seen.add(folded)


class NameInline(Rows, KnowingBoxes, admin.TabularInline):
    """The names of one thing, on its own page."""

    model = Name
    formset = NameFormSet
    fields = ("surface", "kind", "is_ambiguous", "note", "regions", "is_verified")
    show_change_link = True

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj is None else 0


class NameOfDrugInline(NameInline):
    fk_name = "drug"


class NameOfSideEffectInline(NameInline):
    fk_name = "side_effect"


class NameOfTestInline(NameInline):
    fk_name = "test"


class NameOfConditionInline(NameInline):
    fk_name = "condition"


@admin.register(Name)
class NameAdmin(KnowingBoxes, KnowledgeAdmin):
    """All names: which of them are ambiguous, which are unchecked, what each leads to."""

    is_named = True
    list_display = ("surface", "means", "kind", "is_ambiguous", "regions", "is_verified")
    list_filter = ("kind", "is_ambiguous", "is_verified")
    search_fields = ("surface", "folded", "note")
    autocomplete_fields = (*TARGETS, "sources")
    fields = ("surface", "kind", TARGETS, "is_ambiguous", "note", "regions", "is_verified", "sources")
    list_per_page = 50

    @admin.display(description="is a name of")
    def means(self, name):
        return name.drug or name.side_effect or name.test or name.condition

    def renames(self, form, formsets, change):
        return form.has_changed()

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if folded := fold(search_term):
            found = queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(folded__contains=folded))
        return found, may_repeat
