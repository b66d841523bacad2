"""Finds the files of the house, so that no rule keeps a list of them."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("medications", "experiences", "meds_kb")  # each may import those before it


@functools.cache
def files(*suffixes):
    """Return every file of ours with one of these endings: those git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name.endswith(suffixes))
    return sorted(path for path in paths if path.is_file())


@functools.cache
def modules(*rooms):
    """Return (path, parsed module) of every Python file in these rooms, migrations left out."""
    return [
        (path, ast.parse(path.read_text()))
        for path in files(".py")
        if path.relative_to(ROOT).parts[0] in rooms and "migrations" not in path.parts
    ]


def imported(tree):
    """Return the dotted name of all that a parsed module imports, at its top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out from the top"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
