"""What a name typed in a URL or a search box means."""

import pytest

from tests.medications.matching.small_lexicon import lexicon


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("imuran", "azathioprine"),
        ("cell-cept", "mycophenolate-mofetil"),
        ("cellcept", "mycophenolate-mofetil"),
        ("Cell Cept", "mycophenolate-mofetil"),
        ("plaquinil", "hydroxychloroquine"),
        ("plaquinnil", "hydroxychloroquine"),
        ("mycophenolate-mofetil", "mycophenolate-mofetil"),
        ("hair-loss", "alopecia"),
        ("moon face", "cushingoid"),
    ],
)
def test_name_resolves(query, slug):
    assert lexicon().resolve(query).slug == slug


def test_ambiguous_name_gives_its_candidates():
    resolution = lexicon().resolve("pred")
    assert (resolution.slug, set(resolution.candidates)) == (None, {("drug", "prednisone"), ("drug", "prednisolone")})


def test_short_form_with_one_meaning_of_ours_still_asks():
    assert lexicon().resolve("hydroxy").candidates == (("drug", "hydroxychloroquine"),)


def test_other_drug_is_named():
    resolution = lexicon().resolve("cytotec")
    assert (resolution.slug, resolution.candidates, resolution.other_drug) == (None, (), "misoprostol")


@pytest.mark.parametrize("query", ["", "   ", "immune", "\x00", "🙂", "a" * 5000, "zzz imuran"])
def test_anything_else_resolves_to_nothing(query):
    assert lexicon().resolve(query).slug is None
