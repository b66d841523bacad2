"""Knows how much the sources of a fact weigh: a machine's, a shop's or a copied page is never the only one (DESIGN 6, rule 18)."""

from medications.knowledge_files.entries import Problem

LESSER = "web"
SHOWN_UNCHECKED = {"boxed", "get_help", "interaction"}
REMARK = "Only a page of lesser weight says so. Find another source, then mark it as checked."


def weigh(entries, problems):
    """Mark as unchecked what rests on one page of lesser weight, and hold all unchecked warnings to having no number."""
    kinds = {entry.key: entry.values["kind"] for entry in entries if entry.model == "Source"}
    for entry in entries:
        if entry.model in ("Fact", "LabelledEffect") and entry.values["is_verified"]:
            sources = [ref.key for ref in [entry.links.get("source"), *entry.many.get("sources", [])] if ref]
            if len(sources) == 1 and kinds.get(sources[0]) == LESSER:
                entry.values["is_verified"] = False
                entry.values["comment"] = f"{entry.values.get('comment', '')} {REMARK}".strip()
        _check_numbers(entry, problems)


def _check_numbers(entry, problems):
    values = entry.values
    if entry.model != "Fact" or values["is_verified"] or values["kind"] not in SHOWN_UNCHECKED:
        return
    if any(char.isdigit() for char in values["text"] + values.get("advice", "")):
        problems.append(
            Problem(entry.file, entry.label, "is shown to readers though unchecked, so it may hold no number")
        )
