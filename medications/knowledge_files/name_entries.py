"""Knows how the names in all files become one list in which no unambiguous name means two things."""

from collections import defaultdict

from medications.knowledge_files.entries import Entry, Problem
from medications.matching.folding import fold

TARGETS = ("drug", "side_effect", "test", "condition")


def name_entry(item, surface, kind, target, ref, *, ambiguous=False, note="", regions="", verified=True, sources=()):
    """Return the entry of one name; its key is its folded form and what it means."""
    values = {
        "surface": surface,
        "folded": fold(surface),
        "kind": kind,
        "is_ambiguous": ambiguous,
        "note": note,
        "regions": regions,
        "is_verified": verified,
    }
    links = {name: ref if name == target else None for name in TARGETS}
    key = f"{values['folded']} = {target} {ref.key}"
    return Entry("Name", key, item.file, f"{item.label}: name “{surface}”", values, links, {"sources": list(sources)})


def settle(entries, problems):
    """Drop a name that stands twice for the same thing, and report every name that points two ways."""
    settled, seen = [], set()
    for entry in entries:
        if entry.model == "Name":
            if entry.key in seen:
                continue
            seen.add(entry.key)
        settled.append(entry)
    _report_clashes([entry for entry in settled if entry.model == "Name"], problems)
    return settled


def _report_clashes(names, problems):
    by_form = defaultdict(list)
    for name in names:
        by_form[name.values["folded"]].append(name)
    for form, rows in by_form.items():
        if not form:
            problems += [Problem(row.file, row.label, "holds no letter or digit") for row in rows]
        elif len(rows) > 1 and not all(row.values["is_ambiguous"] for row in rows):
            first, *others = rows
            problems += [
                Problem(
                    row.file,
                    row.label,
                    f"the same form stands in {first.file}: {first.label}; mark both as ambiguous, or drop one",
                )
                for row in others
            ]
