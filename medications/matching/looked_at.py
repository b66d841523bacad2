"""Which stretches of a text are looked at: where a name may start, the sentences around, and what answers them."""

from collections.abc import Iterable
from operator import attrgetter

from medications.matching.words import Piece

# How far a sentence without an end is followed, how long an answer is, and how many pieces a name may take.
_FURTHEST, _ANSWER, _NAME = 60, 10, 12
_AWAITS = attrgetter("awaits")


def starts(hot: Iterable[int], pieces: list[Piece], room: int) -> list[int]:
    """Return the hot pieces at which a name may start, looking past a room of small words for its next word."""
    found, last = [], len(pieces) - 1
    for place in hot:
        piece = pieces[place]
        if piece.sure:
            found.append(place)
        elif place < last and not piece.shut:
            ahead = pieces[place + 1]
            # Almost all is told by the next piece.
            if not piece.seconds.isdisjoint(ahead.keys) or (
                ahead.passes and _goes_on(piece.seconds, pieces[place + 2 : place + room + 2])
            ):
                found.append(place)
    return found


def _goes_on(seconds: frozenset[str], ahead: list[Piece]) -> bool:
    """Tell whether one of some keys stands in pieces, with nothing before it that a name cannot hold."""
    for piece in ahead:
        if not seconds.isdisjoint(piece.keys):
            return True
        if not piece.passes:
            return False
    return False


def sentences_with(hot: list[int], pieces: list[Piece]) -> list[tuple[int, int]] | None:
    """Return the stretches (first, end) of pieces of the sentences that hold some hot pieces, and what answers them.

    A question is answered, and so is a sentence with a piece that awaits it ("I was scared of it. It never came.").
    None is for all pieces.
    """
    kept: list[tuple[int, int]] = []
    end, answer, cut = 0, 0, False
    for place in hot:
        if place < end:
            # Where a sentence was only cut, a name that begins before the cut is followed over it.
            if cut and place + _NAME > end:
                beyond = _end_of_sentence(pieces, place)
                _keep(kept, end, beyond)
                end, answer, cut = beyond, _end_of_answer(pieces, end, beyond), beyond == place + _FURTHEST
            continue
        first = _first_of_sentence(pieces, place, end)
        if kept and first < answer:
            first = end
        elif answer > end:
            _keep(kept, end, min(answer, first))
        end = _end_of_sentence(pieces, place)
        _keep(kept, first, end)
        cut = end == place + _FURTHEST
        answer = _end_of_answer(pieces, first, end)
    _keep(kept, end, answer)
    return None if kept == [(0, len(pieces))] else kept


def _keep(kept: list[tuple[int, int]], first: int, end: int) -> None:
    """Add pieces ``first`` to before ``end``, if any, to the stretches kept."""
    if first < end:
        kept.append((kept.pop()[0], end) if kept and kept[-1][1] == first else (first, end))


def _end_of_answer(pieces: list[Piece], first: int, end: int) -> int:
    """Return where the answer ends that follows a sentence, when that asks or awaits one."""
    answered = pieces[end - 1].asks or any(map(_AWAITS, pieces[first:end]))
    return min(end + _ANSWER, len(pieces)) if answered else end


def _first_of_sentence(pieces: list[Piece], place: int, floor: int) -> int:
    least = max(floor, place - _FURTHEST)
    while place > least and not pieces[place - 1].ends:
        place -= 1
        if pieces[place].breaks:
            break
    return place


def _end_of_sentence(pieces: list[Piece], place: int) -> int:
    """Return where the sentence of a piece ends; the piece is in it."""
    most = min(len(pieces), place + _FURTHEST)
    place += 1
    while place < most and not pieces[place - 1].ends:
        place += 1
        if pieces[place - 1].breaks:
            break
    return place
