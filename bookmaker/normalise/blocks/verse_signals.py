"""What speaks for some lines being a stanza, and against it, and how much each of these weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.blocks import datelines, displays, mottoes, sheets
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import ends_sentence, exactly_wrapped, is_full, nearly_wrapped
from bookmaker.normalise.passes import Group, longest_of, margin_of
from bookmaker.normalise.title_page.imprint import is_notice_of_rights

ENOUGH = 2.5
"""Lines that weigh as much are a stanza."""

_WEIGHTS = {
    "lines end before the margin": 2.0,
    "some lines reach the margin": -2.0,
    "every line opens with a capital": 1.0,
    "lines much shorter than the text's": 1.0,
    "indented": 1.0,
    "indented by one space": 0.5,
    "lines indented by turns": 1.0,
    "capitals at indents that come and go": 1.5,
    "lines answered in lines set in": 3.5,
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

STEP = 2
"""Columns of indent that make one step, at the least."""

_NARROW = 45
"""Columns that nobody wraps prose at where the text is not wrapped."""

_FEW = 3  # lines, of which one may run beyond the width by chance

SLACK = 6
"""Columns a typist leaves at the margin when a word would just not fit."""

OPENS_CAPITAL = re.compile(r"(?:[\"'“”‘’»„‚(\[_*]|(?:\.{2,}+|[…«—–-]) ?)*(?:[^\W\d_a-zß-öø-ÿ]|\d|O['’]|['’]\w)")
_SPEECH = re.compile(r"^[\"“„«»'‘].*[\"”“«»'’.!?,]$|^[—–-] ?\w")


def weight(said: Iterable[str]) -> float:
    """What some signals weigh together."""
    return sum(_WEIGHTS[signal] for signal in said)


def signals(group: Group, habit: Habit, before: Sequence[Group], nearby: int) -> Iterator[str]:
    """What speaks for a group being a stanza, and against it. `nearby`: columns of a full line of the prose around.

    `before` are the stanzas of the poem that it would go on from.
    """
    lines = group.lines
    if len(lines) < 2:
        yield from _of_one_line(group, habit, before)
        return
    if any("\n" in line.text for line in lines):
        yield "long lines go on, set in"
        return
    width = min(habit.width or 66, nearby)
    margin = margin_of(lines)
    set_in = margin > habit.indent
    full = _full(lines, width - SLACK)
    if full > 0.5 * (len(lines) - 1) and not (before or set_in or habit.verse):
        return  # prose, as nearly every paragraph is
    if _is_display(lines):
        return
    own = _each_in_italics(lines)
    if own:
        yield "every line has italics of its own"
    capitals = all_capital(group)
    answers = habit.answered and any(line.indent >= margin + STEP for line in lines)
    if habit.verse and (capitals or answers or longest_of(lines) <= habit.paused):
        yield "the book is verse"
        return
    if capitals and set_in:
        refrains = len(lines) > _FEW and full < 0.5 * (len(lines) - 1)
        full = _full_within(lines, width) if refrains else _full(lines, width)
    yield from _of_line_ends(lines, width, full, capitals)
    if capitals:
        yield "every line opens with a capital"
    elif not own and _wrapped_narrow(lines, width, habit):
        yield "wrapped like prose, only narrower"
    yield from _of_indents(lines, margin, set_in, capitals)
    meant = set_in or not (habit.width or habit.indented)
    if meant and not capitals and _answered(lines, width):
        yield "lines answered in lines set in"
    if before and abs(margin - margin_of(before[-1].lines)) <= 1 and (margin or not full):
        yield "goes on from a stanza"
    if not habit.width and longest_of(lines) < 60:
        yield "the text wraps no lines"
    if len(lines) == 2 and not margin:
        yield "two lines at the margin"
    if sum(bool(_SPEECH.match(line.text)) for line in lines) > 0.6 * len(lines) and not margin:
        yield "lines of dialogue"


def _wrapped_narrow(lines: Sequence[Line], width: int, habit: Habit) -> bool:
    """Whether lines are a paragraph wrapped at a width of its own."""
    if _pauses(lines, width) or (not habit.width and longest_of(lines) < _NARROW):
        return False
    return exactly_wrapped(lines) or nearly_wrapped(lines, habit.width)


def _of_one_line(group: Group, habit: Habit, before: Sequence[Group]) -> Iterator[str]:
    """One line goes with the stanza before it when it stands at its indent, deeper than paragraphs do; in a book of
    verse so does one that answers it."""
    if not before:
        return
    line, upper = group.lines[0], before[-1].lines[0]
    if habit.first == line.indent > upper.indent or heading_lines.normal(line.text) in heading_lines.ENDINGS:
        return  # a paragraph, as all are
    if not mottoes.is_source(group) and line.indent >= max(4, upper.indent) and len(line.text) < 60:
        yield "goes on from a stanza"
        yield "indented"
    elif line.blanks <= habit.blanks and (len(line.text) <= habit.paused or (habit.verse and _is_answer(line, before))):
        yield "the book is verse"  # the last line of a canto


def _is_answer(line: Line, before: Sequence[Group]) -> bool:
    """Whether a line alone below stanzas is spoken, or begins at the column where the last verse stops."""
    above = before[-1].lines[-1]
    if line.indent > above.indent + STEP and line.indent + SLACK > above.indent + len(above.text):
        return not mottoes.is_source(Group((line,))) and not is_caps(line.text)
    return line.text[0] in "\"“'‘" and line.indent >= min(line.indent for group in before for line in group.lines)


def _is_display(lines: Sequence[Line]) -> bool:
    """Whether lines are meant, but no verse: a sign, a telegram, an inscription, a notice."""
    return (
        displays.in_capitals(lines)
        or sheets.is_notice(lines)
        or datelines.is_one(lines)
        or displays.is_sent(lines)
        or displays.is_centred(lines)
        or bool(displays.signs(lines))
        or is_notice_of_rights(lines)
        or displays.is_editorial(lines)
    )


def _of_line_ends(lines: Sequence[Line], width: int, full: int, capitals: bool) -> Iterator[str]:
    """What it says where the lines end, `full` of them without room for the next word."""
    if full > 0.15 * (len(lines) - 1):
        yield "some lines reach the margin"
        if len(lines) == full + 1 and not capitals:
            yield "wrapped like prose, only narrower"
        return
    yield "lines end before the margin"
    if longest_of(lines[:-1]) < 0.7 * width:
        yield "lines much shorter than the text's"
    if all(ends_sentence(line.text) or line.text[-1] == "," for line in lines):
        yield "no line breaks off a sentence"


def _of_indents(lines: Sequence[Line], margin: int, set_in: bool, capitals: bool) -> Iterator[str]:
    """What it says where the lines begin, the leftmost at `margin`; `set_in`: that is deeper than the text's."""
    if margin >= STEP and set_in:
        yield "indented"
    elif margin == 1:
        yield "indented by one space"
    if len({line.indent for line in lines[1:]}) > 1:
        yield "lines indented by turns"
        # Long lines may reach the margin by chance; prose never does this.
        if capitals and set_in:
            yield "capitals at indents that come and go"


