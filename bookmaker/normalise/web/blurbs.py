"""What Wattpad shows of a story between its counts of readers and its first part: the author's description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.model import Line
from bookmaker.normalise.passes import Group, Piece, size_of, text_of

_COUNTS = re.compile(r"(?:[\d.,]+\s?[KM]?\s+(?:reads?|votes?|parts?|comments?)[\s·•|,]*){2,}", re.IGNORECASE)
_PART = re.compile(
    r"[\W_]*(?:(?:chapter|prologue|part|kapitel|chapitre|cap[íi]tulo|capitolo|глава)\b|\d{1,3}(?:\.|\)|:| -| –| —|$))",
    re.IGNORECASE,
)
_TOP = 8  # groups within which the counts stand, and groups of a description at the most
_LONGEST = 1_500  # characters of one
_HEADING = 80  # and of a line that opens the first part


def told(pieces: Sequence[Piece], gone: set[Line]) -> Iterator[Line]:
    """The lines of the description; none unless the first part, or more of the archive's own lines, ends it."""
    counts = next((n for n, piece in enumerate(pieces[:_TOP]) if _counts(piece)), None)
    if counts is None:
        return
    lines: list[Line] = []
    for piece in pieces[counts + 1 : counts + 2 + _TOP]:
        if not isinstance(piece, Group) or piece.plain:
            return
        first = piece.lines[0]
        if (len(first.text) < _HEADING and _PART.match(first.text)) or (lines and first in gone):
            yield from lines if size_of(lines) < _LONGEST else ()
            return
        lines += (line for line in piece.lines if line not in gone)


def _counts(piece: Piece) -> bool:
    """Whether a group is `14.2K Reads  612 Votes  23 Parts`, on one line or on three."""
    text = text_of(piece)
    return len(text) < 140 and _COUNTS.fullmatch(text) is not None
