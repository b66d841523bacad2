"""Score the matcher against the evaluation sets: spellings, look-alikes, generated typos, posts and snippets.

Run from the top of the repository: ``python tests/evaluation/score.py [dev|heldout] [--errors] [--half-guard]``.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from medications.matching import Lexicon  # noqa: E402
from medications.matching.names import KnownName  # noqa: E402

DRUGS = {
    "AZA": "azathioprine",
    "CYC": "cyclophosphamide",
    "MMF": "mycophenolate-mofetil",
    "PRED": "prednisone",
    "HCQ": "hydroxychloroquine",
    "MTX": "methotrexate",
    "TAC": "tacrolimus",
    "BEL": "belimumab",
    "RTX": "rituximab",
    "LEF": "leflunomide",
    "VOC": "voclosporin",
    "ANI": "anifrolumab",
    "PNL": "prednisolone",
    "MPA-SALT": "mycophenolic-acid",
    "MP": "methylprednisolone",
}
OURS = {slug for code, slug in DRUGS.items() if code not in ("PNL", "MPA-SALT", "MP")}
SIGNS = {"-": "absent", "?": "feared", "=": "indication", "~": "other"}
KINDS = {"c": "condition", "t": "test"}
CARRIERS = ("{}", "I take {} 50 mg every day", "been on {} since May", "has anyone tried {}?")
_MARKED = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")
_KEYS = {a + b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for x, y in pairwise(row) for a, b in ((x, y), (y, x))}


Said = Callable[[str, int, int], str]


@dataclass
class Gold:
    """A post with its gold mentions (start, end, kind, slug, assertion) and spans that are not scored."""

    text: str = ""
    mentions: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    free: list[tuple[int, int]] = field(default_factory=list)


def lines_of(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def read_gold(line: str) -> Gold:
    """Return a marked line as plain text and gold mentions."""
    gold, last = Gold(), 0
    for mark in _MARKED.finditer(line):
        gold.text += line[last : mark.start()]
        start, last = len(gold.text), mark.end()
        gold.text += mark[1]
        label = mark[2]
        if not label:
            gold.free.append((start, len(gold.text)))
            continue
        assertion = SIGNS.get(label[0], "present")
        label = label.lstrip("-?=~") if label[0] in SIGNS else label
        if label in DRUGS:
            kind, slug = "drug", DRUGS[label]
        elif label[1:2] == ".":
            kind, slug = KINDS[label[0]], label[2:]
        else:
            kind, slug = "side_effect", label
        gold.mentions.append((start, len(gold.text), kind, slug, assertion))
    gold.text += line[last:]
    return gold


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def score_posts(
    lexicon: Lexicon, names: list[str], kind: str, errors: list[str], said: Said | None = None
) -> dict[str, float]:
    """Return detection and assertion figures over posts, for one kind of thing; ``said`` reads assertions another way."""
    n: Counter[str] = Counter()
    for name in names:
        for line in lines_of(name):
            gold = read_gold(line)
            wanted = [m for m in gold.mentions if m[2] == kind]
            found = [m for m in lexicon.find(gold.text) if m.kind == kind]
            if said is not None:
                found = [m._replace(assertion=said(gold.text, m.start, m.end)) for m in found]
            _score_post(gold, wanted, found, n, errors)
    return _figures(n)


def _score_post(gold: Gold, wanted, found, n: Counter, errors: list[str]) -> None:
    left = list(found)
    for start, end, _, slug, assertion in wanted:
        n["gold"] += 1
        n[f"gold {assertion}"] += 1
        hit = next((m for m in left if m.slug == slug and overlaps((m.start, m.end), (start, end))), None)
        if hit is None:
            errors.append(f"MISSED {gold.text[start:end]!r} ({slug}) in: {gold.text}")
            continue
        left.remove(hit)
        n["hit"] += 1
        n["present hit"] += hit.assertion == assertion == "present"
        n["absent hit"] += hit.assertion == assertion == "absent"
        n["same"] += hit.assertion == assertion
        n["leaked"] += hit.assertion == "present" and assertion in ("indication", "feared")
        n["said present"] += hit.assertion == "present"
        if hit.assertion != assertion:
            errors.append(f"SAID {hit.assertion} for {assertion}: {hit.text!r} in: {gold.text}")
    for extra in left:
        if any(overlaps((extra.start, extra.end), span) for span in gold.free):
            continue
        n["extra"] += 1
        n["said present"] += extra.assertion == "present"
        errors.append(f"EXTRA {extra.text!r} ({extra.slug}, {extra.reason}) in: {gold.text}")


def _figures(n: Counter) -> dict[str, float]:
    def share(a: float, b: float, nothing: float = 1.0) -> float:
        return a / b if b else nothing

    precision, recall = share(n["hit"], n["hit"] + n["extra"]), share(n["hit"], n["gold"])
    yes_p, yes_r = share(n["present hit"], n["said present"]), share(n["present hit"], n["gold present"])
    return {
        "gold": n["gold"],
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall),
        "affirmed f1": share(2 * yes_p * yes_r, yes_p + yes_r),
        "denials": share(n["absent hit"], n["gold absent"]),
        "illness or fear shown as effect": share(n["leaked"], n["gold indication"] + n["gold feared"], 0.0),
        "same assertion": share(n["same"], n["hit"]),
    }


def drug_slugs(lexicon: Lexicon, text: str) -> set[str]:
    return {m.slug for m in lexicon.find(text) if m.kind == "drug"}


def typos(word: str, dice: random.Random, many: int) -> set[str]:
    """Return human slips of one word: a letter dropped, doubled, swapped, replaced by sound or by a neighbouring key."""
    sounds = (
        ("ph", "f"),
        ("c", "k"),
        ("c", "s"),
        ("s", "z"),
        ("y", "i"),
        ("i", "y"),
        ("qu", "k"),
        ("x", "ks"),
        ("e", "a"),
        ("a", "e"),
        ("o", "u"),
        ("i", "e"),
        ("e", "i"),
        ("o", "a"),
        ("z", "s"),
        ("th", "t"),
        ("ch", "k"),
        ("ll", "l"),
    )
    made: set[str] = set()
    for _ in range(many * 8):
        place, how = dice.randrange(len(word)), dice.randrange(5)
        if how == 0:
            slip = word[:place] + word[place + 1 :]
        elif how == 1:
            slip = word[:place] + word[place] + word[place:]
        elif how == 2:
            slip = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
        elif how == 3:
            near = sorted(pair[1] for pair in _KEYS if pair[0] == word[place])
            slip = word[:place] + dice.choice(near) + word[place + 1 :] if near else word
        else:
            old, new = dice.choice(sounds)
            slip = word.replace(old, new, 1)
        if slip != word and len(slip) > 3:
            made.add(slip)
        if len(made) >= many:
            break
    return made


def score_spellings(lexicon: Lexicon, half: str, errors: list[str]) -> tuple[int, int, int]:
    """Return how many spellings there are, how many were found, and how many linked to another drug."""
    pairs = [line.split("\t") for line in lines_of(f"spellings_{half}.txt")]
    found = wrong = 0
    for place, (spelt, code) in enumerate(pairs):
        slugs = drug_slugs(lexicon, CARRIERS[place % len(CARRIERS)].format(spelt))
        found += slugs == {DRUGS[code]}
        wrong += bool(slugs - {DRUGS[code]})
        if slugs != {DRUGS[code]}:
            errors.append(
                f"SPELLING {spelt} ({DRUGS[code]}) -> {slugs or 'nothing'}: {[e.reason for e in lexicon.explain(spelt)]}"
            )
    return len(pairs), found, wrong


def score_typos(lexicon: Lexicon, names: list[KnownName], seed: int, errors: list[str]) -> tuple[int, int, int]:
    """Return typos made of our drugs' own names, how many were found, how many linked elsewhere."""
    dice, n, found, wrong = random.Random(seed), 0, 0, 0
    for name in names:
        word = name.surface.lower()
        if name.kind == "drug" and name.own and name.slug in OURS and word.isalpha() and len(word) > 5:
            for slip in sorted(typos(word, dice, 12)):
                slugs = drug_slugs(lexicon, slip)
                n, found, wrong = n + 1, found + (slugs == {name.slug}), wrong + bool(slugs - {name.slug})
                if slugs != {name.slug}:
                    errors.append(
                        f"TYPO {slip} of {word} -> {slugs or 'nothing'}: {[e.reason for e in lexicon.explain(slip)]}"
                    )
    return n, found, wrong


