"""The names of the shipped knowledge, read straight from its files: the matcher is scored without a database."""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from medications.matching.folding import path_form  # noqa: E402
from medications.matching.names import KnownName  # noqa: E402

KNOWLEDGE = ROOT / "medications" / "knowledge"


def load_names(folder: Path = KNOWLEDGE) -> list[KnownName]:
    """Return every name of the drugs, side effects, tests and conditions."""
    names: dict[tuple[str, str, str], KnownName] = {}

    def add(surface: str, kind: str, slug: str, **more: bool) -> None:
        names.setdefault((surface.lower(), kind, slug), KnownName(surface, kind, slug, **more))

    for file in sorted((folder / "drugs").glob("*.yaml")):
        _add_drug(yaml.safe_load(file.read_text("utf-8")), add)
    for file, key, kind in (
        ("side_effects", "effect", "side_effect"),
        ("tests", "test", "test"),
        ("conditions", "condition", "condition"),
    ):
        for entry in yaml.safe_load((folder / f"{file}.yaml").read_text("utf-8")):
            own = [entry.get("term") or entry.get("name"), entry["plain_name"]]
            for surface in [*own, *(entry.get("names") or [])]:
                add(str(surface), kind, entry[key])
            for surface in entry.get("ambiguous") or []:
                add(str(surface), kind, entry[key], ambiguous=True)
    more = folder / "patient_words.yaml"
    if more.exists():
        kinds = {"side_effects": "side_effect", "tests": "test", "conditions": "condition"}
        for heading, entries in yaml.safe_load(more.read_text("utf-8")).items():
            for slug, surfaces in entries.items():
                for surface in surfaces:
                    add(str(surface), kinds[heading], slug)
    return list(names.values())


def _add_drug(drug: dict, add) -> None:
    slug, named = path_form(drug["drug"]), drug["names"]
    add(drug["name"], "drug", slug, own=True)
    for brand in named.get("brands") or []:
        add(brand["name"], "drug", slug, own=True)
    for surface in named.get("also") or []:
        add(str(surface), "drug", slug)
    for surface in named.get("misspellings") or []:
        add(str(surface), "drug", slug, is_misspelling=True)
    for form in named.get("ambiguous") or []:
        for one in [slug, *form.get("other_drugs", [])]:
            add(str(form["name"]), "drug", one, ambiguous=True)
