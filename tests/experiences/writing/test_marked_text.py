"""A writer sees which words may harm somebody, and why, in their own text."""

from experiences.writing.marked_text import ADVICE, mark


def test_text_without_harm_is_shown_as_it_is():
    marked = mark("I take Imuran.\n\nIt helps.")
    assert marked.is_clean
    assert [[piece.text for piece in line] for line in marked.paragraphs] == [["I take Imuran."], ["It helps."]]


def test_marked_words_say_why_and_the_text_stays_whole():
    text = "Write to jane@example.org.\nYou should stop your Imuran."
    marked = mark(text)
    assert [(piece.text, piece.why) for piece in marked.identifying] == [("jane@example.org", "an e-mail address")]
    assert {piece.why for piece in marked.advice} == {ADVICE}
    assert "\n".join("".join(piece.text for piece in line) for line in marked.paragraphs) == text
    assert all(
        piece.why for line in marked.paragraphs for piece in line if "jane" in piece.text or "stop" in piece.text
    )


def test_detail_inside_advice_is_marked_for_what_it_is():
    marked = mark("You should stop your Imuran and call 07700 900123 today.")
    assert "a phone number" in {piece.why for line in marked.paragraphs for piece in line}
