"""Frequent, drug-like words that nothing claims: what a curator may want to turn into a name."""

import re
from collections import Counter
from collections.abc import Iterable

from medications.matching.folding import flatten
from medications.matching.inflection import group
from medications.matching.names import UnknownName
from medications.matching.words import Words

_DRUG_ENDING = re.compile(
    r"(mab|nib|pril|sartan|olol|statin|prazole|oxacin|mycin|cillin|azole|vir|sone|olone|ine|ide|ate|one|cept|mus|"
    r"parin|xaban|gliptin|glutide|tidine|pam|lam|done|fen|cort|ept|zole|lide|quine|orin|umab|inib|oxan|ran|nil|xin|tan|dex)s?$"
)


def unknown_names(vocabulary, texts: Iterable[str], *, at_least: int) -> list[UnknownName]:
    """Return drug-like words in at least so many texts, the most frequent first."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word for word in Words.of(flatten(text)).words if len(word) >= 5 and _open(vocabulary, word)})
    frequent = [(word, texts_with) for word, texts_with in counts.items() if texts_with >= at_least]
    return [UnknownName(word, n) for word, n in sorted(frequent, key=lambda one: (-one[1], one[0]))]


def _open(vocabulary, word: str) -> bool:
    """Tell whether nothing claims a word and it looks like a drug's name or came near one."""
    if not word.isalpha() or word in group("SKIPPED"):
        return False
    known = vocabulary[word]
    if (known is not None and known.keys) or vocabulary.guard.claim(word):
        return False
    return (
        (known is not None and bool(known.left_alone))
        or bool(_DRUG_ENDING.search(word))
        or vocabulary.guard.looks_foreign(word)
    )
