"""How text is folded before it is compared: lower case, accents and apostrophes dropped, the rest one space."""

import re
import unicodedata

JOINERS = "'\u2019\u2018\u02bc\u0060\u00b4\uff07\u200b\u200c\u200d\u00ad\ufeff\u2060"
_NOT_KEPT = re.compile(r"[^\w]+|_+")
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
# Replaced by whole-string replace first: they are all most posts hold beyond ASCII, and replace runs in C.
_COMMON = {
    "\u2019": "'",
    "\u2018": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": ",",
    "\u2026": ".",
    "\u00a0": " ",
    "é": "e",
    "\u00b5": "m",
}


def _folded_char(char: str) -> str:
    """Return the folded form of one code point: none, one or a few characters, a space for a separator."""
    if char in JOINERS or unicodedata.combining(char):
        return ""
    out = []
    for piece in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).lower()):
        if unicodedata.combining(piece) or piece in JOINERS:
            continue
        out.append(_LIGATURES.get(piece, piece) if piece.isalnum() else " ")
    return "".join(out)


class _FoldTable(dict):
    """Code point to folded form, worked out once per code point (there are a bounded number of them)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_char(chr(code))
        return folded


class _FlatTable(dict):
    """Code point to exactly one character, so that offsets in the flat text are offsets in the text."""

    def __missing__(self, code: int) -> str:
        folded = _folded_char(chr(code))
        if folded == "":
            flat = "'"
        elif len(folded) == 1:
            flat = folded if folded.isalnum() else chr(code) if code < 128 else " "
        else:
            flat = chr(code).lower() if len(chr(code).lower()) == 1 and chr(code).isalnum() else folded[0]
        self[code] = flat
        return flat


_FOLDED = _FoldTable()
_FLAT = _FlatTable()


def fold(text: str) -> str:
    """Return lower case text without accents and apostrophes, every other run of characters one space."""
    return " ".join(_NOT_KEPT.sub(" ", text.translate(_FOLDED)).split())


def path_form(text: str) -> str:
    """Return the folded text with hyphens, as names stand in paths."""
    return fold(text).replace(" ", "-")


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the code point offset it came from."""
    out: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        for piece in char.translate(_FOLDED):
            kept = piece if piece.isalnum() else " "
            if kept == " " and (not out or out[-1] == " "):
                continue
            out.append(kept)
            offsets.append(place)
    if out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return "".join(out), offsets


def flatten(text: str) -> str:
    """Return text in lower case with accents off and exactly as many code points as before.

    Dropped characters (apostrophes, marks) become an apostrophe, so every offset stays true.
    """
    flat = text.lower()
    if flat.isascii():
        return flat
    if len(flat) == len(text):
        for char, plain in _COMMON.items():
            flat = flat.replace(char, plain)
        if flat.isascii():
            return flat
    return text.translate(_FLAT)
