"""A chapter's heading set twice, by the site and by the author: `Chapter 2` over `Chapter Two: Tea`, `2. Chapter 2`.

The fuller one stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision, Kind, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_shapes import HOLDERS, Shape
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, lines_of, size_of

_LONGEST = 120  # characters
_MOST_LINES = 3
_SPEECH = "\"'“‘«»„—"
_STOPS = ".,;!?\"”’'"
_SHORTEST = 40  # characters of a sentence
_REACH = 60  # pieces from the top, among which a contents list begins
_CONTENTS = 40  # characters of its heading
_SYSTEM = 2  # headings that differ from those above them by the same number
_NEAR = 8  # pieces between a heading and the same heading again: credits, a greeting
_SHORT = 800  # characters of them
_PART = re.compile(r"\d[.,/-]?(?:\d|[a-z]\b)(?<!\d\d)")  # `Chapter 3.5` and `Chapter 3b` are chapters of their own
_WITHOUT_NUMBER = frozenset({Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE})


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be a heading: the first of a group, or the second under one."""

    at: int
    row: int
    line: Line
    shape: Shape | None


def make(language: Language) -> LayoutPass:
    """The pass that leaves every chapter's heading once."""

    def once(manuscript: Manuscript) -> LayoutResult:
        pieces = manuscript.pieces
        decisions: list[Decision] = []
        for said_again in (_within, _below):
            rows = list(_rows(pieces, language))
            if kept := said_again(rows, pieces, language):
                decisions += _decided(pieces, kept)
                pieces = tuple(_without(pieces, kept))
        return replace(manuscript, pieces=pieces), decisions, ()

    return once


def beside_contents(language: Language) -> LayoutPass:
    """The same for a text with a contents list, in which such headings would look like entries."""
    once = make(language)

    def find(manuscript: Manuscript) -> LayoutResult:
        heads = (piece.lines[0].text for piece in manuscript.pieces[:_REACH] if isinstance(piece, Group))
        listed = any(text.casefold().strip(" .:*_") in language.contents for text in heads if len(text) < _CONTENTS)
        return once(manuscript) if listed else (manuscript, (), ())

    return find


_Kept = Mapping[tuple[int, int], str]  # what stays of a line, by its group and its number there


def _rows(pieces: Sequence[Piece], language: Language) -> Iterator[_Row]:
    """The lines that may be headings, and the line under each."""
    over = False
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain or piece.heading or len(piece.lines) > _MOST_LINES:
            over = False
            continue
        first = piece.lines[0].text
        if not over and (first[0] in _SPEECH or (len(first) > _SHORTEST and first[-1] in _STOPS)):
            continue  # as nearly every paragraph
        for row, line in enumerate(piece.lines[:2]):
            shape = heading_lines.shape(line.text, language) if len(line.text) < _LONGEST else None
            if shape is not None or over:
                yield _Row(at, row, line, shape)
            over = shape is not None
            if not over:
                break


def _within(rows: Sequence[_Row], _: Sequence[Piece], language: Language) -> _Kept:
    """Headings that are another's title: of `Chapter 2: Chapter Two`, `2. Chapter 2`, `1. Prologue` before that."""
    found = [(row, row.shape, inner) for row in rows if row.shape and (inner := _inner(row, row.shape, language))]
    offsets = Counter(_offset(outer, inner) for _, outer, inner in found)
    counted = any(offset and offset > 0 and times >= _SYSTEM for offset, times in offsets.items())
    again = {
        row: outer.title
        for row, outer, inner in found
        if _same(_offset(outer, inner), offsets) or (counted and inner.kind in _WITHOUT_NUMBER)
    }
    needed = _counted_on(again, rows)
    return {(row.at, row.row): title for row, title in again.items() if row.shape and row.shape.family not in needed}


def _counted_on(again: Mapping[_Row, str], rows: Sequence[_Row]) -> set[str]:
    """The families whose numbers are needed: chapters without others go on with them (`3. Chapter 2`, `4. Tea`)."""
    again = {row: title for row, title in again.items() if not _is_worded_twice(row.shape)}
    stated = {(row.shape.family, row.shape.number) for row in again if row.shape and row.shape.number}
    others = {(row.shape.family, row.shape.number) for row in rows if row.shape and row.shape.number}
    return {family for family, number in others - stated if (family, number - 1) in stated}


def _is_worded_twice(shape: Shape | None) -> bool:
    """Whether a title begins as its label does: the number stays in `Chapter 2: Chapter 2: Tea`."""
    return shape is not None and shape.title.casefold().startswith(shape.label.casefold().rstrip(" .:"))


def _inner(row: _Row, shape: Shape, language: Language) -> Shape | None:
    if not shape.title or not shape.number or not row.line.text.endswith(shape.title):
        return None
    if not shape.is_bare and not _is_worded(shape):
        return None
    inner = heading_lines.shape(shape.title, language)
    if inner is None or not (inner.kind in _WITHOUT_NUMBER or (_is_worded(inner) and inner.number)):
        return None
    return inner


