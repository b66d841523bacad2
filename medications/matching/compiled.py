"""Where the matcher's compiled form lies, and of which sources it was made: it is used only while it was made of just these.

`manage.py compile_matcher` makes it, a C extension of the same modules (mypyc). Without one the modules run as they are.
"""

import hashlib
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from medications.matching.files import LISTS

# These say where things are, so they stay as they are; and what only finds the others is no part of them.
_NOT_COMPILED = ("__init__.py", "files.py", "compiled.py")


_FOLDERS = "medications-matching-"


def sources() -> list[Path]:
    """Return the modules that are compiled, in order."""
    return sorted(path for path in LISTS.glob("*.py") if path.name not in _NOT_COMPILED)


def folder() -> Path:
    """Return where the compiled form of just these sources lies, or would lie, in this Python's environment."""
    made_of = hashlib.sha256(EXTENSION_SUFFIXES[0].encode())
    for path in sources():
        made_of.update(path.name.encode() + path.read_bytes())
    return Path(sys.prefix) / "lib" / (_FOLDERS + made_of.hexdigest()[:16])


def folders() -> list[Path]:
    """Return every compiled form in this environment, of whichever sources."""
    return sorted(folder().parent.glob(_FOLDERS + "*"))


def path() -> list[str]:
    """Return what is looked in before the sources: nothing where nothing is compiled, or where PLAIN_MATCHER is set."""
    made = folder()
    return [str(made)] if made.is_dir() and not os.environ.get("PLAIN_MATCHER") else []
