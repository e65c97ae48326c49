"""Verse set in whose lines stand apart like paragraphs: they are put together before anything is read of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.normalise.blocks import displays
from bookmaker.normalise.blocks.verse_signals import all_capital
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.heading_numbers import is_number
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, text_of

_DEEPER = 3  # columns beyond a paragraph's first line
_LONGEST = 60  # characters
_FEWEST = 5  # lines
_MOST_STOPPED = 0.6  # share of the lines that end like sentences
_STOPS, _CLOSING = ".!?", "\"'”’_*) "


def make(habit: Habit) -> LayoutPass:
    """The pass that closes up such lines."""
    deep = max(habit.first, habit.indent) + _DEEPER

    def find(manuscript: Manuscript) -> LayoutResult:
        pieces = manuscript.pieces
        if not habit.width or not habit.blanks:
            return manuscript, (), ()
        deeper = [n for n, piece in enumerate(pieces) if isinstance(piece, Group) and piece.lines[0].indent > deep]
        at = [n for n in deeper if _is_line(pieces[n])]
        runs = {run[0]: run for run in _runs(at) if _is_verse([p for n in run if isinstance(p := pieces[n], Group)])}
        if not runs:
            return manuscript, (), ()
        inner = {n for run in runs.values() for n in run[1:]}
        out = []
        for number, piece in enumerate(pieces):
            if number in runs and isinstance(piece, Group):
                lines = [p.lines[0]._replace(blanks=0) for n in runs[number] if isinstance(p := pieces[n], Group)]
                piece = replace(piece, lines=(piece.lines[0], *lines[1:]))
            if number not in inner:
                out.append(piece)
        return replace(manuscript, pieces=tuple(out)), (), ()

    return find


def _is_line(piece: Piece) -> bool:
    """Whether a group is one line, and neither a title, a stanza's number nor what moves a speaker."""
    text = text_of(piece)
    if not isinstance(piece, Group) or len(piece.lines) > 1 or is_caps(text) or text[-1] in ")]":
        return False
    return not is_number(text)


def _runs(at: Sequence[int]) -> Iterator[list[int]]:
    """The numbers that follow each other, in runs long enough."""
    run: list[int] = []
    for number in (*at, -1):
        if run and number != run[-1] + 1:
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(number)


def _is_verse(groups: Sequence[Group]) -> bool:
    """Whether lines that stand apart are verse: no list, no title page, nothing that is centred."""
    lines = tuple(group.lines[0] for group in groups)
    if any(group.plain or group.heading for group in groups):
        return False
    if any(line.blanks != 1 or len(line.text) > _LONGEST for line in lines[1:]):
        return False
    stopped = sum(line.text.rstrip(_CLOSING)[-1:] in _STOPS for line in lines)
    few = len({line.indent for line in lines}) <= 1 + len(lines) // 2
    return stopped < _MOST_STOPPED * len(lines) and few and all_capital(Group(lines)) and not displays.is_centred(lines)
