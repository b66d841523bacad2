"""Which of very many names may be as near to a spelling as something else is: by their letters, or by their sounds.

Near counts the weighed distance and each plain edit. What is few edits away is found by its letters. Of what is more
edits away only little is near enough, and it is heard nearly as the spelling is: so only that is looked for.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from medications.matching.alike import Alike
from medications.matching.distance import LEAST_HEARD, SOUND_COST
from medications.matching.heard import Heard

# What each plain edit adds to a distance when two names are compared.
EDIT_COST = 0.3
# The least one plain edit can count for: a doubled letter that is not heard, and its edit.
_LEAST_PER_EDIT = 0.42
# The fewest and the most plain edits that are looked for together: what is found first narrows what is looked for next.
STAGES = ((0, 2), (3, 4))
TINY = 1e-9  # distances are sums of decimal fractions


class Rivals:
    """Some folded names, to be asked for those near a spelling."""

    __slots__ = ("_alike", "_heard")

    def __init__(self, names: Sequence[str]) -> None:
        self._alike, self._heard = Alike(names), Heard(names)

    def near(self, word: str, stage: tuple[int, int], within: float) -> list[tuple[str, int]]:
        """Return (name, plain edits) of the names of a stage that may be `within` a distance; some are farther."""
        fewest, most = stage[0], min(stage[1], int(within / _LEAST_PER_EDIT))
        if most < fewest:
            return []
        by_letters = min(most, _edits_of_any_sound(within))
        near = self._alike.near(word, by_letters) if by_letters >= fewest else []
        if by_letters < most:
            heard = ((name, OSA.distance(word, name, score_cutoff=most)) for name in self._heard.near(word))
            near += [pair for pair in heard if by_letters < pair[1] <= most]
        return [pair for pair in near if fewest <= pair[1] <= most]


def _edits_of_any_sound(within: float) -> int:
    """Return after how many edits only a name at most one sound away can be near enough.

    Two sounds cost at least `LEAST_HEARD` each. A name that is near by its letters alone differs in doubled letters, and
    those are not heard.
    """
    for edits in range(STAGES[0][1], STAGES[1][1]):
        if within < SOUND_COST + 2 * LEAST_HEARD + EDIT_COST * (edits + 1) - TINY:
            return edits
    return STAGES[1][1]
