"""Score the reading of drug names under load: typos of ours, typos of their neighbours, half a guard, every plain word.

Run from the top of the repository: ``python tests/evaluation/stress_drugs.py [--seed 7000] [--many 60] [--errors]``.
Rules are tuned on other seeds than the one they are reported with (7000).
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import OSA

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from known_names import load_names  # noqa: E402

from medications.matching import KnownName, Lexicon  # noqa: E402
from medications.matching.guard import LISTED, _drugs, _english, _given, _products  # noqa: E402
from medications.matching.vocabulary import Vocabulary  # noqa: E402

CORE = {"azathioprine", "cyclophosphamide", "mycophenolate-mofetil", "prednisone", "hydroxychloroquine"}
# Their own pages hold these; a look-alike of a lupus drug may be read as them.
NEIGHBOURS = {"prednisolone", "methylprednisolone", "mycophenolic-acid"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KEYS = {a + b for row in ROWS for x, y in pairwise(row) for a, b in ((x, y), (y, x))}
KEYS |= {a + b for up, down in pairwise(ROWS) for x, y in zip(up, down, strict=False) for a, b in ((x, y), (y, x))}
HEARD = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "k"),
    ("qu", "k"),
    ("c", "k"),
    ("c", "s"),
    ("k", "c"),
    ("s", "z"),
    ("z", "s"),
    ("x", "ks"),
    ("y", "i"),
    ("i", "y"),
    ("e", "a"),
    ("a", "e"),
    ("o", "u"),
    ("u", "o"),
    ("i", "e"),
    ("e", "i"),
    ("o", "a"),
    ("a", "o"),
)
HOW = ("drop", "double", "swap", "key", "sound", "replace", "insert")
HUMAN = HOW[:5]


def slip(word: str, how: str, dice: random.Random) -> str:
    """Return a word with one slip of a sort; the word itself where it has no room for one."""
    place = dice.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    if how == "drop":
        return head + tail
    if how == "double":
        return head + letter * 2 + tail
    if how == "swap":
        return head + tail[:1] + letter + tail[1:]
    if how == "key":
        return head + dice.choice(sorted(pair[1] for pair in KEYS if pair[0] == letter) or [letter]) + tail
    if how == "sound":
        old, new = dice.choice([pair for pair in HEARD if pair[0] in word] or [("", "")])
        at = dice.choice([i for i in range(len(word)) if word.startswith(old, i)])
        return word[:at] + new + word[at + len(old) :]
    return head + dice.choice(LETTERS) + (tail if how == "replace" else letter + tail)


def slips(word: str, many: int, dice: random.Random, *, edits: int, hows: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (typo, sort) of a word, each sort about as often; a typo that is the word again is left out."""
    for turn in range(many):
        typo, sorts = word, []
        for _ in range(edits):
            how = hows[turn % len(hows)] if not sorts else dice.choice(hows)
            sorts.append(how)
            typo = slip(typo, how, dice)
        if typo != word and len(typo) > 3:
            yield typo, sorts[0]


def drugs_of(vocabulary: Vocabulary, word: str) -> set[str]:
    """Return the drugs a single word links to."""
    known = vocabulary[word]
    if known is None:
        return set()
    return {
        e.name.slug for node in known.nodes for e in node.meanings if e.name.kind == "drug" and not e.name.ambiguous
    }


def own_words(names: list[KnownName]) -> dict[str, str]:
    """Return the one-word names and brands of the drugs, with the drug."""
    return {
        n.surface.lower(): n.slug
        for n in names
        if n.own and n.surface.isalpha() and len(n.surface) > 4 and n.slug not in NEIGHBOURS
    }


def neighbours(own: dict[str, str], each: int) -> list[str]:
    """Return the other drugs' names nearest to each of ours."""
    found = set()
    for word in own:
        ranked = sorted(
            (OSA.distance(word, other) / max(len(word), len(other)), other) for other in _drugs() | _products()
        )
        found.update(other for _, other in ranked[:each])
    return sorted(found)


