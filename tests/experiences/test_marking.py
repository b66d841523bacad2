import pytest

from experiences.marking import marked_places, pieces


def marked(text, *asked, named=()):
    return [piece.text for piece in pieces(text, marked_places(text, asked, named)) if piece.is_marked]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("My rash came back.", [("rash",)], ["rash"]),
        ("Rashes and a rash; RASH!", [("rash",)], ["Rashes", "rash", "RASH"]),
        ("It’s the doctor’s word", [("doctor",)], ["doctor’s"]),
        ("moon boots, moon face", [("moon", "fac")], ["moon", "face"]),
        ("straße", [("strass",)], ["straße"]),
        ("A rash", [("joint",)], []),
    ],
)
def test_words_are_marked_as_they_were_written(text, asked, found):
    assert marked(text, *asked) == found


def test_a_named_stretch_and_a_word_in_it_are_marked_once():
    text = "On cell cept now"
    assert marked(text, ("cept",), named=[(3, 12)]) == ["cell cept"]


def test_pieces_are_cut_between_words_around_the_first_place():
    body = "before " * 40 + "rash" + " after" * 40
    shown = pieces(body, marked_places(body, [("rash",)]))
    assert [piece.text for piece in shown if piece.is_marked] == ["rash"]
    assert (shown[0].text, shown[-1].text) == ("… ", " …")
    assert shown[1].text == "before " * 12
    assert shown[3].text == " after" * 14


def test_pieces_of_a_text_without_spaces_are_still_cut():
    body = "x" * 300 + "\nrash\n" + "y" * 300
    assert max(len(piece.text) for piece in pieces(body, marked_places(body, [("rash",)]))) < 100


def test_all_of_a_title_is_shown():
    title = "word " * 40 + "rash"
    assert "".join(piece.text for piece in pieces(title, marked_places(title, [("rash",)]), around=None)) == title
