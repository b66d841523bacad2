from hypothesis import given
from hypothesis import strategies as st

from experiences.text_pieces import Link, Mark, Piece, paragraphs


def place(text, words):
    start = text.index(words)
    return start, start + len(words)


def test_links_and_checks_stand_where_they_belong():
    text = "Hi.\n\nImuran works in 4 weeks, no?"
    found = paragraphs(text, [Link(*place(text, "Imuran"), "/m/")], [Mark(*place(text, "works in 4 weeks"), 7)])
    assert [paragraph.checks for paragraph in found] == [(), (7,)]
    assert found[1].pieces == (
        Piece("Imuran", "/m/"),
        Piece(" "),
        Piece("works in 4 weeks", is_checked=True, ends=(7,), opens=True, closes=True),
        Piece(", no?"),
    )


def test_link_inside_a_check_is_both():
    text = "Imuran is weak"
    pieces = paragraphs(text, [Link(0, 6, "/m/")], [Mark(0, 14, 1)])[0].pieces
    assert pieces == (Piece("Imuran", "/m/", True, opens=True), Piece(" is weak", "", True, (1,), closes=True))


def test_check_that_begins_or_ends_inside_a_name_takes_the_whole_name():
    text = "the low white cells of Imuran"
    links = [Link(*place(text, "low white cells"), "/w/"), Link(*place(text, "Imuran"), "/m/")]
    pieces = paragraphs(text, links, [Mark(8, 25, 1)])[0].pieces
    assert [(piece.text, piece.is_checked) for piece in pieces] == [
        ("the ", False),
        ("low white cells", True),
        (" of ", True),
        ("Imuran", True),
    ]


def test_checks_that_overlap_each_end_where_they_end():
    pieces = paragraphs("abcdef", marks=[Mark(0, 4, 1), Mark(2, 6, 2), Mark(3, 4, 3)])[0].pieces
    assert [(piece.text, piece.ends) for piece in pieces] == [("ab", ()), ("c", ()), ("d", (1, 3)), ("ef", (2,))]


def test_of_two_links_that_overlap_the_earlier_and_longer_stands():
    pieces = paragraphs("abcdef", [Link(1, 3, "/short/"), Link(1, 4, "/long/"), Link(3, 6, "/late/")])[0].pieces
    assert [(piece.text, piece.url) for piece in pieces] == [("a", ""), ("bcd", "/long/"), ("ef", "")]


def test_check_over_lines_is_noted_once_under_its_last_line():
    found = paragraphs("one\n\ntwo\nthree", marks=[Mark(1, 9, 1), Mark(0, 4, 2), Mark(3, 5, 3), Mark(9, 99, 4)])
    assert [paragraph.checks for paragraph in found] == [(2,), (1,), (4,)]


def test_offsets_are_code_points_and_nothing_is_html_yet():
    text = "😀 <b>Imuran</b>"
    pieces = paragraphs(text, [Link(*place(text, "Imuran"), "/m/")])[0].pieces
    assert [piece.text for piece in pieces] == ["😀 <b>", "Imuran", "</b>"]


spans = st.lists(st.tuples(st.integers(0, 45), st.integers(1, 20)), max_size=6)


@given(text=st.text("ab \n😀", max_size=40), links=spans, marks=spans)
def test_no_word_is_lost_and_each_check_ends_once(text, links, marks):
    links = [Link(start, start + size, f"/{start}/") for start, size in links]
    marks = [Mark(start, start + size, number) for number, (start, size) in enumerate(marks)]
    found = paragraphs(text, links, marks)
    written = ["".join(piece.text for piece in paragraph.pieces) for paragraph in found]
    assert written == [line for line in text.split("\n") if line.strip()]
    ended = [number for paragraph in found for number in paragraph.checks]
    assert len(ended) == len(set(ended))
    for mark in marks:
        if text[mark.start : mark.end].strip():
            assert mark.number in ended
    pieces = [piece for paragraph in found for piece in paragraph.pieces]
    assert all(piece.text for piece in pieces)
    marked = "".join("<" * piece.opens + ">" * piece.closes for piece in pieces)
    assert marked == "<>" * (len(marked) // 2)
    assert all(piece.is_checked for piece in pieces if piece.opens or piece.closes or piece.ends)