def _is_worded(shape: Shape) -> bool:
    """Whether a shape has a chapter's word: `Chapter 2`, and not `Salt 2` nor `Part 2`."""
    return shape.has_word and not shape.has_any_word and shape.kind not in HOLDERS


def _offset(outer: Shape | None, inner: Shape | None) -> int | None:
    """By how much two numbers of one chapter differ; None where one has none."""
    if outer is None or inner is None or not outer.number or not inner.number:
        return None
    return None if _PART.search(outer.label) or _PART.search(inner.label) else outer.number - inner.number


def _same(offset: int | None, offsets: Counter[int | None]) -> bool:
    """Whether two numbers are one chapter's: the same, or told apart alike in all (a prologue was counted)."""
    return offset == 0 or (offset is not None and offset > 0 and offsets[offset] >= _SYSTEM)


def _below(rows: Sequence[_Row], pieces: Sequence[Piece], language: Language) -> _Kept:
    """Headings that stand again under themselves, and titles that do."""
    kept: dict[tuple[int, int], str] = {}
    pairs = [(upper, lower) for upper, lower in pairwise(rows) if _adjacent(upper, lower, pieces)]
    offsets = Counter(_offset(upper.shape, lower.shape) for upper, lower in pairs)
    for upper, lower in pairs:
        gone = _poorer(upper, lower, offsets)
        if gone is not None and (gone is lower or (upper.at, upper.row) not in kept):
            kept[gone.at, gone.row] = ""
        if gone is lower and not lower.row and isinstance(group := pieces[lower.at], Group) and len(group.lines) == 2:
            title = group.lines[1].text  # `Chapter Two` / `Tea` under `Chapter 2: Tea`
            if upper.shape and heading_lines.normal(title) == heading_lines.normal(upper.shape.title):
                kept[lower.at, 1] = ""
    numbered = [
        row
        for row in rows
        if row.shape and row.shape.number and (_is_worded(row.shape) or (row.shape.is_bare and row.shape.title))
    ]
    for upper, lower in pairwise(numbered):
        if _repeats(upper, lower, pieces, language):
            kept[lower.at, lower.row] = ""
    return kept


def _adjacent(upper: _Row, lower: _Row, pieces: Sequence[Piece]) -> bool:
    if upper.at == lower.at:
        return True
    over = pieces[upper.at]
    ends = isinstance(over, Group) and upper.row == len(over.lines) - 1
    return ends and lower.at == upper.at + 1


def _poorer(upper: _Row, lower: _Row, offsets: Counter[int | None]) -> _Row | None:
    """Which of two headings, one under the other, says no more than the other; None where both say something."""
    over, under = upper.shape, lower.shape
    if over is None or not over.number or over.kind in HOLDERS:
        return None
    title = heading_lines.normal(over.title)
    if title and heading_lines.normal(lower.line.text) == title and not ends_sentence(lower.line.text):
        return lower
    if under is None or under.kind is not over.kind or not _is_worded(under):
        return None
    offset = _offset(over, under)
    if not _same(offset, offsets) or not (_is_worded(over) or (title and not offset)):
        return None
    own = heading_lines.normal(under.title)
    if not own or (own == title and _is_worded(over)):
        return lower
    return upper if not title or own == title else None


def _repeats(upper: _Row, lower: _Row, pieces: Sequence[Piece], language: Language) -> bool:
    """Whether a heading is the one just above again, no text between them but what an author says to the reader."""
    over, under = upper.shape, lower.shape
    if over is None or under is None or _offset(over, under) != 0 or over.kind is not under.kind:
        return False
    if under.title and heading_lines.normal(under.title) != heading_lines.normal(over.title):
        return False
    if not under.title and not _is_worded(over):
        return False  # the third item of a list, over chapter three
    between = pieces[upper.at + 1 : lower.at]
    lines = list(lines_of(between))
    far = 2 if under.title else 1
    if not 0 < len(between) <= far * _NEAR or size_of(lines) > far * _SHORT:
        return False
    shapes = (heading_lines.shape(line.text, language) for line in lines if len(line.text) < _LONGEST)
    return not any(shape is not None and shape.kind in HOLDERS for shape in shapes)


def _decided(pieces: Sequence[Piece], kept: _Kept) -> Iterator[Decision]:
    for (at, row), rest in sorted(kept.items()):
        group = pieces[at]
        assert isinstance(group, Group)
        line = group.lines[row]
        yield Decision("sections/heading-again", line.place, line.text.removesuffix(rest), "", 0.9, removed=True)


def _without(pieces: Sequence[Piece], kept: _Kept) -> Iterator[Piece]:
    touched = {at for at, _ in kept}
    owed = 0  # blank lines over a heading that is gone
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Group) or not (at in touched or owed):
            yield piece
            continue
        rest = ((line, kept.get((at, row), line.text)) for row, line in enumerate(piece.lines))
        lines = [line._replace(text=text) for line, text in rest if text]
        blanks = max(owed, piece.lines[0].blanks)
        owed = 0 if lines else blanks
        if lines:
            yield replace(piece, lines=(lines[0]._replace(blanks=blanks), *lines[1:]))
