"""Rebuild the guard's data files from their sources; see README.md for the sources and how to run this."""

import bz2
import csv
import gzip
import importlib.util
import pickle
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
WORD_LISTS = [
    f"{place}-{kind}.{size}"
    for place in ("english", "american", "british")
    for kind in ("words", "upper", "contractions")
    for size in (10, 20, 35, 40, 50, 55, 60, 70)
]
WORD_LISTS += [
    f"{place}_variant_1-words.{size}" for place in ("british", "australian") for size in (10, 20, 35, 40, 50, 55, 60)
]
NAME_LISTS = ["english-proper-names.50", "english-proper-names.60", "english-proper-names.70"]


def plain(text: str) -> str:
    """Return text in lower case without accents."""
    marks = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in marks if not unicodedata.combining(char))


def drug_names(package: Path, words: set[str]) -> dict[str, str]:
    """Return each one-word drug name with its ingredient ('' when it is the ingredient).

    Longer names give their own uncommon words, without an ingredient.
    """
    with bz2.open(package / "drug_ner_dictionary.pkl.bz2") as packed:
        canonical = pickle.load(packed)["drug_variant_to_canonical"]  # noqa: S301 - of a pinned package, by a developer
    names: dict[str, str] = {}
    for name, ingredients in canonical.items():
        name, ingredient = plain(name), plain(ingredients[0])
        joined = re.sub(r"[-' ]", "", name) if len(name.split()) == 1 else ""
        if re.fullmatch(r"[a-z]{4,40}", joined):
            names[joined] = "" if ingredient == name else ingredient
    for name in canonical:
        for part in re.findall(r"[a-z]{6,40}", plain(name)):
            if part not in words:
                names.setdefault(part, "")
    return names


def one_word(text: str) -> str:
    """Return a name of one word, folded and without hyphens; '' where it has more or holds anything else."""
    joined = re.sub(r"[-']", "", plain(re.sub(r"\s*\[[^\]]*\]$", "", text)))
    return joined if re.fullmatch(r"[a-z]{4,40}", joined) else ""


def fda_names(unii: Path, products: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return names of drugs (official and brand names, products on the market) and of substances, with ingredients."""
    drugs: dict[str, str] = {}
    substances: dict[str, str] = {}
    with unii.open(encoding="utf-8") as lines:
        for name, kind, _code, shown in list(csv.reader(lines, delimiter="\t"))[1:]:
            word = one_word(name)
            if word and kind in ("of", "bn", "cn"):
                (substances if kind == "cn" else drugs).setdefault(word, plain(shown))
    with products.open(encoding="latin-1") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if word := one_word(row["PROPRIETARYNAME"]):
                drugs.setdefault(word, plain(row["SUBSTANCENAME"] or row["NONPROPRIETARYNAME"] or "").split(";")[0])
    return drugs, {word: of for word, of in substances.items() if word not in drugs}


def write_packed(file: Path, names: dict[str, str]) -> None:
    """Write names with their ingredients, a line each, the same bytes each time."""
    lines = [f"{name}\t{of}" if of and of != name else name for name, of in sorted(names.items())]
    with gzip.GzipFile(file, "wb", compresslevel=9, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())


def scowl_words(folder: Path, lists: list[str]) -> set[str]:
    """Return the plain one-word entries of some SCOWL lists, possessives left out."""
    found = set()
    for name in lists:
        if (folder / name).exists():
            for line in (folder / name).read_text("latin-1").splitlines():
                word = plain(line.strip().replace("'", "")) if not line.endswith("'s") else ""
                if re.fullmatch(r"[a-z]{3,30}", word):
                    found.add(word)
    return found


def faker_first_names(folder: Path) -> set[str]:
    """Return first names written in Latin letters from faker's person providers."""
    found = set()
    for path in sorted(folder.glob("*/__init__.py")):
        for block in re.findall(r"first_names\w*[^=]*=\s*([({\[].*?\n    [)}\]])", path.read_text("utf-8"), re.S):
            for name in re.findall(r"[\"']([^\"'\n]+)[\"']", block):
                found.update(part for part in re.split(r"[^a-z]+", plain(name)) if 3 <= len(part) <= 20)
    return found


def write_fda_names(unii: str, products: str) -> None:
    """Write fda_names.txt.gz and substances.txt.gz: what neither the other lists nor the English words hold."""
    drugs, substances = fda_names(Path(unii), Path(products))
    with gzip.open(HERE / "english_words.txt.gz", "rt", encoding="utf-8") as words:
        known = set(words.read().replace("*", "").split())
    for file in ("drug_names.txt", "more_drug_names.txt"):
        known |= {line.partition("\t")[0] for line in (HERE / file).read_text("utf-8").splitlines()}
    for file, names in (("fda_names.txt.gz", drugs), ("substances.txt.gz", substances)):
        write_packed(HERE / file, {name: of for name, of in names.items() if name not in known})


def main(scowl: str, faker_person: str, unii: str, products: str) -> None:
    """Write drug_names.txt, english_words.txt.gz (a star after common words), given_names.txt and FDA's names."""
    package = Path(importlib.util.find_spec("drug_named_entity_recognition").origin).parent
    census = Path(importlib.util.find_spec("names").origin).parent
    words = scowl_words(Path(scowl), WORD_LISTS)
    common = scowl_words(Path(scowl), [name for name in WORD_LISTS if int(name.rpartition(".")[2]) <= 50])
    drugs = drug_names(package, words)
    given = faker_first_names(Path(faker_person)) | scowl_words(Path(scowl), NAME_LISTS)
    for sex in ("male", "female"):
        given |= {
            line.split()[0].lower() for line in (census / f"dist.{sex}.first").read_text().splitlines() if line.strip()
        }
    lines = [f"{name}\t{ingredient}" if ingredient else name for name, ingredient in sorted(drugs.items())]
    (HERE / "drug_names.txt").write_text("\n".join(lines) + "\n", "utf-8")
    with gzip.GzipFile(HERE / "english_words.txt.gz", "wb", compresslevel=9, mtime=0) as packed:
        packed.write(("\n".join(word + "*" * (word in common) for word in sorted(words)) + "\n").encode())
    given = {name for name in given if len(name) >= 3}
    (HERE / "given_names.txt").write_text("\n".join(sorted(given)) + "\n", "utf-8")
    write_fda_names(unii, products)


if __name__ == "__main__":
    main(*sys.argv[1:])