def _answered(lines: Sequence[Line], width: int) -> bool:
    """Whether short lines are followed by lines set in, again and again: in a list only full ones go on so."""
    inwards = [(upper, lower) for upper, lower in pairwise(lines) if lower.indent >= upper.indent + STEP]
    outwards = any(lower.indent <= upper.indent - STEP for upper, lower in pairwise(lines))
    short = sum(not is_full(upper, lower, width - SLACK) for upper, lower in inwards)
    # (Paragraphs whose first lines are set in begin so, each with a sentence.)
    begins = sum(ends_sentence(upper.text) and not lower.text[0].islower() for upper, lower in inwards)
    return outwards and len(inwards) > 1 and short > 0.5 * len(inwards) and begins < 0.8 * len(inwards)


def all_capital(group: Group) -> bool:
    """Whether every line opens with a capital."""
    return all(OPENS_CAPITAL.match(line.text) for line in group.lines)


def _pauses(lines: Sequence[Line], width: int) -> bool:
    """Whether most of several short lines end in a pause, as narrow prose does by chance alone."""
    pausing = sum(line.text[-1] in ",.;:!?…" for line in lines)
    if len(lines) < 3 or longest_of(lines) >= 0.6 * width:
        return False
    even = len(lines) > 3 and len(lines[-1].text) > 0.8 * longest_of(
        lines
    )  # (the last line of prose seldom is so long)
    return pausing >= (0.5 if even else 0.6) * len(lines)


def _each_in_italics(lines: Sequence[Line]) -> bool:
    """Whether each of these lines was set in italics by itself: `_hush now_` / `_the tide is low_`."""
    mark = lines[0].text[0]
    return mark in "_*" and all(line.text[0] == mark and line.text.rstrip(",.;:!?")[-1:] == mark for line in lines)


def _full(lines: Sequence[Line], width: int) -> int:
    """How many lines leave no room for the next word."""
    return [is_full(upper, lower, width) for upper, lower in pairwise(lines)].count(True)


def _full_within(lines: Sequence[Line], width: int) -> int:
    """How many lines within the width leave no room for the next word: what runs beyond it nobody has wrapped."""
    pairs = ((upper, lower) for upper, lower in pairwise(lines) if upper.indent + len(upper.text) <= width)
    return [is_full(upper, lower, width) for upper, lower in pairs].count(True)
