"""Tables whose cells reach over several rows or columns, as tables of single cells: empty ones stand in the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bookmaker.intake.html_elements import Element


def grid(rows: list[list[Element]]) -> Iterator[list[Element | None]]:
    """The cells of a table's rows, each in its column; None where one reaches over from the left or from above."""
    widest = max(map(len, rows))  # a cell may say that it spans a hundred columns
    covered: Counter[int] = Counter()  # rows below that a cell of this column reaches down to
    for row in rows:
        out: list[Element | None] = []
        for cell in row:
            out += [None] * _reached(covered, len(out))
            covered[len(out)] = _span(cell, "rowspan") - 1
            out.append(cell)
            out += [None] * min(_span(cell, "colspan") - 1, max(0, widest - len(out)))
        yield out + [None] * _reached(covered, len(out))


def _reached(covered: Counter[int], column: int) -> int:
    """How many columns from here on a cell above reaches down to; each by one row less from now on."""
    end = column
    while covered[end] > 0:
        covered[end] -= 1
        end += 1
    return end - column


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "")
    return max(1, int(said)) if said.isdecimal() else 1
