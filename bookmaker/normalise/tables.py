"""Simple tables: columns parted by bars, or by gaps that stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Inlines, Line, Table, Text
from bookmaker.normalise.passes import Decisions, Findings, Group, Manuscript, Piece

_GAP = re.compile(r"\s{2,}|\t")
_FIGURES = re.compile(r"[\d.,%$€£ -]*\d[\d.,%$€£ -]*")
_RULE = re.compile(r"[\s|+:=-]{3,}")
_FEWEST_ROWS = 3
_WIDEST_CELL = 60


def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
    """Make tables of groups whose lines are rows."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    for piece in manuscript.pieces:
        table = _table(piece) if isinstance(piece, Group) and not piece.plain and len(piece.lines) > 1 else None
        if table is None:
            out.append(piece)
            continue
        out.append(table)
        said = f"{len(table.rows)} rows of {len(table.rows[0])}"
        decisions.append(Decision("tables/columns", table.place, table_text(piece), said, 0.7))
    return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()


def table_text(piece: Piece) -> str:
    """The lines of a table as typed."""
    return "\n".join(line.text for line in piece.lines) if isinstance(piece, Group) else ""


def _table(group: Group) -> Table | None:
    lines = [line for line in group.lines if not _RULE.fullmatch(line.text)]
    ruled = len(lines) < len(group.lines)
    if not lines:
        return None
    barred = sum("|" in line.text for line in lines) == len(lines)
    if barred:
        rows = [[cell.strip() for cell in line.text.strip("|").split("|")] for line in lines]
    elif len(lines) >= _FEWEST_ROWS and all(_GAP.search(line.text) for line in lines) and _aligned(lines):
        rows = [_GAP.split(line.text) for line in lines]
    else:
        return None
    width = len(rows[0])
    if width < 2 or len(rows) < 2 or any(len(row) != width for row in rows):
        return None
    if any(len(cell) > _WIDEST_CELL for row in rows for cell in row):
        return None
    head = 1 if ruled and group.lines[1] not in lines else 0
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Table(cells, head, _alignment(rows, head), place=group.lines[0].place)


def _aligned(lines: Sequence[Line]) -> bool:
    """Whether a column begins, or ends, at the same place in every line."""

    def edges(line: Line) -> tuple[set[int], set[int]]:
        gaps = list(_GAP.finditer(line.text))
        starts = {line.indent + gap.end() for gap in gaps}
        ends = {line.indent + len(line.text)}
        return starts, ends

    found = [edges(line) for line in lines]
    return all(a[0] & b[0] for a, b in pairwise(found)) or all(a[1] == b[1] for a, b in pairwise(found))


def _cell(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _alignment(rows: Sequence[Sequence[str]], head: int) -> tuple[str, ...]:
    """Columns of figures to the right."""
    columns = zip(*rows[head:], strict=True)
    return tuple(
        "right" if all(re.fullmatch(r"[\d.,%$€£ -]*\d[\d.,%$€£ -]*", cell) for cell in column) else ""
        for column in columns
    )
