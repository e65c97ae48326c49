"""Letters that head the parts of a dictionary: `A`, `B`, `C`, each alone on its line, the entries below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bookmaker.model import Kind
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.passes import Group, Piece

_FEWEST = 8  # letters
_SHARE = 0.5  # of the book, that stands under them
_STEP = 4  # letters under which a dictionary may have no entry


def find(pieces: Sequence[Piece], chosen: Sequence[Candidate], habit: Habit) -> list[Candidate]:
    """Letters in the order of the alphabet, wide apart, under which most of the book stands; none when the book
    has another order: of an index at its end they are no headings."""
    letters = [
        (index, piece)
        for index, piece in enumerate(pieces)
        if isinstance(piece, Group)
        and len(piece.lines[0].text) < 3
        and _is_letter(piece)
        and piece.lines[0].blanks > max(1, habit.blanks)
    ]
    if len(letters) < _FEWEST:
        return []
    steps = [(ord(b.lines[0].text[0]) - ord(a.lines[0].text[0]), n - m) for (m, a), (n, b) in pairwise(letters)]
    if not all(0 < step <= _STEP and apart > 1 for step, apart in steps):
        return []
    first, last = letters[0][0], letters[-1][0]
    if len(pieces) - first < _SHARE * len(pieces):
        return []
    numbers = {index for index, _ in letters}
    if any(first < candidate.index < last and candidate.index not in numbers for candidate in chosen):
        return []
    found = []
    for index, piece in letters:
        shape = Shape("letter of the alphabet", Kind.CHAPTER, None, "", piece.lines[0].text)
        signals = ["stands alone", "more white space than a paragraph has", "in capitals", "three or more siblings"]
        found.append(Candidate(index, 1, shape, piece.lines, signals))
    return found


def _is_letter(group: Group) -> bool:
    text = group.lines[0].text
    return len(group.lines) == 1 and len(text) < 3 and text[0].isupper() and text[1:] in {"", "."} and not group.plain
