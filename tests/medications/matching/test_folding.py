"""Folding and the map of offsets back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.matching.folding import flatten, fold, fold_with_offsets, path_form


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sjögren's", "sjogrens"),
        ("cell-cept", "cell cept"),
        ("  a__b ", "a b"),
        ("can’t", "cant"),
        ("", ""),
        ("ﬁt", "fit"),
        ("weiß", "weiss"),
        ("e\u0301", "e"),
        ("İ", "i"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_path_form_has_hyphens():
    assert path_form("Low white  cells") == "low-white-cells"


@given(st.text())
def test_fold_is_its_own_fold(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_lead_back_to_the_text(text):
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert all(0 <= place < len(text) for place in offsets)
    assert offsets == sorted(offsets)


@given(st.text())
def test_flat_text_keeps_every_offset(text):
    assert len(flatten(text)) == len(text)
