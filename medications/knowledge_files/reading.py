"""Knows where the knowledge files lie, and turns the whole folder into entries, or into a list of what is wrong."""

import hashlib
from pathlib import Path

import yaml

from medications.knowledge_files import drug_files, name_entries, topic_files
from medications.knowledge_files.entries import BrokenKnowledge, Problem
from medications.knowledge_files.weight import weigh

SHIPPED = Path(__file__).resolve().parent.parent / "knowledge"
TOPIC_FILES = {
    "sources.yaml": topic_files.source_entries,
    "side_effects.yaml": topic_files.side_effect_entries,
    "tests.yaml": topic_files.test_entries,
    "conditions.yaml": topic_files.condition_entries,
    "terms.yaml": topic_files.term_entries,
    "questions.yaml": topic_files.question_entries,
    "patient_words.yaml": topic_files.patient_word_entries,
}


def read(folder=SHIPPED):
    """Return all entries of the folder. Raise BrokenKnowledge with every problem found."""
    problems, entries = [], []
    for name, parse in TOPIC_FILES.items():
        entries += parse(name, _parsed(folder / name, name, problems), problems)
    for path in sorted((folder / "drugs").glob("*.yaml")):
        name = f"drugs/{path.name}"
        entries += drug_files.drug_entries(name, _parsed(path, name, problems), problems)
    entries = name_entries.settle(entries, problems)
    _check_keys(entries, problems)
    _check_refs(entries, problems)
    weigh(entries, problems)
    if problems:
        raise BrokenKnowledge(problems)
    return entries


def digest(folder=SHIPPED):
    """Return a fingerprint of the files; the same files need no second load."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _parsed(path, name, problems):
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 – it is a SafeLoader
    except FileNotFoundError:
        problems.append(Problem(name, "the file", "is missing"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "the file"
        problems.append(Problem(name, where, f"is not valid YAML: {getattr(error, 'problem', None) or error}"))
    return None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Safe YAML in which a key that stands twice is an error, not a silent loss."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _check_keys(entries, problems):
    seen = {}
    for entry in entries:
        first = seen.setdefault((entry.model, entry.key), entry)
        if first is not entry:
            problems.append(Problem(entry.file, entry.label, f"stands twice (first in {first.file}: {first.label})"))


def _check_refs(entries, problems):
    known = {(entry.model, entry.key) for entry in entries}
    for entry in entries:
        refs = [ref for ref in entry.links.values() if ref] + [ref for refs in entry.many.values() for ref in refs]
        for ref in refs:
            if (ref.model, ref.key) not in known:
                problems.append(
                    Problem(entry.file, entry.label, f"points to an unknown {ref.model.lower()}: {ref.key}")
                )
