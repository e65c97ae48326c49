"""Simple tables: columns parted by bars, or by gaps that stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from bookmaker.model import Decision, Inlines, Line, Preformatted, Table, Text
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece, margin_of, typed

_GAP = re.compile(r"\s{2,}|\t")
_FIGURES = re.compile(r"[\d.,%$€£ -]*\d[\d.,%$€£ -]*")
_RULE = re.compile(r"[\s|+:=_─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬│║-]{3,}")
_CROSSES = frozenset("|+│┼├┤╬╠╣")
_RULES = frozenset("-=_─━═")
# Dots that lead the eye to a figure: `Flour . . . . 40 lbs.`
_DOTS = ("....", ". . .")
_LEADER = re.compile(r"(?:\. ){3,}\s*|\.{4,}")
_BARS = "|│║┃"
_STROKES = frozenset("|/\\│├└┌┐┘╱╲")
_BRANCH = re.compile(r"[|`+\\│├└][-_─]")  # |-- a, `-- b
_FEW_WORDS = 0.45  # share of a drawing's signs that are letters and figures, at the most
_OPENS = re.compile(r"[|+:=_─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬│║-]|.*?(?:[|│║┃\t]|  |\.\.\.\.|\. \. \.)")
_TO_BARS = str.maketrans("│║┃", "|||")
_FEWEST_ROWS = 3  # where no bars part the columns
_WIDEST_CELL = 60  # characters: more is text between bars
_LONGEST_ROW = 6  # lines between rules


def find(manuscript: Manuscript) -> LayoutResult:
    """Make tables of groups whose lines are rows; what is drawn like one, and is too odd for that, stays as drawn."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    for piece in manuscript.pieces:
        if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 2 or not _may_open(piece.lines):
            out.append(piece)
            continue
        table = _table(piece)
        if table is None and (drawing := _drawing(piece)):
            out.append(drawing)
            decisions.append(Decision("tables/as-drawn", drawing.place, typed(piece.lines), "", 0.7))
            continue
        if table is None:
            out += _unboxed(piece) or [piece]
            continue
        out.append(table)
        said = f"{len(table.rows)} rows of {len(table.rows[0])}"
        decisions.append(Decision("tables/columns", table.place, typed(piece.lines), said, 0.7))
    return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()


def _may_open(lines: Sequence[Line]) -> bool:
    """A cheap look at first lines, which settles it for nearly every paragraph: is it a rule, or parted in any way?"""
    return _OPENS.match(lines[0].text) is not None or lines[0].text[0] in _STROKES or lines[1].text[0] in _STROKES


def _drawing(group: Group) -> Preformatted | None:
    """Lines of bars with rules between them that are no rows of so many cells (braces over columns and the like), or a
    picture made of strokes, a family tree, a scale: little in them is letters."""
    texts = [line.text for line in group.lines]
    barred = sum(any(bar in text for bar in _BARS) for text in texts)
    ruled = any(_RULE.fullmatch(text) and _CROSSES & set(text) and _RULES & set(text) for text in texts)
    odd = ruled and barred >= 0.6 * len(group.lines)
    if len(group.lines) < _FEWEST_ROWS or not (odd or _of_strokes(group.lines)) or _unboxed(group):
        return None
    margin = margin_of(group.lines)
    text = "\n".join(" " * (line.indent - margin) + line.text for line in group.lines)
    return Preformatted(text, place=group.lines[0].place)


def _of_strokes(lines: Sequence[Line]) -> bool:
    """Whether strokes stand in several lines, none of which is like the last (as an ornament's are), with few words
    beside them; or branches of a tree do."""
    texts = [line.text for line in lines]
    stroked = [text for text in texts if not _STROKES.isdisjoint(text) or "+--" in text]
    bare = [text for text in stroked if not any(map(str.isalnum, text))]
    branches = sum(_BRANCH.match(text) is not None for text in texts)
    if len(stroked) < 2 or len({line.indent for line in lines} | {text.find(" ") for text in texts}) < 2:
        return False
    if len(bare) == len(texts) and len(set(map(frozenset, texts))) == 1:
        return False
    signs = "".join(texts).replace(" ", "")
    few = sum(map(str.isalnum, signs)) < _FEW_WORDS * len(signs)
    return few or len(bare) > 1 or branches > 1


