"""Compare the matcher with FlashText, rapidfuzz, SymSpell and spaCy, side by side: quality and speed in one run.

Run from the top of the repository: ``pip install -r tests/benchmarks/requirements-mentions.txt`` and then
``python tests/benchmarks/mentions.py [--half heldout] [--megabytes 2]``. What is not installed is left out.
"""

import argparse
import importlib.util
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "evaluation"), str(HERE.parent.parent)]

import score  # noqa: E402
import simple_reader  # noqa: E402
from known_names import load_names  # noqa: E402

from medications.matching import KnownName, Lexicon, fold  # noqa: E402
from medications.matching.guard import _drugs, _english, _products  # noqa: E402

Finder = Callable[[str], set[str]]
_WORD = re.compile(r"[a-z]+")
FILLER = """I have an appointment on Tuesday and will ask then. My sister drove me because I could not face the bus. Has the weather
been awful where you are? Sorry for the long post, I just needed to write it down. The kids go back to school next week. Thanks for reading
and take care everyone. I found this group last month and it has been such a comfort. My boss has been kind about the time I need. We are off
to the coast at the weekend if I feel up to it. The clinic rang this morning to move my visit. I keep a small diary of how every day goes.
Does anybody use an app for reminders? The pharmacy never has enough in stock. My mother says I should rest more. It took two years to get an
answer. I am forty one and work part time in a library.""".replace("\n", " ")


def exact_flashtext(names: list[KnownName]) -> Finder:
    """FlashText: the same names, exactly."""
    from flashtext import KeywordProcessor

    keywords = KeywordProcessor()
    for name in names:
        keywords.add_keyword(name.surface, name.slug)
    return lambda text: set(keywords.extract_keywords(text))


def near_rapidfuzz(names: list[KnownName]) -> Finder:
    """rapidfuzz: each distinct word against one-word names, ratio 85, remembered."""
    from rapidfuzz import fuzz, process

    slugs = {fold(name.surface): name.slug for name in names if " " not in fold(name.surface)}
    choices, seen = list(slugs), {}

    def slug_of(word: str) -> str | None:
        if word not in seen:
            hit = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=85) if len(word) > 3 else None
            seen[word] = slugs[hit[0]] if hit else None
        return seen[word]

    return lambda text: {slug for slug in map(slug_of, _WORD.findall(text.lower())) if slug}


def near_symspell(names: list[KnownName]) -> Finder:
    """SymSpell, edit distance 2, with English words and other drugs as words of the dictionary."""
    from symspellpy import SymSpell, Verbosity

    slugs = {fold(name.surface): name.slug for name in names if " " not in fold(name.surface)}
    speller, seen = SymSpell(max_dictionary_edit_distance=2, prefix_length=7), {}
    for word in {*_english(), *_drugs(), *_products(), *slugs}:
        speller.create_dictionary_entry(word, 1)

    def slug_of(word: str) -> str | None:
        if word not in seen:
            hits = speller.lookup(word, Verbosity.TOP, max_edit_distance=2) if len(word) > 3 else []
            seen[word] = slugs.get(hits[0].term) if hits else None
        return seen[word]

    return lambda text: {slug for slug in map(slug_of, _WORD.findall(text.lower())) if slug}


def exact_spacy(names: list[KnownName]) -> Finder:
    """spaCy's PhraseMatcher on lower-case words."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for name in names:
        matcher.add(name.slug, [nlp.make_doc(name.surface)])
    return lambda text: {nlp.vocab.strings[found[0]] for found in matcher(nlp.make_doc(text))}


def exact_medspacy(names: list[KnownName]) -> Finder:
    """medspaCy's target matcher, with its ConText."""
    import medspacy
    from medspacy.ner import TargetRule

    nlp = medspacy.load(medspacy_enable=["medspacy_target_matcher", "medspacy_context"])
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(name.surface, name.slug) for name in names])
    return lambda text: {found.label_ for found in nlp(text).ents}


def ours(names: list[KnownName]) -> Finder:
    """This site's matcher, names and offsets only, as the others give them."""
    lexicon = Lexicon.build(names)
    return lambda text: {slug for _, _, _, slug in lexicon.names_in(text)}


METHODS = (
    ("FlashText (exact)", "flashtext", exact_flashtext),
    ("spaCy PhraseMatcher (exact)", "spacy", exact_spacy),
    ("medspaCy", "medspacy", exact_medspacy),
    ("rapidfuzz ratio 85", "rapidfuzz", near_rapidfuzz),
    ("SymSpell ed 2 + guard", "symspellpy", near_symspell),
    ("this matcher", "rapidfuzz", ours),
)


EFFECT_SETS = (
    ["snippets_round10", "snippets_round11", "snippets_round12"],
    ["posts_round10", "posts_round11", "posts_round12"],
)
READERS = (
    ("lexicon only", lambda text, start, end: "present"),
    ("negation and reasons within a few words", simple_reader.said),
    ("this matcher", None),
)


