"""Imports go down only, and every module is named for what it knows."""

import ast

import pytest

from tests.house.tree import ROOMS, ROOT, files, imported, modules

REFUSED_NAMES = {"services", "selectors", "utils", "helpers", "signals", "common", "misc"}
LONGEST = 300
FOREIGN = "/vendor/"


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_from_below(room):
    above = (*ROOMS[ROOMS.index(room) + 1 :], "tests")
    trespasses = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules(room)
        for name in imported(tree)
        if name.split(".")[0] in above
    ]
    assert not trespasses


def test_pure_matching_imports_nothing_of_django():
    allowed = {"medications.matching", "medications.guard"}
    trespasses = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules("medications")
        if path.relative_to(ROOT).parts[1] in ("matching", "guard")
        for name in imported(tree)
        if name.startswith("django") or (name.startswith(ROOMS) and not name.startswith(tuple(allowed)))
    ]
    assert not trespasses


def test_modules_import_each_other_without_a_circle():
    names = {module_name(path): list(imported(tree)) for path, tree in modules(*ROOMS)}
    needs = {name: {module_of(dotted, names) for dotted in found} - {name, None} for name, found in names.items()}
    done = set()
    while ready := {name for name in needs if name not in done and needs[name] <= done}:
        done |= ready
    left = {name: sorted(needs[name] - done) for name in needs if name not in done}
    assert not left, "\n".join(f"{name} needs {', '.join(others)}" for name, others in sorted(left.items()))


def module_of(dotted, names):
    """Return the module that a dotted name lives in: the longest part of it that is one."""
    parts = dotted.split(".")
    return next((name for end in range(len(parts), 0, -1) if (name := ".".join(parts[:end])) in names), None)


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_every_module_opens_with_one_sentence():
    silent = []
    for path, tree in modules(*ROOMS):
        if not tree.body or path.name == "apps.py":
            continue
        first_line = (ast.get_docstring(tree) or "").split("\n")[0]
        if not first_line.endswith((".", ":", "?")):
            silent.append(f"{path.relative_to(ROOT)}: {first_line!r}")
    assert not silent


def test_no_module_is_named_for_nothing():
    assert not [str(path) for path in files(".py") if REFUSED_NAMES & set(path.relative_to(ROOT).with_suffix("").parts)]


def test_no_verb_hides_behind_a_signal():
    users = [str(path) for path, tree in modules(*ROOMS) if any("signals" in name for name in imported(tree))]
    assert not users


def test_no_file_is_longer_than_a_person_reads():
    long = {}
    for path in files(".py", ".html", ".css", ".js"):
        length = len(path.read_text().splitlines())
        if length > LONGEST and "migrations" not in path.parts and FOREIGN not in str(path):
            long[str(path.relative_to(ROOT))] = length
    assert not long


def test_nothing_reads_the_material_it_was_made_from():
    word = "shar" + "ed/"
    readers = [
        str(path.relative_to(ROOT))
        for path in files(".py", ".html", ".yaml", ".toml", ".txt", "Makefile", "run")
        if f"../{word}" in (text := path.read_text()) or f"/work/{word}" in text
    ]
    assert not readers
