"""What stands between the head and the foot of a letter: its paragraphs, and the verse in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bookmaker.model import Block, Decision, ParagraphRole
from bookmaker.normalise.blocks import verse
from bookmaker.normalise.blocks.letter_words import POSTSCRIPT
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import Group, Manuscript, Piece


def blocks_of(pieces: Iterable[Piece], habit: Habit, mend: Mender) -> tuple[tuple[Block, ...], Sequence[Decision]]:
    """The blocks of a letter's pieces, head and foot already set. `habit`: how the letter itself is typed."""
    made, decisions, _ = verse.make(habit)(Manuscript(tuple(pieces)))
    out: list[Block] = []
    for piece in made.pieces:
        if isinstance(piece, Group):
            role: ParagraphRole = "postscript" if POSTSCRIPT.match(piece.lines[0].text) else "body"
            out.append(mend.paragraph(piece.lines, role))
        elif isinstance(piece, Block):
            out.append(piece)
    return tuple(out), decisions
