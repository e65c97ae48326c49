"""Numbers at the margin of verse that count its lines, every fifth or tenth: before the line or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bookmaker.model import Decision, Line

_FEWEST = 3  # numbers: two may be a poem's own
_AFTER = re.compile(r"(?<=\S)\s{3,}\(?(\d{1,4})\)?$")
_BEFORE = re.compile(r"(\d{1,4})\s+(?=[\"'“‘(]?[^\W\d_])")
_ENDS = frozenset("0123456789)")
_HEADINGS_BETWEEN = 6  # lines between two numbered lines that may be no verse


def after(flat: Sequence[Line]) -> list[Line]:
    """The lines with their number behind them."""
    likely = ((at, line.text) for at, line in enumerate(flat) if line.text[-1] in _ENDS)
    found = [(at, int(match.group(1))) for at, text in likely if (match := _AFTER.search(text))]
    return [flat[at] for at, _ in found] if _count_lines(found) else []


def before(flat: Sequence[Line]) -> list[Line]:
    """Every fifth line with its number before it: `   5 From many a people their mead-benches tore.`"""
    likely = ((at, line.text) for at, line in enumerate(flat) if line.text[0].isdigit())
    found = [(at, int(match[1])) for at, text in likely if (match := _BEFORE.match(text))]
    found = [(at, number) for at, number in found if number % 5 == 0]
    return [flat[at] for at, _ in found] if _count_lines(found) else []


def without_after(line: Line, decisions: list[Decision]) -> Line:
    """The line without the number behind it."""
    match = _AFTER.search(line.text)
    if match is None:
        return line
    left = line.text[: match.start()]
    decisions.append(Decision("page-marks/line-number", line.place, line.text, left, 0.8, removed=True))
    return line._replace(text=left)


def without_before(line: Line, decisions: list[Decision]) -> Line:
    """The line without the number before it, where its words stood."""
    match = _BEFORE.match(line.text)
    if match is None:
        return line
    decisions.append(Decision("page-marks/line-number", line.place, match[1], "", 0.8, removed=True))
    return line._replace(text=line.text[match.end() :], indent=line.indent + match.end())


def _count_lines(found: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers rise as the lines between them are counted. Each with the place of its line."""
    if len(found) < _FEWEST:
        return False
    counted = [
        (lines := below - above) > 2 and 0 < later - earlier <= lines <= later - earlier + _HEADINGS_BETWEEN
        for (above, earlier), (below, later) in pairwise(found)
    ]
    return sum(counted) > 0.7 * len(counted)
