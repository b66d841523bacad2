"""Knows how the files reach the database: all or nothing, again and again, and never over a curator's own words."""

from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from medications.knowledge_files import reading
from medications.knowledge_files.entries import BrokenKnowledge, Problem
from medications.knowledge_files.rows import Rows, digest_of
from medications.models import ShippedEntry, site_version
from medications.site_account import site_account

# A model stands after those it points to.
ORDER = (
    "Source",
    "SideEffect",
    "Test",
    "Condition",
    "Term",
    "Question",
    "Drug",
    "DrugEffect",
    "Name",
    "Fact",
    "LabelledEffect",
)
WHOLE = "the whole folder"
REASON = "loaded from the knowledge files"


@dataclass
class Summary:
    """How many rows a load made, changed, took away, and left because a curator had changed them."""

    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: tuple = ()

    def __str__(self):
        line = f"{self.created} made, {self.updated} updated, {self.removed} removed, {self.unchanged} as they were"
        return f"{line}, {len(self.kept)} kept as a curator left them" if self.kept else line


def load(folder=reading.SHIPPED):
    """Load the folder in one transaction. Raise BrokenKnowledge, with nothing changed, when one entry is wrong."""
    entries = reading.read(folder)
    by_model = {
        model: list(group) for model, group in groupby(sorted(entries, key=_model_order), key=lambda entry: entry.model)
    }
    _check_fields(entries)
    with transaction.atomic():
        loader = _Loader()
        for model in ORDER:
            loader.load_model(model, by_model.get(model, []))
        for model in reversed(ORDER):
            loader.remove_gone(model, {entry.key for entry in by_model.get(model, [])})
        _remember_folder(reading.digest(folder))
        if loader.summary.created or loader.summary.updated or loader.summary.removed:
            site_version.bump(names=True)
    return loader.summary


def is_current(folder=reading.SHIPPED):
    """Say whether exactly these files were loaded last."""
    return ShippedEntry.objects.filter(model=WHOLE, digest=reading.digest(folder)).exists()


def _remember_folder(digest):
    ShippedEntry.objects.update_or_create(model=WHOLE, key=WHOLE, defaults={"row": 0, "digest": digest})


def _model_order(entry):
    return ORDER.index(entry.model)


def _check_fields(entries):
    """Hold every value against its column (length, choices, range) before the first row is written."""
    problems = []
    for entry in entries:
        row = apps.get_model("medications", entry.model)(**entry.values)
        try:
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in entry.values])
        except ValidationError as error:
            reasons = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
            problems.append(Problem(entry.file, entry.label, reasons))
    if problems:
        raise BrokenKnowledge(problems)


