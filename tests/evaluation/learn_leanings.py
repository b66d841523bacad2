"""Learn the weights that say what the words around an effect make likely (``medications/matching/leanings.txt``).

Run from the top of the repository: ``python tests/evaluation/learn_leanings.py`` (a minute). Logistic regression over the sets of
development and ``snippets_learn.txt``; sets held out are not read. The same sets give the same weights.
"""

import math
import os
import random
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
os.environ["PLAIN_MATCHER"] = "1"  # what the rules say is listened to, which a compiled module does not let happen
sys.path.insert(0, str(HERE.parent.parent))

import score  # noqa: E402
from known_names import load_names  # noqa: E402

from medications.matching import assertion, leaning  # noqa: E402
from medications.matching.names import ASSERTIONS  # noqa: E402

FILE = HERE.parent.parent / "medications" / "matching" / "leanings.txt"
# The rules were made with the other sets in view: there they look better than they are, so these say how far to trust them.
UNSEEN_BY_RULES = (
    "snippets_learn.txt",
    "snippets_learn_more.txt",
    "posts_learn.txt",
    "snippets_round4.txt",
    "snippets_round6.txt",
)
HELD_OUT = ("round3_heldout", "round5", "round7_heldout", "round8", "round9", "round10", "round11", "round12")
SEEN, ROUNDS, RATE, PENALTY, SCALE = 3, 12, 0.3, 2.0, 100

Example = tuple[list[tuple[str, object]], int, float]


def examples() -> list[Example]:
    """Return (tokens with their places, index of the assertion, weight) of every effect that is found in the sets."""
    found: list[Example] = []
    for file in sorted(HERE.glob("*.txt")):
        if file.name.startswith(("posts_", "snippets_", "assertions_")) and not any(
            one in file.name for one in HELD_OUT
        ):
            for signs, said in _of_set(file.name):
                if file.name in UNSEEN_BY_RULES:
                    found.append((signs, said, 1.0))
                else:
                    found.append(([one for one in signs if not one[0].startswith(("rule", "cue"))], said, 1.0))
                    found.append((signs, said, 0.3))
    return found


def _of_set(name: str):
    read: list = []
    plain, assertion.leaning = (
        assertion.leaning,
        lambda sentence, thing, said: read.append((sentence, thing, said)) or said,
    )
    lexicon = score.Lexicon.build(load_names())
    try:
        for line in score.lines_of(name):
            gold = score.read_gold(line)
            read.clear()
            effects = [one for one in lexicon.find(gold.text) if one.kind == "side_effect"]
            for mention, (sentence, thing, said) in zip(effects, read, strict=True):
                told = [
                    g[4]
                    for g in gold.mentions
                    if g[3] == mention.slug and score.overlaps(g[:2], (mention.start, mention.end))
                ]
                if told:
                    signs = [
                        (place, token) for place, tokens in leaning.signs(sentence, thing, said) for token in tokens
                    ]
                    yield signs, ASSERTIONS.index(told[0])
    finally:
        assertion.leaning = plain


def learn(rows: list[Example]) -> dict[tuple[str, object], list[float]]:
    """Return five weights for each sign seen often enough (AdaGrad on the log loss)."""
    often = Counter(sign for signs, _, weight in rows if weight == 1.0 for sign in set(signs))
    weights = {sign: [0.0] * 5 for sign, seen in often.items() if seen >= SEEN}
    squares = {sign: [1e-2] * 5 for sign in weights}
    kept = [([sign for sign in signs if sign in weights], said, weight) for signs, said, weight in rows]
    dice = random.Random(5)
    for _ in range(ROUNDS):
        dice.shuffle(kept)
        for signs, said, weight in kept:
            scores = [sum(weights[sign][one] for sign in signs) for one in range(5)]
            top = max(scores)
            shares = [math.exp(one - top) for one in scores]
            whole = sum(shares)
            for one in range(5):
                slope = weight * (shares[one] / whole - (one == said))
                if abs(slope) > 1e-3:
                    for sign in signs:
                        _step(weights[sign], squares[sign], one, slope, PENALTY / often[sign])
    return weights


def _step(weights: list[float], squares: list[float], one: int, slope: float, penalty: float) -> None:
    slope += penalty * weights[one]
    squares[one] += slope * slope
    weights[one] -= RATE * slope / math.sqrt(squares[one])


def main() -> None:
    """Write the file."""
    weights = learn(examples())
    lines = [
        "# What a word near an effect makes likely: place, word, then present, absent, feared, indication, other, in hundredths.",
        "# Made by tests/evaluation/learn_leanings.py; not written by hand.",
    ]
    for (place, token), numbers in sorted(weights.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        whole = [round(number * SCALE) for number in numbers]
        if max(map(abs, whole)) >= 10:
            lines.append("\t".join([place, " ".join(token) if isinstance(token, tuple) else token, *map(str, whole)]))
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
