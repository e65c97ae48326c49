"""Where a page ended: paragraphs that it parted are one again, once its number and its head are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.habits import CROWDED, WIDEST
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence, is_full, right_edge_of
from bookmaker.normalise.passes import Group, Piece, margin_of

_LONGEST_TITLE = 60  # characters


def flows_on(line: Line) -> bool:
    """Whether a line opens a page in mid-sentence."""
    return line.page and line.text[0].islower()


def rejoined(
    pieces: Iterable[Piece], changed: dict[Line, Line | None], opens: Callable[[Line], bool]
) -> Iterator[Piece]:
    """The pieces without the marks; what a page parted is one again, unless the next page `opens` a chapter."""
    pieces = tuple(pieces)
    crowded, set_in = _crowded(pieces, changed), _set_in(pieces)
    above: Group | None = None  # held back while a page may stand below it
    parted = False
    for piece in pieces:
        if not isinstance(piece, Group) or piece.plain:
            if above is not None:
                yield above
            yield piece
            above, parted = None, False
            continue
        if any(line in changed for line in piece.lines):
            kept = [line for old in piece.lines if (line := changed.get(old, old)) is not None and line.text]
            begins, ends = (changed.get(line, line) is None for line in (piece.lines[0], piece.lines[-1]))
            parted = parted or begins
            if not kept:
                continue
            group = replace(piece, lines=(kept[0]._replace(blanks=piece.lines[0].blanks), *kept[1:]))
        else:
            group, ends = piece, False
            parted = parted or flows_on(piece.lines[0])
        below_heading = above is not None and len(above.lines) == 1 and opens(above.lines[0])
        if above is not None and parted and not below_heading and not opens(group.lines[0]):
            begins_set_in = set_in and group.lines[0].indent > margin_of((*above.lines, *group.lines))
            if crowded or begins_set_in or _goes_on(above, group):
                above = _joined(above, group)
                parted = ends
                continue
            if not _is_titled(group):  # the wider gap was the page's
                first = group.lines[0]
                group = replace(group, lines=(first._replace(blanks=min(first.blanks, 1)), *group.lines[1:]))
        if above is not None:
            yield above
        above, parted = group, ends
    if above is not None:
        yield above


def _is_titled(group: Group) -> bool:
    """Whether a group is a line such as titles are: the gap over it may be a story's."""
    text = group.lines[0].text
    return len(group.lines) == 1 and len(text) < _LONGEST_TITLE and (is_caps(text) or is_title_case(text))


def _crowded(pieces: Sequence[Piece], changed: dict[Line, Line | None]) -> bool:
    """Whether paragraphs follow each other without blank lines: then those round a page are the page's."""
    groups = [piece.lines for piece in pieces if isinstance(piece, Group)]
    alone = sum(all(changed.get(line, line) is None for line in lines) for lines in groups)
    gaps = len(groups) - 2 * alone
    return sum(map(len, groups)) > CROWDED * max(1, gaps)


def _set_in(pieces: Sequence[Piece]) -> bool:
    """Whether paragraphs begin by an indent within the lines of a group."""
    joints = [pair for piece in pieces if isinstance(piece, Group) for pair in pairwise(piece.lines)]
    starts = sum(lower.indent > upper.indent + 1 and ends_sentence(upper.text) for upper, lower in joints)
    return starts > 2 and 3 * starts > len(pieces)


def _goes_on(above: Group, below: Group) -> bool:
    """Whether a paragraph goes on over the page: its sentence does, its speech, or its last line was full."""
    upper, lower = above.lines[-1], below.lines[0]
    if not ends_sentence(upper.text):
        runs = lower.text[0].islower() or upper.text[-1] in ",;-" or len(upper.text) > 40
        return runs and not is_caps(upper.text)
    if sum(line.text.count('"') for line in above.lines) % 2 and lower.text[0] != '"':
        return True
    width = right_edge_of(above.lines)
    return len(above.lines) > 2 and lower.indent <= upper.indent and is_full(upper, lower, width)


def _joined(above: Group, below: Group) -> Group:
    upper, lower = above.lines[-1], below.lines[0]
    if len(upper.text) > WIDEST or len(lower.text) > WIDEST:  # lines that are paragraphs
        line = upper._replace(text=f"{upper.text} {lower.text}")
        return replace(above, lines=(*above.lines[:-1], line, *below.lines[1:]))
    return replace(above, lines=(*above.lines, lower._replace(blanks=0), *below.lines[1:]))