def score_lookalikes(lexicon: Lexicon, half: str, seed: int, errors: list[str]) -> tuple[int, int, int, int]:
    """Return look-alikes, how many linked to a drug of ours, typos of them, and how many of those linked."""
    words, dice = lines_of(f"lookalikes_{half}.txt"), random.Random(seed)
    wrong, slips, slipped = 0, 0, 0
    for place, word in enumerate(words):
        bad = drug_slugs(lexicon, CARRIERS[place % len(CARRIERS)].format(word)) & OURS
        wrong += bool(bad)
        if bad:
            errors.append(f"LOOKALIKE {word} -> {bad}")
        for slip in sorted(typos(word, dice, 8)) if len(word) > 5 else ():
            bad = drug_slugs(lexicon, slip) & OURS
            slips, slipped = slips + 1, slipped + bool(bad)
            if bad:
                errors.append(f"LOOKALIKE TYPO {slip} of {word} -> {bad}")
    return len(words), wrong, slips, slipped


def _drug_lines(lexicon: Lexicon, names: list[KnownName], half: str, seed: int, errors: list[str]) -> list[str]:
    n, found, wrong = score_spellings(lexicon, half, errors)
    out = [f"spellings       {found}/{n} found ({found / n:.3f}), {wrong} wrong"]
    n, found, wrong = score_typos(lexicon, names, seed, errors)
    out.append(f"generated typos {found}/{n} found ({found / n:.3f}), {wrong} wrong")
    n, wrong, slips, slipped = score_lookalikes(lexicon, half, seed, errors)
    return [*out, f"look-alikes     {wrong}/{n} linked; typos of them {slipped}/{slips} linked"]


def report(lexicon: Lexicon, names: list[KnownName], half: str, errors: list[str]) -> list[str]:
    """Return the lines of the table for one half; a half gives the lines of the files it has."""
    seed, has_spellings = 11 if half == "dev" else 23, (HERE / f"spellings_{half}.txt").exists()
    out = _drug_lines(lexicon, names, half, seed, errors) if has_spellings else []
    for kind, file in (
        ("drug", "posts"),
        ("side_effect", "posts"),
        ("side_effect", "snippets"),
        ("condition", "posts"),
        ("test", "posts"),
    ):
        if not (HERE / f"{file}_{half}.txt").exists():
            continue
        figures = score_posts(lexicon, [f"{file}_{half}.txt"], kind, errors)
        out.append(
            f"{kind} in {file}: "
            + ", ".join(
                f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()
            )
        )
    return out


def main() -> None:
    """Print the table for the halves asked for."""
    from known_names import load_names

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("halves", nargs="*", default=["dev", "heldout"])
    options.add_argument("--errors", action="store_true")
    asked = options.parse_args()
    names = load_names()
    lexicon = Lexicon.build(names)
    for half in asked.halves:
        errors: list[str] = []
        print(f"== {half}", *report(lexicon, names, half, errors), *(errors if asked.errors else ()), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