def _table(group: Group) -> Table | None:
    rules = [_RULE.fullmatch(line.text) is not None and line.text.strip("| ") != "" for line in group.lines]
    lines = [line for line, rule in zip(group.lines, rules, strict=True) if not rule]
    blocks: list[list[list[str]]] = []
    if lines and any(bar in lines[0].text for bar in _BARS):
        texts = [line.text.translate(_TO_BARS) for line in lines]
        if not all("|" in text for text in texts):
            return None
        blocks = _blocks([[cell.strip() for cell in text.split("|")] for text in _unframed(texts)], rules)
        rows = [row for block in blocks for row in block]
    elif len(lines) >= _FEWEST_ROWS and all(any(dots in line.text for dots in _DOTS) for line in lines):
        rows = [[cell.strip() for cell in _LEADER.split(line.text, maxsplit=1)] for line in lines]
        if not all(any(map(str.isdigit, row[-1])) for row in rows):
            return None
    elif len(lines) >= _FEWEST_ROWS and all(_GAP.search(line.text) for line in lines) and _in_columns(lines):
        rows = [_GAP.split(line.text) for line in lines]
    else:
        return None
    width = len(rows[0]) if rows else 0  # bars alone
    if width < 2 or len(rows) < 2 or any(len(row) != width for row in rows):
        return None
    if any(len(line) > _WIDEST_CELL for row in rows for cell in row for line in cell.split("\n")):
        return None
    inner = [number for number, rule in enumerate(rules) if rule and 0 < number < len(rules) - 1]
    head = len(blocks[0]) if len(blocks) == 2 and (inner[0] < 3 or rules[0]) else 0
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Table(cells, head, _alignment(rows, head), place=group.lines[0].place)


def _unframed(texts: Sequence[str]) -> list[str]:
    """The lines of a table without the bars at its sides."""
    first = all(text[0] == "|" for text in texts)
    last = all(text[-1] == "|" for text in texts)
    return [text[first : len(text) - last] for text in texts]


def _blocks(cells: Sequence[list[str]], rules: Sequence[bool]) -> list[list[list[str]]]:
    """The rows between two rules, time after time; where nearly each row stands so, its lines are one."""
    coming = iter(cells)
    blocks = [[next(coming) for _ in lines] for rule, lines in groupby(rules) if not rule]
    blocks = [[row for row in block if any(row)] for block in blocks]
    ruled = len(blocks) > 2 and max(map(len, blocks)) <= _LONGEST_ROW
    return [_one_row(block) if ruled or (number == 0 and rules[0]) else block for number, block in enumerate(blocks)]


def _one_row(rows: list[list[str]]) -> list[list[str]]:
    """Lines that are one row, as one; as typed where the words would come in another order."""
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return rows
    row = ["\n".join(filter(None, column)) for column in zip(*rows, strict=True)]
    typed = [word for line in rows for cell in line for word in cell.split()]
    return [row] if [word for cell in row for word in cell.split()] == typed else rows


def _unboxed(group: Group) -> list[Group]:
    """What stands in a box drawn round lines, without the box; none when there is no box."""
    lines = group.lines
    if (
        len(lines) < 3
        or lines[1].text[0] not in _BARS
        or not all(_RULE.fullmatch(line.text) for line in (lines[0], lines[-1]))
    ):
        return []
    texts = [line.text.translate(_TO_BARS) for line in lines[1:-1]]
    if not all(text[0] == text[-1] == "|" and "|" not in text[1:-1] for text in texts):
        return []
    out: list[list[Line]] = []
    blanks = lines[0].blanks
    for line in lines[1:-1]:
        text = line.text[1:-1].rstrip()
        if not text.strip():
            blanks += 1
            continue
        indent = line.indent + 1 + len(text) - len(text.lstrip())
        if blanks or not out:
            out.append([])
        out[-1].append(line._replace(text=text.strip(), indent=indent, blanks=blanks))
        blanks = 0
    return [Group(tuple(inner)) for inner in out]


def _in_columns(lines: Sequence[Line]) -> bool:
    """Whether lines are parted into columns: under each other, or one of figures, under its head, in so many cells."""
    if _aligned(lines):
        return True
    rows = [_GAP.split(line.text) for line in lines]
    if len({len(row) for row in rows}) > 1:
        return False
    return any(all(map(_FIGURES.fullmatch, column[1:])) for column in list(zip(*rows, strict=True))[1:])


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
    return tuple("right" if all(_FIGURES.fullmatch(cell) for cell in column) else "" for column in columns)
