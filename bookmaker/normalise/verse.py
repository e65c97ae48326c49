"""Verse: lines that end before the margin because they mean to. When unsure, the lines are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Line, Text, Verse, VerseLine
from bookmaker.normalise.habits import Habit, exactly_wrapped, is_full
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece

_STEP = 2  # columns of indent that make one step, at the least


def make(habit: Habit) -> LayoutPass:
    """The pass that keeps the lines of verse."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        out: list[Piece] = []
        decisions: list[Decision] = []
        stanzas: list[Group] = []

        def close() -> None:
            if stanzas:
                verse = _verse(stanzas)
                out.append(verse)
                count = sum(len(stanza) for stanza in verse.stanzas)
                decisions.append(Decision("verse", verse.place, stanzas[0].lines[0].text, f"{count} lines", 0.8))
                stanzas.clear()

        for piece in manuscript.pieces:
            if isinstance(piece, Group) and not piece.plain and _is_stanza(piece, habit, stanzas):
                if stanzas and piece.lines[0].blanks > 2 + habit.blanks:
                    close()
                stanzas.append(piece)
                continue
            close()
            out.append(piece)
        close()
        return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()

    return find


def _is_stanza(group: Group, habit: Habit, before: Sequence[Group]) -> bool:
    lines = group.lines
    if len(lines) < 2:
        return _single_line(group, habit, before)
    width = habit.width or 66
    joints = list(pairwise(lines))
    full = sum(is_full(upper, lower, width - 6) for upper, lower in joints)
    if full > 0.15 * len(joints):
        return False
    if exactly_wrapped(lines):
        return False
    if len(lines) == 2 and not (lines[0].indent >= 2 or before):
        # Two short lines: prose whose first line ends early is rare, but a name and a place are common.
        return not lines[1].text[0].islower()
    return True


def _single_line(group: Group, habit: Habit, before: Sequence[Group]) -> bool:
    """One line goes with the stanza before it when it stands at the same indent, deeper than paragraphs do."""
    line = group.lines[0]
    return bool(before) and line.indent >= 4 and line.indent >= before[-1].lines[0].indent and len(line.text) < 60


def _verse(stanzas: Sequence[Group]) -> Verse:
    lines = [line for stanza in stanzas for line in stanza.lines]
    columns = sorted({line.indent for line in lines})
    margin = columns[0]
    steps = {column: _step(column - margin, columns) for column in columns}

    def verse_line(line: Line) -> VerseLine:
        return VerseLine((Text(line.text),), steps[line.indent])

    return Verse(
        tuple(tuple(verse_line(line) for line in stanza.lines) for stanza in stanzas), place=stanzas[0].lines[0].place
    )


def _step(offset: int, columns: Sequence[int]) -> int:
    """Columns → steps: the smallest difference between two indents is one step."""
    differences = [b - a for a, b in pairwise(columns) if b - a >= _STEP]
    unit = max(_STEP, min(differences, default=_STEP))
    return min(12, round(offset / unit))
