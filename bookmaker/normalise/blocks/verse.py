"""Verse: lines that end before the margin because they mean to. When unsure, the lines are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Line, Text, Verse, VerseLine
from bookmaker.normalise.blocks import displays
from bookmaker.normalise.habits import Habit, ends_sentence, exactly_wrapped, is_full, nearly_wrapped
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece
from bookmaker.normalise.title_page.imprint import is_notice_of_rights

ENOUGH = 2.5

WEIGHTS = {
    "lines end before the margin": 2.0,
    "some lines reach the margin": -2.0,
    "every line opens with a capital": 1.0,
    "lines much shorter than the text's": 1.0,
    "indented": 1.0,
    "indented by one space": 0.5,
    "lines indented by turns": 1.0,
    "capitals at indents that come and go": 1.5,
    "goes on from a stanza": 1.5,
    "no line breaks off a sentence": 0.5,
    "the text wraps no lines": 1.5,
    "long lines go on, set in": 3.0,
    "the book is verse": 2.5,
    "every line has italics of its own": 3.0,
    # against it
    "wrapped like prose, only narrower": -4.0,
    "two lines at the margin": -1.5,
    "lines of dialogue": -3.0,
}

_STEP = 2  # columns of indent that make one step, at the least
_SLACK = 6  # columns a typist leaves at the margin when a word would just not fit
OPENS_CAPITAL = re.compile(r"[\"'“”‘’«»„‚(\[_*—–-]*(?:[^\W\d_a-zß-öø-ÿ]|\d|O['’]|['’]\w)")
_SPEECH = re.compile(r"^[\"“„«'‘].*[\"”“»'’.!?,]$|^[—–-] ?\w")


def make(habit: Habit) -> LayoutPass:
    """The pass that keeps the lines of verse."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        out: list[Piece] = []
        decisions: list[Decision] = []
        stanzas: list[Group] = []
        said: list[str] = []

        def close() -> None:
            if stanzas:
                verse = Verse(stanzas_of(stanzas), place=stanzas[0].lines[0].place)
                out.append(verse)
                lines = "\n".join(line.text for stanza in stanzas for line in stanza.lines)
                confidence = min(0.95, sum(WEIGHTS[signal] for signal in said) / (2 * ENOUGH) + 0.2)
                decisions.append(Decision("verse/lines-kept", verse.place, lines, ", ".join(said), confidence))
                stanzas.clear()

        pieces = [part for whole in manuscript.pieces for part in _source_apart(whole, habit)]
        for number, piece in enumerate(pieces):
            if not isinstance(piece, Group) or piece.plain:
                close()
                out.append(piece)
                continue
            if stanzas and piece.lines[0].blanks > 2 + habit.blanks:
                close()
            piece = _unhung(piece, habit)
            signals = list(_signals(piece, habit, stanzas, 1_000))
            if len(piece.lines) > 1 and sum(WEIGHTS[signal] for signal in signals) >= ENOUGH:
                signals = list(_signals(piece, habit, stanzas, _width_nearby(pieces, number, habit.width)))
            if sum(WEIGHTS[signal] for signal in signals) >= ENOUGH:
                said = said if stanzas else signals
                stanzas.append(piece)
            else:
                close()
                out.append(piece)
        close()
        return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()

    return find


