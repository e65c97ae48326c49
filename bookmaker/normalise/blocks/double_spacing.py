"""The lines of a double-spaced typescript put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.line_ends import is_soft
from bookmaker.normalise.passes import Group, Piece, lines_of

_INDENTED = 0.05  # share of lines that begin further in, where indents part paragraphs
_NEARLY_FULL = 0.75  # of a full line


def closed_up(pieces: Sequence[Piece], habit: Habit) -> tuple[Piece, ...]:
    """The pieces with each paragraph's lines in one group."""
    return tuple(_paragraphs(pieces, habit))


def _paragraphs(pieces: Sequence[Piece], habit: Habit) -> Iterator[Piece]:
    indents = Counter(line.indent for line in lines_of(pieces))
    margin = indents.most_common(1)[0][0] if indents else 0
    indented = sum(count for indent, count in indents.items() if indent > margin) > _INDENTED * indents.total()
    run: list[Line] = []

    def goes_on(line: Line) -> bool:
        """One blank line is only the spacing; a wider gap, an indent or a short last line parts paragraphs."""
        if line.blanks > 1 or line.indent > min(run[-1].indent, margin):
            return False
        # Where indents part them, a line that ends with a sentence need not be quite full.
        full = run[-1].indent + len(run[-1].text) > _NEARLY_FULL * habit.width
        return (indented and full) or is_soft(run[-1], line, habit.width)

    def close() -> Iterator[Piece]:
        if run:
            yield Group(tuple(run))
            run.clear()

    for piece in pieces:
        if not isinstance(piece, Group) or not all(is_soft(*two, habit.width) for two in pairwise(piece.lines)):
            yield from close()
            yield piece  # lines typed close although they end where they like are a stanza, an address
            continue
        for line in piece.lines:
            if run and not goes_on(line):
                yield from close()
            run.append(line if not run else line._replace(blanks=0))
    yield from close()