class _Loader:
    """One load under way: what each entry became, and the count of what was done."""

    def __init__(self):
        self.summary = Summary()
        self.account = site_account()
        self.pks = {}  # (model, key) -> primary key

    def load_model(self, name, entries):
        model = apps.get_model("medications", name)
        ledger = {row.key: row for row in ShippedEntry.objects.filter(model=name)}
        rows = Rows(model, [row.row for row in ledger.values()])
        new, changed = [], []
        for entry in entries:
            values = self._resolved(entry)
            shipped = ledger.get(entry.key)
            if values is None:
                self._keep(entry, "it belongs to a row that a curator removed")
            elif shipped is None:
                self._add(rows, entry, values, new)
            else:
                self._compare(entry, values, shipped, rows, changed)
        self._create(model, new)
        self._update(model, changed)

    def _resolved(self, entry):
        """Return columns and links as primary keys, or None when what it points to is not there."""
        columns = dict(entry.values)
        for field, ref in entry.links.items():
            columns[f"{field}_id"] = self.pks.get((ref.model, ref.key)) if ref else None
            if ref and columns[f"{field}_id"] is None:
                return None
        many = {field: [self.pks.get((ref.model, ref.key)) for ref in refs] for field, refs in entry.many.items()}
        return columns, {field: sorted({*pks} - {None}) for field, pks in many.items()}

    def _add(self, rows, entry, values, new):
        own = rows.standing(values[0])
        if own is None:
            new.append((entry, values))
            return
        self._point(entry, own)
        self._keep(entry, "a curator made the same entry")

    def _compare(self, entry, values, shipped, rows, changed):
        row = rows.get(shipped.row)
        if row is None:
            self._keep(entry, "a curator removed it")
            return
        self._point(entry, row)
        wanted, found = digest_of(*values), rows.digest(row, values)
        if found == wanted:
            self.summary.unchanged += 1
            _note_digest(shipped, wanted)
        elif shipped.digest in (found, rows.digest_of_old(row, values)):
            changed.append((entry, values, row, shipped))
        else:
            self._keep(entry, "a curator changed it")

    def _point(self, entry, row):
        # What a curator merged away lives on in another row, and so does all that the files tell of it.
        self.pks[entry.model, entry.key] = getattr(row, "merged_into_id", None) or row.pk

    def _keep(self, entry, why):
        self.summary.kept += (f"{entry.file}: {entry.label}: {why}",)

    def _create(self, model, new):
        rows = [model(**columns) for _entry, (columns, _many) in new]
        made = self._write(bulk_create_with_history, model, rows, [entry for entry, _values in new]) if rows else []
        for (entry, (_columns, _many)), row in zip(new, made, strict=True):
            self.pks[entry.model, entry.key] = row.pk
            if entry.tags:
                row.tags.set(entry.tags)
        Rows.link(model, [(row, many) for (_entry, (_columns, many)), row in zip(new, made, strict=True)])
        ShippedEntry.objects.bulk_create(
            ShippedEntry(model=entry.model, key=entry.key, row=row.pk, digest=digest_of(*values))
            for (entry, values), row in zip(new, made, strict=True)
        )
        self.summary.created += len(made)

    def _write(self, write, model, rows, entries, *fields):
        """Write rows and their history; when the database refuses, say which entries break which rule."""
        try:
            with transaction.atomic():
                return write(rows, model, *fields, default_user=self.account, default_change_reason=REASON)
        except IntegrityError as error:
            raise BrokenKnowledge(
                _broken_rules(model, rows, entries) or [Problem("the files", model.__name__, str(error))]
            ) from error

    def _update(self, model, changed):
        for _entry, (columns, many), row, shipped in changed:
            for column, value in columns.items():
                setattr(row, column, value)
            for field, pks in many.items():
                getattr(row, field).set(pks)
            _note_digest(shipped, digest_of(columns, many))
        if changed:
            fields = sorted({column for _entry, (columns, _many), *_rest in changed for column in columns})
            self._write(
                bulk_update_with_history,
                model,
                [row for *_rest, row, _shipped in changed],
                [entry for entry, *_rest in changed],
                fields,
            )
        self.summary.updated += len(changed)

    def remove_gone(self, name, keys):
        """Take away what the files no longer hold, unless a curator changed it or something else needs it."""
        model = apps.get_model("medications", name)
        gone = [shipped for shipped in ShippedEntry.objects.filter(model=name) if shipped.key not in keys]
        for shipped in gone:
            row = model._base_manager.filter(pk=shipped.row).first()
            shipped.delete()
            if row is None:
                continue
            if row.history.first().history_user_id != self.account.pk:
                self.summary.kept += (f"{shipped.key}: is no longer in the files, but a curator changed it",)
                continue
            try:
                with transaction.atomic():
                    row.delete()
                self.summary.removed += 1
            except ProtectedError:
                self.summary.kept += (f"{shipped.key}: is no longer in the files, but other entries need it",)


def _broken_rules(model, rows, entries):
    """Say which entries break which of the table's rules; asked only once the database has refused."""
    problems = []
    for row, entry in zip(rows, entries, strict=True):
        for rule in model._meta.constraints:
            try:
                rule.validate(model, row)
            except ValidationError as error:
                problems.append(Problem(entry.file, entry.label, " ".join(error.messages)))
    return problems


def _note_digest(shipped, digest):
    if shipped.digest != digest:
        shipped.digest = digest
        shipped.save(update_fields=["digest"])
