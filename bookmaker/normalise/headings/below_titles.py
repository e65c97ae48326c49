"""What stands in the group below a title and belongs to it: the rest of it, an aside."""

from __future__ import annotations

from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import SMALL, is_caps
from bookmaker.normalise.passes import Piece, group_at, text_of

_FULL = 56  # characters of a title that would have gone on upon its line


def goes_on(pieces: Sequence[Piece], index: int, language: Language) -> bool:
    """Whether a title in capitals that fills its line, or ends in no word that a title ends in, goes on in the next
    group: `THE FERRYMAN'S DAUGHTER, AND THE` / `KEEPER OF THE LOCK`, typed as far apart as everything else is.
    """
    title, more, below = (group_at(pieces, index + n) for n in range(3))
    if title is None or more is None or below is None or len(title.lines) + len(more.lines) > 2:
        return False
    first, second = title.lines[0], more.lines[0]
    if not (first.indent and second.indent and is_caps(first.text) and is_caps(second.text)) or is_caps(text_of(below)):
        return False
    unfinished = first.text.split()[-1].casefold() in SMALL or first.text[-1] in ",;-" or first.text.endswith("'S")
    unfinished = unfinished or (second.text[-1] == "." and first.text[-1].isalnum())  # one stop ends them both
    if not (unfinished or len(first.text) > _FULL):
        return False
    return second.text[0].isalpha() and heading_lines.shape(second.text, language) is None


def is_aside(pieces: Sequence[Piece], index: int) -> bool:
    """A line in brackets under a title: `(Written by lamplight.)`."""
    piece = group_at(pieces, index)
    if piece is None or len(piece.lines) > 1:
        return False
    text = piece.lines[0].text.strip("_*")
    return len(text) < 70 and text[:1] == "(" and text[-1:] == ")"