def effects(names: list[KnownName], sets: list[str]) -> None:
    """Print what each reader makes of the effects that this matcher finds in some sets."""
    lexicon = Lexicon.build(names)
    print("\n| Effects in " + ", ".join(sets) + " | detection F1 | affirmed F1 | denials | illness or fear shown |")
    print("|---|---|---|---|---|")
    for label, said in READERS:
        told = score.score_posts(lexicon, [f"{name}.txt" for name in sets], "side_effect", [], said)
        leaked = told["illness or fear shown as effect"]
        print(f"| {label} | {told['f1']:.2f} | {told['affirmed f1']:.2f} | {told['denials']:.0%} | {leaked:.0%} |")


def forum_text(megabytes: float) -> list[str]:
    """Return posts of the evaluation sets with everyday sentences between them, in a fixed random order."""
    dice, posts, size = random.Random(1), [], 0
    marked = [
        score.read_gold(line).text for name in ("posts_dev.txt", "posts_heldout.txt") for line in score.lines_of(name)
    ]
    plain = FILLER.split(". ")
    while size < megabytes * 1_000_000:
        post = ". ".join([dice.choice(marked), *dice.sample(plain, 4), dice.choice(marked), *dice.sample(plain, 4)])
        posts.append(post)
        size += len(post.encode())
    return posts


def quality(find: Finder, half: str) -> str:
    """Return recall of spellings, look-alikes linked, and typos of look-alikes linked, as table cells."""
    pairs = [line.split("\t") for line in score.lines_of(f"spellings_{half}.txt")]
    found = sum(score.DRUGS[code] in find(spelt) for spelt, code in pairs)
    words, dice = score.lines_of(f"lookalikes_{half}.txt"), random.Random(23)
    wrong = sum(bool(find(word) & score.OURS) for word in words)
    slips = [slip for word in words if len(word) > 5 for slip in sorted(score.typos(word, dice, 8))]
    slipped = sum(bool(find(slip) & score.OURS) for slip in slips)
    return f"{found / len(pairs):.2f} | {wrong} of {len(words)} | {slipped} of {len(slips)}"


def speed(find: Finder, posts: list[str]) -> str:
    """Return megabytes a second of processor time as table cells: the first pass, and the best of three after it."""
    size, passes = sum(len(post.encode()) for post in posts), []
    for _ in range(4):
        started = time.process_time()
        for post in posts:
            find(post)
        passes.append(size / (time.process_time() - started) / 1e6)
    return f"{passes[0]:.1f} | {max(passes[1:]):.1f}"


def peak() -> float:
    """Return the most memory this process has held, in MB (Linux tells; elsewhere 0)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def build_alone(names: list[KnownName]) -> str:
    """Build the lexicon, nothing loaded before; return the processor time, and how far the peak of memory grew."""
    before, started = peak(), time.process_time()
    lexicon = Lexicon.build(names)
    taken, built = time.process_time() - started, peak()
    lexicon.find("feeling sikc on immuran and predisnone")  # cues and lists of rivals are made when first needed
    return f"{taken:.2f} s, {built - before:.0f} MB, {peak() - before:.0f} MB after a first text with misspellings"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", default="heldout", choices=("dev", "heldout"))
    options.add_argument("--megabytes", type=float, default=2)
    options.add_argument("--build", action="store_true", help="only build the lexicon, and say what it takes")
    asked = options.parse_args()
    if asked.build:
        print(build_alone(load_names()))
        return
    names, posts = load_names(), forum_text(asked.megabytes)
    drugs = [name for name in names if name.kind == "drug" and not name.ambiguous]
    print(
        "| Method (names of drugs) | spellings found | look-alikes linked | their typos linked | MB/s, first pass | MB/s, then |\n"
        "|---|---|---|---|---|---|"
    )
    for label, package, build in METHODS:
        if importlib.util.find_spec(package) is None:
            print(f"| {label} | not installed | | | | |")
            continue
        find = build(drugs)
        measured = speed(find, posts[:200] if "spacy" in package else posts)  # before the words of the sets are seen
        print(f"| {label} | {quality(find, asked.half)} | {measured} |", flush=True)
    for sets in EFFECT_SETS:
        effects(names, sets)
    print("\n| Whole pipeline (all names) | MB/s, first pass | MB/s, then |\n|---|---|---|")
    print(f"| FlashText, exact names only | {speed(exact_flashtext(names), posts)} |")
    drugs_only = Lexicon.build(drugs)
    print(f"| this matcher: names of drugs, with assertion | {speed(drugs_only.find, posts)} |")
    print(f"| this matcher: {len(names)} names, assertion, offsets | {speed(Lexicon.build(names).find, posts)} |")
    alone = [subprocess.check_output([sys.executable, __file__, "--build"], text=True).strip() for _ in range(3)]
    print("\nbuilt in a process of its own, three times: " + "; ".join(alone))


if __name__ == "__main__":
    main()
