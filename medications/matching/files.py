"""Where the matcher's word lists lie: one place, for a compiled module does not know where its source was."""

from pathlib import Path

LISTS = Path(__file__).resolve().parent
GUARD = LISTS.parent / "guard"
