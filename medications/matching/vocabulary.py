"""Every word the known names are made of, and what a word of a text is among them."""

from collections.abc import Iterable

from medications.matching.folding import fold
from medications.matching.guard import LISTED, Guard
from medications.matching.inflection import group, stem
from medications.matching.names import KnownName
from medications.matching.phrases import Ending, KnownWord, Node, add_name, name_words, seal
from medications.matching.readings import measures
from medications.matching.refusals import Refusals
from medications.matching.short_forms import short_forms
from medications.matching.spelling import WELL_KNOWN, SpellingBook

_REMEMBERED = 8_000
_NO_KEYS: frozenset[str] = frozenset()
_LONGEST = 40
_LONG_WORD = 5
_UNITS = ("mgs", "mg", "mcg", "of")


class Vocabulary(dict):
    """Word of a flat text to ``KnownWord`` or None; worked out on first sight, remembered within a bound."""

    def __init__(
        self,
        names: Iterable[KnownName],
        guard_drugs: dict[str, str] | None = None,
        refused: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__()
        self.names = tuple(names)
        self.names += _run_together(self.names)
        self.refusals = Refusals(refused)
        drug_words, other_words = _words_of(self.names)
        self.drug_words = drug_words
        self.guard = Guard(frozenset(set(drug_words) | _joined(self.names)), guard_drugs)
        targets = {
            word: things
            for word, things in drug_words.items()
            if not self.guard.is_word(word) or word in _single_drugs(self.names)
        }
        own = {word for name in self.names if name.own for word in name_words(name.surface)}
        self.drug_spellings = SpellingBook(
            targets, self.guard, share=0.19, shortest=5, tight=frozenset(targets) - own, apart=frozenset(own)
        )
        others = {word: things for word, things in other_words.items() if word not in targets}
        self.other_spellings = SpellingBook(others, self.guard, share=0.16, shortest=5, margins=WELL_KNOWN)
        self._openings = _openings(targets, self.guard)
        in_pieces = _begun_by_a_word(self.names, self._openings, self.guard)
        self._leads = _leads(self.names) | {name_words(name.surface)[1]: (1,) for name in in_pieces}
        self.root = Node()
        single_drugs = frozenset(_single_drugs(self.names))
        for name in (*self.names, *in_pieces):
            add_name(self.root, name, single_drugs)
        self.tree_keys = seal(self.root)
        # What a value read out names: the first plain name of each effect.
        self.effects: dict[str, Ending] = {}
        for name in self.names:
            if name.kind == "side_effect" and not name.ambiguous:
                self.effects.setdefault(name.slug, Ending(name, 1, 3, fold(name.surface)))

    def __missing__(self, word: str) -> KnownWord | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        known = self._known(word)
        if len(word) <= _LONGEST:
            self[word] = known
        return known

    def _known(self, word: str) -> KnownWord | None:
        """Work out what a word is: known as it stands, after its apostrophes, or as a misspelling."""
        if len(word) > _LONGEST:
            return None
        if "'" in word:
            return self._apostrophes(word)
        return self._plain(word) or (
            KnownWord((), skipped=True)
            if _may_stand_between(word)
            else KnownWord((), measure=True)
            if word in group("MEASURE")
            else None
        )

    def _plain(self, word: str) -> KnownWord | None:
        keys = self._keys(word)
        if keys and (keys[0][0] == "=" or self.guard.is_word(word) or not word.isalpha()):
            return self._word(keys, word)
        if not word.isalpha():
            return None
        read = self._glued(word) or self._misspelt(word)
        # A strange word may be both a form of a phrase's word ("plts") and near a name: the name goes first.
        return self._word(keys, word) if keys and (read is None or not read.keys) else read

    def _keys(self, word: str) -> tuple[str, ...]:
        return tuple(key for key in (f"={word}", f"~{stem(word)}") if key in self.tree_keys)

    def _word(self, keys: tuple[str, ...], word: str, note: str = "", head: int = 0, tail: int = 0) -> KnownWord:
        nodes = tuple(self.root.steps[key] for key in keys if key in self.root.steps)
        opens, small = word in self._openings, _may_stand_between(word)
        leads = self._leads.get(keys[0][1:], ())
        valued = word in measures()
        hot = bool(valued or opens or leads or (nodes and not (small and word in group("DROPPED"))))
        alone = tuple(node.meanings for node in nodes if node.meanings)
        seconds = frozenset().union(*(node.steps for node in nodes)) or _NO_KEYS
        measure = word in group("MEASURE")
        return KnownWord(keys, nodes, note, head, tail, opens, "", small, measure, hot, leads, alone, seconds, valued)

    def _apostrophes(self, word: str) -> KnownWord | None:
        joined = word.replace("'", "")
        if joined in group("INNER_NOT"):
            return self[joined]
        if word.endswith("'s") and f"={joined}" not in self.tree_keys:
            stem_known = self[word[:-2]] if "'" not in word[:-2] else self[word[:-2].replace("'", "")]
            if stem_known:
                return KnownWord(
                    stem_known.keys,
                    stem_known.nodes,
                    stem_known.note,
                    stem_known.head,
                    2,
                    hot=stem_known.hot,
                    alone=stem_known.alone,
                    seconds=stem_known.seconds,
                )
        return self[joined]

    def _misspelt(self, word: str) -> KnownWord | None:
        """Return a word read as a misspelling, or one that holds why it was left alone."""
        if word in group("SKIPPED"):
            return None
        claim = self.guard.claim(word) if len(word) > 3 else None
        if claim is None and word.endswith("s") and word[:-1] in self.drug_words and len(word) > 5:
            return self._word(self._keys(word[:-1]), word, f"plural of “{word[:-1]}”")
        opens = word in self._openings
        if claim == "an English word":
            return KnownWord((), opens=True, hot=True) if opens else None
        reading = self.drug_spellings.read(word)
        if reading is None and (claim is None or claim in LISTED[1:]):
            reading = self.other_spellings.read(word)
        # Another drug that one of the short forms may mean is read, so that the form stays open beside it.
        hot = opens or (claim == "another drug" and self._is_short_to(word))
        if reading is None:
            return KnownWord((), opens=opens, hot=True) if hot else None
        if reading.word is None:
            return KnownWord((), opens=opens, hot=hot, left_alone=reading.why)
        return self._word(self._keys(reading.word), word, reading.why)

    def _is_short_to(self, word: str) -> bool:
        """Tell whether one of the short forms may mean another drug."""
        drug = self.guard.other_drug(word)
        return any(drug in form.meanings for form in short_forms().values())

    def _glued(self, word: str) -> KnownWord | None:
        """Return a drug's name with a unit of dose stuck before or after it."""
        for unit in _UNITS:
            if word.startswith(unit) and word[len(unit) :] in self.drug_words:
                return self._word(self._keys(word[len(unit) :]), word, "exact name", head=len(unit))
            if word.endswith(unit) and word[: -len(unit)] in self.drug_words:
                return self._word(self._keys(word[: -len(unit)]), word, "exact name", tail=len(unit))
        return None


def _may_stand_between(word: str) -> bool:
    """Tell whether a word may stand between two words of a name: a small word or a number."""
    return word in group("SKIPPED") or word.isdecimal()


def _words_of(names: Iterable[KnownName]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the words of drug names, and those of all other names, with what each is a word of.

    The pieces of a misspelling in pieces are no words of ours: in "hydroxyl chloroquine" one is another drug.
    """
    drugs: dict[str, frozenset[str]] = {}
    others: dict[str, frozenset[str]] = {}
    for name in names:
        words = name_words(name.surface)
        for word in words:
            if not word.isalpha() or (name.is_misspelling and len(words) > 1):
                continue
            if name.kind != "drug" and word not in group("SKIPPED"):
                others[word] = others.get(word, frozenset()) | {name.slug, stem(word)}
            elif name.kind == "drug" and not name.ambiguous and len(word) > 2:
                drugs[word] = drugs.get(word, frozenset()) | {name.slug}
    return drugs, others


def _leads(names: Iterable[KnownName]) -> dict[str, tuple[int, ...]]:
    """Return, for the first full word of names that begin with small words ("the runs"), how many those are."""
    leads: dict[str, set[int]] = {}
    for name in names:
        words = name_words(name.surface)
        small = next((place for place, word in enumerate(words) if word not in group("DROPPED")), 0)
        if small:
            leads.setdefault(words[small], set()).add(small)
    return {word: tuple(sorted(counts)) for word, counts in leads.items()}


def _begun_by_a_word(names: Iterable[KnownName], openings: frozenset[str], guard: Guard) -> list[KnownName]:
    """Return own names of drugs in two pieces, of which the first is too everyday to look after it ("im uran")."""
    found = {}
    for name in names:
        word = fold(name.surface)
        if name.kind == "drug" and name.own and word.isalpha() and len(word) >= _LONG_WORD:
            for size in range(2, len(word) - 2):
                start, rest = word[:size], word[size:]
                if start not in openings and not (guard.is_word(rest) or guard.is_given_name(rest)):
                    found[start, rest] = KnownName(f"{start} {rest}", "drug", name.slug, is_misspelling=True)
    return list(found.values())


def _single_drugs(names: Iterable[KnownName]) -> set[str]:
    return {
        words[0]
        for name in names
        if name.kind == "drug" and not name.ambiguous and not name.is_misspelling
        for words in [name_words(name.surface)]
        if len(words) == 1
    }


def _run_together(names: tuple[KnownName, ...]) -> tuple[KnownName, ...]:
    """Return the drug names of several long words as they stand without the space ("mycophenolatemofetil")."""
    taken = {fold(name.surface) for name in names}
    joined = {}
    for name in names:
        words = name_words(name.surface)
        form = "".join(words)
        long_words = len(words) > 1 and form.isalpha() and min(map(len, words)) >= _LONG_WORD
        if name.kind == "drug" and long_words and not name.ambiguous and form not in taken:
            joined[form, name.slug] = KnownName(form, name.kind, name.slug, is_misspelling=True)
    return tuple(joined.values())


def _joined(names: Iterable[KnownName]) -> set[str]:
    """Return every drug name as one word, as ingredients stand in the guard."""
    return {"".join(name_words(name.surface)) for name in names if name.kind == "drug"} | {
        " ".join(name_words(name.surface)) for name in names if name.kind == "drug"
    }


def _openings(targets: Iterable[str], guard: Guard) -> frozenset[str]:
    """Return beginnings of names, so that a name split in two is looked for only where one begins.

    Everyday words of two or three letters ("my fortic") begin too much to be worth a look.
    """
    starts = {word[:size] for word in targets for size in range(2, len(word) - 1)}
    return frozenset(
        start
        for start in starts
        if len(start) > 3 or (start not in group("TWO_LETTERS") if len(start) == 2 else not guard.is_common(start))
    )
