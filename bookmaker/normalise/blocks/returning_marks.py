"""Signs that part scenes only where they return: a stroke, a dash or an x alone, dots that stand apart, `-HP-`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bookmaker.model import Paragraph, Text
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import Group, Piece
from bookmaker.walk import plain

ONE_UNDER_ANOTHER = frozenset("-–—.·•~|:")
"""Marks of which a few, one under the other, are a break, too."""

# What parts scenes only where it returns: a mark or an x alone, a story's name between two marks or more, letters of
# it between one (-HP-).
_RETURNING = re.compile(
    r"\.|<3|[/\\|&»«‹›]{1,4}|§ ?§|\((?:…|\.{3}|\*)\)|[vV]{3,}|[zZ]{3,}|([A-Z]{1,4})\1{2,}|"
    r"[-–—=%§^:+*~_.]?[-–—=%§^:+*~_xXoO][-–—=%§^:+*~_]?|"
    r"[^\w\s\"'“”‘’]{2,}.{1,60}[^\w\s\"'“”‘’.!?]{2,}|(?:XO){2,}X?|"
    r"([-–—=+*~•·|]) ?[^\W\d_a-zß-öø-ÿ]{1,5} ?\2"
)
# Between marks, too, an author says whose turn it is, or when: that is no ornament, however often it stands there.
_SAYS = re.compile(
    r"\b(?:p\.?o\.?v|view|flash ?backs?|dream|memory|end|begin|start|time|later|ago|earlier|now|then|day|night|"
    r"morning|evening|meanwhile|interlude|[ivxlc]+)\b",
    re.IGNORECASE,
)
_EMPHASIS = ("**", "__", "*_", "_*")
_CENTRED = 8  # columns
_LONGEST = 80  # characters
_RETURNS = 3  # times


def find(pieces: Sequence[Piece], habit: Habit) -> frozenset[str]:
    """Lines that stand alone again and again and are none of a text: `-`, `x`, `~~The Tide~~`."""
    texts = (
        piece.lines[0].text if isinstance(piece, Group) else plain(piece.inlines).strip()
        for piece in pieces
        if (isinstance(piece, Group) and len(piece.lines) == 1 and not piece.plain)
        or (isinstance(piece, Paragraph) and len(piece.inlines) == 1 and isinstance(piece.inlines[0], Text))
    )
    alone = Counter(text for text in texts if 0 < len(text) < _LONGEST)
    lettered = any(len(text) == 1 and text.isalpha() and text not in "xXoO" for text in alone)  # as in a glossary
    found = _dots(pieces, habit) | {
        text
        for text, times in alone.items()
        if times >= (2 if text in ONE_UNDER_ANOTHER else _RETURNS)
        if _RETURNING.fullmatch(text) and not text.startswith(_EMPHASIS)
        if not (lettered and text.isalpha())
    }
    named = {text for text in found if sum(map(str.isalpha, text)) > 1}
    # Two names that return by turns are those of persons who see and tell.
    return frozenset(found - named if len(named) > 1 or any(map(_SAYS.search, named)) else found)


def _dots(pieces: Sequence[Piece], habit: Habit) -> set[str]:
    """Dots alone (else somebody is silent) that stand off from the text wherever they do."""
    firsts = (piece.lines[0] for piece in pieces if isinstance(piece, Group))
    lines = [line for line in firsts if line.text[0] in ".…" and not line.text.strip(".…")]
    apart = all(line.blanks > max(1, habit.blanks) or line.indent >= _CENTRED for line in lines)
    return {line.text for line in lines} if apart and len(lines) >= _RETURNS else set()
