"""Score the text checks against their evaluation sets: identifying details, crises, advice to others.

Run from the top of the repository: ``python tests/evaluation/score_text_checks.py [dev|heldout|blind|blind2] [--errors]``.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from experiences.text_checks import check  # noqa: E402

_MARKED = re.compile(r"\[([^|\n]+?)\|([a-z]+)\]")


def read_gold(line: str) -> tuple[str, str, list[tuple[int, int, str]]]:
    """Return the label of a line, its plain text and its gold spans as (start, end, type)."""
    label, _, marked = line.partition("\t")
    text, last, spans = "", 0, []
    for mark in _MARKED.finditer(marked):
        text += marked[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        last = mark.end()
    return label, text + marked[last:], spans


def match(wanted, found) -> tuple[list, list, int]:
    """Return gold spans missed, spans found in excess and how many agree in type; each span serves once."""
    left, missed, same = list(found), [], 0
    for start, end, kind in wanted:
        hit = next((one for one in left if one[0] < end and start < one[1]), None)
        if hit is None:
            missed.append((start, end, kind))
        else:
            left.remove(hit)
            same += hit[2] == kind
    return missed, left, same


def score(half: str) -> tuple[dict[str, str], list[str]]:
    """Return the figures of one set and its errors in words."""
    n, errors = Counter(), []
    for line in (HERE / f"text_checks_{half}.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        label, text, spans = read_gold(line)
        found = check(text)
        n[f"crisis {label}"] += 1
        n[f"said crisis {label}"] += found.crisis
        if found.crisis != (label == "C"):
            errors.append(f"CRISIS {found.crisis} {[r.type for r in found.reasons]}: {text}")
        gold = [span for span in spans if span[2] != "advice"]
        _count(n, "identifying", gold, [(s.start, s.end, s.type) for s in found.identifying], text, errors)
        gold = [span for span in spans if span[2] == "advice"]
        _count(n, "advice", gold, [(s.start, s.end, "advice") for s in found.advice], text, errors)
    return _figures(n), errors


def _count(n: Counter, what: str, gold, found, text: str, errors: list[str]) -> None:
    missed, extra, same = match(gold, found)
    n[f"{what} gold"] += len(gold)
    n[f"{what} missed"] += len(missed)
    n[f"{what} extra"] += len(extra)
    n[f"{what} same"] += same
    errors += [f"MISSED {what} {kind} {text[start:end]!r} in: {text}" for start, end, kind in missed]
    errors += [f"EXTRA {what} {kind} {text[start:end]!r} in: {text}" for start, end, kind in extra]


def _figures(n: Counter) -> dict[str, str]:
    def share(part: int, whole: int) -> str:
        return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "none"

    figures = {}
    for what in ("identifying", "advice"):
        hit = n[f"{what} gold"] - n[f"{what} missed"]
        figures[f"{what} recall"] = share(hit, n[f"{what} gold"])
        figures[f"{what} precision"] = share(hit, hit + n[f"{what} extra"])
    figures["identifying type right"] = share(n["identifying same"], n["identifying gold"] - n["identifying missed"])
    figures["crisis recall"] = share(n["said crisis C"], n["crisis C"])
    figures["crisis false alarms on near-misses"] = share(n["said crisis n"], n["crisis n"])
    figures["crisis false alarms elsewhere"] = share(n["said crisis -"], n["crisis -"])
    return figures


def main() -> None:
    """Print the figures of the sets asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="*", default=["dev", "heldout", "blind", "blind2"])
    options.add_argument("--errors", action="store_true")
    asked = options.parse_args()
    for half in asked.sets:
        figures, errors = score(half)
        lines = [f"== {half}", *(f"{name:36} {value}" for name, value in figures.items())]
        sys.stdout.write("\n".join(lines + errors * asked.errors) + "\n")


if __name__ == "__main__":
    main()
