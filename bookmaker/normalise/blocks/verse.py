"""Verse: lines that end before the margin because they mean to. When unsure, the lines are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Text, Verse, VerseLine
from bookmaker.normalise.blocks import mottoes
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.blocks.verse_signals import ENOUGH, SLACK, STEP, all_capital, signals, weight
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.line_ends import exactly_wrapped, is_full, nearly_wrapped, right_edge_of
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, lines_of, typed

_SET_IN = 6  # columns by which the end of a broken line is set in
_MEASURE = 30  # columns that a line fills before it is turned over, at the least
_FEWEST = 3  # lines of a stanza by which it is known
_ONES = 0.25  # share of lines at the margin, and of those one column in, where that is meant


def make(habit: Habit) -> LayoutPass:
    """The pass that keeps the lines of verse."""

    def find(manuscript: Manuscript) -> LayoutResult:
        out: list[Piece] = []
        decisions: list[Decision] = []
        stanzas: list[Group] = []
        said: list[str] = []

        def close() -> None:
            if stanzas:
                verse = Verse(stanzas_of(stanzas), place=stanzas[0].lines[0].place)
                out.append(verse)
                lines = typed(lines_of(stanzas))
                confidence = min(0.95, weight(said) / (2 * ENOUGH) + 0.2)
                decisions.append(Decision("verse/lines-kept", verse.place, lines, ", ".join(said), confidence))
                stanzas.clear()

        mend = Mender(manuscript.pieces)
        pieces = [part for whole in manuscript.pieces for part in _source_apart(whole, habit)]
        for number, piece in enumerate(pieces):
            if not isinstance(piece, Group) or piece.plain:
                close()
                out.append(piece)
                continue
            if stanzas and piece.lines[0].blanks > 2 + habit.blanks:
                close()
            piece = _unhung(piece, habit)
            found = list(signals(piece, habit, stanzas, 1_000))
            if len(piece.lines) > 1 and weight(found) >= ENOUGH:
                found = list(signals(piece, habit, stanzas, _width_nearby(pieces, number, habit.width)))
            if weight(found) >= ENOUGH:
                said = said if stanzas else found
                stanzas.append(_mended(piece, mend))
            else:
                close()
                out.append(piece)
        close()
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def _source_apart(piece: Piece, habit: Habit) -> tuple[Piece, ...]:
    """A stanza, and the source under its last line (`--The Old Song`) in a group of its own."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 3 or piece.lines[-1].text[0] not in "-—–":
        return (piece,)
    stanza, source = replace(piece, lines=piece.lines[:-1]), Group(piece.lines[-1:])
    if not mottoes.is_source(source) or not all_capital(_unhung(stanza, habit)):
        return (piece,)
    return stanza, source


def _width_nearby(pieces: Sequence[Piece], number: int, usual: int) -> int:
    """The width of the nearest prose, where one file was typed in several widths."""
    for offset in (-1, 1, -2, 2, -3, 3):
        other = pieces[number + offset] if 0 <= number + offset < len(pieces) else None
        if not isinstance(other, Group) or len(other.lines) < 4 or all_capital(other):
            continue
        if exactly_wrapped(other.lines) or nearly_wrapped(other.lines, usual):
            return right_edge_of(other.lines)
    return 1_000


def _unhung(group: Group, habit: Habit) -> Group:
    """A group whose long lines go on in lines set in, with each verse on one line; any other as it was."""
    lines = group.lines
    margin = lines[0].indent
    if len(lines) < 3 or habit.answered or not any(line.indent > margin + 1 for line in lines[1:]):
        return group
    width = (habit.width or right_edge_of(lines)) - 2 * SLACK
    out = [lines[0]]
    hung = min(line.indent for line in lines[1:] if line.indent > margin + 1)
    for upper, lower in pairwise(lines):
        if lower.indent <= margin + 1:
            out.append(lower)
        elif lower.text[0].isupper() and lower.indent > hung + STEP:
            return _unbroken(group, habit)  # an echo: `calling,` / `Calling,`
        elif is_full(upper, lower, width):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}\n{lower.text}")
        else:
            return _unbroken(group, habit)
    going_on = [line.text[0].islower() for line in lines[1:] if line.indent > margin + 1]
    whole = replace(group, lines=tuple(out))
    # A paragraph set in from its second line on has one line at the margin; so has a verse, in a book of verse.
    if (len(out) < 2 and not habit.verse) or sum(going_on) < 0.5 * len(going_on) or not all_capital(whole):
        return _unbroken(group, habit)
    return whole


def _unbroken(group: Group, habit: Habit) -> Group:
    """A stanza whose longest lines were broken: they go on in small letters, set in far beyond the rest, or set in a
    little below a line that fills the measure.
    """
    width = right_edge_of(group.lines) - 3 * SLACK // 2
    # Columns at which lines begin that answer the one above, short as it was: what begins there was not turned over.
    answers = {b.indent for a, b in pairwise(group.lines) if b.indent > a.indent + 1 and not is_full(a, b, width)}
    out = [group.lines[0]]
    broken = 0
    for upper, line in pairwise(group.lines):
        set_in = line.indent - out[-1].indent
        turned = set_in > 1 and width >= _MEASURE and line.indent not in answers and is_full(upper, line, width)
        if line.text[0].islower() and (set_in >= _SET_IN or turned):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}\n{line.text}")
            broken += 1
        else:
            out.append(line)
    whole = replace(group, lines=tuple(out))
    fewest = 1 if habit.verse else _FEWEST
    return whole if broken and len(out) > fewest and all_capital(whole) else group


def _mended(group: Group, mend: Mender) -> Group:
    """A stanza with the words whole that were broken over the ends of its long lines."""
    if not any("-\n" in line.text for line in group.lines):
        return group
    parts = ([line._replace(text=text) for text in line.text.split("\n")] for line in group.lines)
    texts = ("".join(i.text for i in mend.inlines(lines) if isinstance(i, Text)).rstrip() for lines in parts)
    return replace(group, lines=tuple(line._replace(text=text) for line, text in zip(group.lines, texts, strict=True)))


def stanzas_of(groups: Sequence[Group]) -> tuple[tuple[VerseLine, ...], ...]:
    """The stanzas of these groups, their indents in steps."""
    indents = Counter(line.indent for group in groups for line in group.lines)
    columns = sorted(indents)
    steps = {column: _step(column - columns[0], columns) for column in columns}
    # (A space too many, or too few, is no indent.)
    if 1 < min(indents[columns[0]], indents[columns[0] + 1]) >= _ONES * indents.total():
        steps[columns[0] + 1] = 1
    return tuple(tuple(VerseLine((Text(line.text),), steps[line.indent]) for line in group.lines) for group in groups)


def _step(offset: int, columns: Sequence[int]) -> int:
    """Columns → steps: the smallest difference between two indents is one step."""
    differences = [b - a for a, b in pairwise(columns) if b - a >= STEP]
    unit = max(STEP, min(differences, default=STEP))
    return 0 if offset < STEP else min(12, int(offset / unit + 0.5))