def score_own(vocabulary, own, seed: int, many: int, edits: int, errors: list[str]) -> list[str]:
    """Return the lines on typos of our names, by sort and for the core drugs."""
    dice, n, found, wrong = random.Random(seed), Counter(), Counter(), 0
    for word, slug in sorted(own.items()):
        for typo, how in slips(word, many, dice, edits=edits, hows=HUMAN):
            hit = drugs_of(vocabulary, typo)
            wrong += bool(hit - {slug})
            for key in ("all", how, *(("core",) if slug in CORE else ())):
                n[key] += 1
                found[key] += hit == {slug}
            if hit != {slug}:
                known = vocabulary[typo]
                errors.append(f"OWN{edits} {typo} of {word} -> {hit or 'nothing'}: {known.left_alone if known else ''}")
    shares = ", ".join(f"{key} {found[key] / n[key]:.3f}" for key in ("all", "core", *HUMAN))
    return [f"typos of our names, {edits} slip: {n['all']} made, found: {shares}; {wrong} linked to another drug"]


def score_neighbours(vocabulary, own, others: list[str], seed: int, many: int, errors: list[str]) -> list[str]:
    """Return the lines on typos of neighbours that link to a drug of ours."""
    out = []
    ours = set(own.values())
    for edits in (1, 2):
        dice, n, wrong, plain = random.Random(seed + edits), 0, 0, 0
        for word in others:
            right = drugs_of(vocabulary, word)
            for typo, _ in slips(word, many, dice, edits=edits, hows=HOW):
                bad = (drugs_of(vocabulary, typo) & ours) - right
                n, wrong = n + 1, wrong + bool(bad)
                if bad and typo in vocabulary.drug_words:
                    plain += 1
                if bad:
                    errors.append(f"NEIGHBOUR{edits} {typo} of {word} -> {bad} {vocabulary[typo].note}")
        out.append(
            f"typos of {len(others)} look-alikes, {edits} slip: {wrong} of {n} linked ({wrong / n:.2%}), {plain} of them names of ours"
        )
    return out


def score_half_guard(names, seed: int, halves: int, errors: list[str]) -> list[str]:
    """Return the line on the names of a guard of which half is taken away at random."""
    known = _drugs() | _products()
    bare = Vocabulary(names, {})
    full = Vocabulary(names)
    ours = set(own_words(names).values())
    # What links without any guard is all that can link with half of one.
    open_names = sorted(name for name in known if full.guard.other_drug(name) and drugs_of(bare, name) & ours)
    shares, seen = [], Counter()
    for turn in range(halves):
        gone = set(random.Random(seed + turn).sample(sorted(known), len(known) // 2))
        half = Vocabulary(names, {name: of for name, of in known.items() if name not in gone})
        linked = [name for name in open_names if name in gone and drugs_of(half, name) & ours]
        shares.append(len(linked) / len(gone))
        seen.update(linked)
    errors += [f"HALF {name} -> {drugs_of(bare, name)} in {n} of {halves}" for name, n in seen.most_common()]
    return [
        f"half of the guard removed: mean {sum(shares) / halves:.3%}, worst {max(shares):.3%} of the removed names linked ({halves} draws; {len(open_names)} link without a guard)"
    ]


def score_plain_words(vocabulary, own, errors: list[str]) -> list[str]:
    """Return the line on English words and given names that link."""
    ours, out = set(own.values()), []
    for label, words in (
        ("English words", _english()),
        ("given names", _given()),
        *((f"names that are {sort}", vocabulary.guard._listed[sort]) for sort in LISTED),
    ):
        bad = [
            word for word in sorted(words) if word not in vocabulary.drug_words and drugs_of(vocabulary, word) & ours
        ]
        errors += [f"PLAIN {word} -> {drugs_of(vocabulary, word)}" for word in bad]
        out.append(f"{label}: {len(bad)} of {len(words)} linked")
    return out


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=7000)
    options.add_argument("--many", type=int, default=60)
    options.add_argument("--near", type=int, default=8)
    options.add_argument("--halves", type=int, default=20)
    options.add_argument("--errors", action="store_true")
    asked = options.parse_args()
    names, errors = load_names(), []
    vocabulary, own = Lexicon.build(names)._vocabulary, own_words(names)
    lines = score_own(vocabulary, own, asked.seed, asked.many, 1, errors)
    lines += score_own(vocabulary, own, asked.seed + 1, asked.many, 2, errors)
    lines += score_neighbours(vocabulary, own, neighbours(own, asked.near), asked.seed, asked.many // 2, errors)
    lines += score_plain_words(vocabulary, own, errors)
    lines += score_half_guard(names, asked.seed, asked.halves, errors)
    print(*lines, *(errors if asked.errors else ()), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
