"""What goes into the matcher (known names) and what comes out of it (mentions, explanations, resolutions)."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

KINDS = ("drug", "side_effect", "test", "condition")
ASSERTIONS = ("present", "absent", "feared", "indication", "other")


@dataclass(frozen=True, slots=True)
class KnownName:
    """One surface form a curator knows; ``own`` marks a drug's INN or brand."""

    surface: str
    kind: str
    slug: str
    ambiguous: bool = False
    is_misspelling: bool = False
    own: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of name: {self.kind!r}")


class FoundMention(NamedTuple):
    """A stretch of text, in code points, that names something known."""

    start: int
    end: int
    text: str
    kind: str
    slug: str
    assertion: str
    reason: str


# Takes half the time that the class itself does.
new_mention = partial(tuple.__new__, FoundMention)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a stretch linked (``slug`` set) or why a near one did not (``slug`` None)."""

    start: int
    end: int
    text: str
    slug: str | None
    kind: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one name typed in a URL or search box means.

    ``candidates`` are (kind, slug) pairs, filled when one name may mean several things; ``other_drug`` is the
    name of a drug this site does not hold.
    """

    kind: str | None
    slug: str | None
    candidates: tuple[tuple[str, str], ...]
    how: str
    other_drug: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A frequent, drug-like word that nothing claims, with how many texts hold it."""

    surface: str
    texts: int
