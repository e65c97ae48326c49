"""Quotations set in: those that stand next to each other are one, and so are the single lines beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bookmaker.model import Block, Quotation
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import Group, Piece, lines_of

SET_IN = 3
"""Columns by which a quotation stands deeper than running text, at the least."""


def whole(pieces: Iterable[Piece], habit: Habit, mend: Mender) -> Iterator[Piece]:
    """The pieces with neighbouring quotations made one, and with them the single lines set in beside them."""
    margin = max(habit.indent, habit.first) + SET_IN
    run: list[Piece] = []
    above: Piece | None = None

    def close(below: Piece | None) -> Iterator[Piece]:
        alone = len(run) < 2 or _opens_like(above, run) or _opens_like(below, run)
        blocks = [] if alone else [block for piece in run for block in _as_quoted(piece, mend)]
        if blocks:  # (a `>` of Markdown may stand alone, with nothing quoted)
            yield Quotation(tuple(blocks), place=blocks[0].place)
        else:
            yield from run
        run.clear()

    for piece in pieces:
        quoted = isinstance(piece, Quotation) and piece.role == "quotation"
        if quoted or (habit.width and isinstance(piece, Group) and not piece.plain and _is_set_in_line(piece, margin)):
            run.append(piece)
            continue
        yield from close(piece)
        yield piece
        above = piece
    yield from close(None)


def _opens_like(beside: Piece | None, run: Sequence[Piece]) -> bool:
    """Whether the paragraph beside single lines opens at their indent, and goes on at the margin: so do they."""
    if not isinstance(beside, Group) or len(beside.lines) < 2 or not all(isinstance(piece, Group) for piece in run):
        return False
    indents = {line.indent for line in lines_of(run)}
    return indents == {beside.lines[0].indent} and beside.lines[1].indent < beside.lines[0].indent


def _is_set_in_line(group: Group, margin: int) -> bool:
    """Whether a group is one line set in; in lower case it goes on from the line above."""
    line = group.lines[0]
    return len(group.lines) == 1 and line.indent >= margin and not line.text[0].islower()


def _as_quoted(piece: Piece, mend: Mender) -> tuple[Block, ...]:
    if isinstance(piece, Quotation):
        return piece.blocks
    assert isinstance(piece, Group)
    return (mend.paragraph(piece.lines),)
