"""Learn the weights of the text checks from the texts of the development set.

Run from the top of the repository: ``python tests/evaluation/learn_weights.py``. Ordinary posts written for the matcher serve as
further texts with neither. The held-out and blind sets are left out, so that they can judge. The same texts give the same weights.
"""

import math
import random
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from experiences.text_checks.advice import sentences  # noqa: E402
from experiences.text_checks.medicines import masked  # noqa: E402
from experiences.text_checks.phrases import FOLDER  # noqa: E402
from experiences.text_checks.weighing import ADVICE, CRISIS, Scale  # noqa: E402
from medications.matching.folding import flatten  # noqa: E402
from tests.evaluation.score_text_checks import read_gold  # noqa: E402

ROUNDS, STEP, SHRINK, LEAST_SEEN = 15, 0.3, 0.0003, 2
_MARKED = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")


def crisis_texts() -> list[tuple[str, bool]]:
    """Return whole texts, folded and masked, each with whether it speaks of a crisis."""
    return [(text, label == "C") for label, text, _ in _labelled()]


def advice_texts() -> list[tuple[str, bool]]:
    """Return sentences, folded and masked, each with whether it advises."""
    return [
        (
            sentence[0],
            any(start < sentence.end() and sentence.start() < end for start, end, kind in spans if kind == "advice"),
        )
        for _, text, spans in _labelled()
        for sentence in sentences(text)
    ]


def _labelled() -> list[tuple[str, str, list[tuple[int, int, str]]]]:
    rows = [read_gold(line) for line in _lines("text_checks_dev.txt")]
    for name in ("posts_dev.txt", "posts_heldout.txt", "snippets_dev.txt", "snippets_heldout.txt"):
        rows += [("-", _MARKED.sub(r"\1", line), []) for line in _lines(name)]
    return [(label, masked(flatten(text)), spans) for label, text, spans in rows]


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def learn(shown: list[set[str]], wanted: list[bool]) -> dict[str, float]:
    """Return a weight for each mark by logistic regression (AdaGrad steps, shrunk towards nothing); the bias under ''."""
    weights: Counter[str] = Counter()
    squares: Counter[str] = Counter()
    dice, order = random.Random(0), list(range(len(shown)))
    for _ in range(ROUNDS):
        dice.shuffle(order)
        for place in order:
            _step(weights, squares, sorted(shown[place]), wanted[place])
    return dict(weights)


def _step(weights: Counter[str], squares: Counter[str], marks_shown: list[str], is_wanted: bool) -> None:
    scale = max(1, len(marks_shown)) ** 0.5
    odds = weights[""] + sum(weights[mark] for mark in marks_shown) / scale
    error = is_wanted - 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    weights[""] += 0.05 * error
    for mark in marks_shown:
        slope = error / scale - SHRINK * weights[mark]
        squares[mark] += slope * slope
        weights[mark] += STEP * slope / math.sqrt(squares[mark] + 1e-3)


def write(scale: Scale, texts: list[tuple[str, bool]]) -> None:
    """Write the weights of a scale, the marks in order."""
    shown = [scale.marks(text) for text, _ in texts]
    seen = Counter(mark for one in shown for mark in one)
    shown = [{mark for mark in one if seen[mark] >= LEAST_SEEN} for one in shown]
    weights = learn(shown, [wanted for _, wanted in texts])
    rows = [f"{mark}\t{value:.2f}" for mark, value in sorted(weights.items()) if abs(value) >= 0.05 or not mark]
    head = "# Written by tests/evaluation/learn_weights.py: a mark of a text, a tab, its weight."
    (FOLDER / scale.file).write_text("\n".join([head, *rows]) + "\n", "utf-8")


def main() -> None:
    """Write both files of weights."""
    write(CRISIS, crisis_texts())
    write(ADVICE, advice_texts())


if __name__ == "__main__":
    main()
