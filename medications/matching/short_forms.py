"""Forms that may mean several drugs ("cyclo", "pred"): which drugs, and the usual doses of the one meant here."""

from dataclasses import dataclass
from functools import lru_cache

from medications.matching.files import GUARD

_FILE = GUARD / "short_forms.txt"


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A form that may mean several drugs: their slugs, and the usual doses in mg of the one meant here."""

    meanings: tuple[str, ...]
    least: float = 0.0
    most: float = float("inf")


@lru_cache(maxsize=1)
def short_forms() -> dict[str, ShortForm]:
    """Return the short forms that never link by themselves, whatever a curator's entry says."""
    forms = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, meanings, *doses = line.split("\t")
            forms[form] = ShortForm(tuple(meanings.split()), *map(float, doses))
    return forms