def _source_apart(piece: Piece, habit: Habit) -> tuple[Piece, ...]:
    """A stanza, and the source under its last line (`--The Old Song`) in a group of its own."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 3 or piece.lines[-1].text[0] not in "-—–":
        return (piece,)
    stanza, source = replace(piece, lines=piece.lines[:-1]), Group(piece.lines[-1:])
    if not displays.is_source(source) or not _all_capital(_unhung(stanza, habit)):
        return (piece,)
    return stanza, source


def _all_capital(group: Group) -> bool:
    return all(OPENS_CAPITAL.match(line.text) for line in group.lines)


def _width_nearby(pieces: Sequence[Piece], number: int, usual: int) -> int:
    """The width of the nearest prose, where one file was typed in several widths."""
    for offset in (-1, 1, -2, 2, -3, 3):
        other = pieces[number + offset] if 0 <= number + offset < len(pieces) else None
        if not isinstance(other, Group) or len(other.lines) < 4 or _all_capital(other):
            continue
        if exactly_wrapped(other.lines) or nearly_wrapped(other.lines, usual):
            return max(line.indent + len(line.text) for line in other.lines)
    return 1_000


def _signals(group: Group, habit: Habit, before: Sequence[Group], nearby: int) -> Iterator[str]:
    """What speaks for a group being a stanza, and against it."""
    lines = group.lines
    if len(lines) < 2:
        line = lines[0]
        # One line goes with the stanza before it when it stands at its indent, deeper than paragraphs do.
        if (
            before
            and not displays.is_source(group)
            and line.indent >= 4
            and line.indent >= before[-1].lines[0].indent
            and len(line.text) < 60
        ):
            yield "goes on from a stanza"
            yield "indented"
        elif before and len(line.text) <= habit.paused and line.blanks <= habit.blanks:
            yield "the book is verse"  # the last line of a canto
        return
    if any("\n" in line.text for line in lines):
        yield "long lines go on, set in"
        return
    width = min(habit.width or 66, nearby)
    margin = min([line.indent for line in lines])
    full = _full(lines, width - _SLACK)
    if full > 0.5 * (len(lines) - 1) and not before and margin <= habit.indent and not habit.verse:
        return  # prose, as nearly every paragraph is
    if displays.in_capitals(lines) or displays.is_notice(lines) or displays.is_centred(lines) or displays.signs(lines):
        return  # a sign, a telegram, an inscription
    if is_notice_of_rights(lines) or displays.is_editorial(lines):
        return
    own = _each_in_italics(lines)
    if own:
        yield "every line has italics of its own"
    capitals = _all_capital(group)
    if habit.verse and (capitals or max(len(line.text) for line in lines) <= habit.paused):
        yield "the book is verse"
        return
    if capitals and margin > habit.indent:
        full = _full(lines, width)
    if full <= 0.15 * (len(lines) - 1):
        yield "lines end before the margin"
        if max(len(line.text) for line in lines[:-1]) < 0.7 * width:
            yield "lines much shorter than the text's"
        if sum(ends_sentence(line.text) or line.text[-1] == "," for line in lines) == len(lines):
            yield "no line breaks off a sentence"
    else:
        yield "some lines reach the margin"
        if len(lines) == full + 1 and not capitals:
            yield "wrapped like prose, only narrower"
    if capitals:
        yield "every line opens with a capital"
    elif not own and not _pauses(lines, width) and (exactly_wrapped(lines) or nearly_wrapped(lines, habit.width)):
        yield "wrapped like prose, only narrower"
    if margin >= _STEP and margin > habit.indent:
        yield "indented"
    elif margin == 1:
        yield "indented by one space"
    if len({line.indent for line in lines[1:]}) > 1:
        yield "lines indented by turns"
        # Long lines may reach the margin by chance; prose never does this.
        if capitals and margin > habit.indent:
            yield "capitals at indents that come and go"
    if before and abs(margin - min(line.indent for line in before[-1].lines)) <= 1 and (margin or not full):
        yield "goes on from a stanza"
    if not habit.width and max(len(line.text) for line in lines) < 60:
        yield "the text wraps no lines"
    if len(lines) == 2 and not margin:
        yield "two lines at the margin"
    if sum(bool(_SPEECH.match(line.text)) for line in lines) > 0.6 * len(lines) and not margin:
        yield "lines of dialogue"


def _unhung(group: Group, habit: Habit) -> Group:
    """A group whose long lines go on in lines set in, with each verse on one line; any other as it was."""
    lines = group.lines
    margin = lines[0].indent
    if len(lines) < 3 or not any(line.indent > margin + 1 for line in lines[1:]):
        return group
    width = (habit.width or max(line.indent + len(line.text) for line in lines)) - 2 * _SLACK
    out = [lines[0]]
    for upper, lower in pairwise(lines):
        if lower.indent <= margin + 1:
            out.append(lower)
        elif is_full(upper, lower, width):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}\n{lower.text}")
        else:
            return group
    going_on = [line.text[0].islower() for line in lines[1:] if line.indent > margin + 1]
    whole = replace(group, lines=tuple(out))
    # A paragraph set in from its second line on has one line at the margin; so has a verse, in a book of verse.
    if (len(out) < 2 and not habit.verse) or sum(going_on) < 0.5 * len(going_on) or not _all_capital(whole):
        return group
    return whole


def _pauses(lines: Sequence[Line], width: int) -> bool:
    """Whether most of several short lines end in a pause, as narrow prose does by chance alone."""
    pausing = sum(line.text[-1] in ",.;:!?…" for line in lines)
    return len(lines) > 2 and max(len(line.text) for line in lines) < 0.6 * width and pausing >= 0.6 * len(lines)


def _each_in_italics(lines: Sequence[Line]) -> bool:
    """Whether each of these lines was set in italics by itself: `_hush now_` / `_the tide is low_`."""
    mark = lines[0].text[0]
    return mark in "_*" and all(line.text[0] == mark and line.text.rstrip(",.;:!?")[-1:] == mark for line in lines)


def _full(lines: Sequence[Line], width: int) -> int:
    """How many lines leave no room for the next word."""
    return [is_full(upper, lower, width) for upper, lower in pairwise(lines)].count(True)


def stanzas_of(groups: Sequence[Group]) -> tuple[tuple[VerseLine, ...], ...]:
    """The stanzas of these groups, their indents in steps."""
    columns = sorted({line.indent for group in groups for line in group.lines})
    steps = {column: _step(column - columns[0], columns) for column in columns}
    return tuple(tuple(VerseLine((Text(line.text),), steps[line.indent]) for line in group.lines) for group in groups)


def _step(offset: int, columns: Sequence[int]) -> int:
    """Columns → steps: the smallest difference between two indents is one step."""
    differences = [b - a for a, b in pairwise(columns) if b - a >= _STEP]
    unit = max(_STEP, min(differences, default=_STEP))
    return 0 if offset < _STEP else min(12, int(offset / unit + 0.5))
