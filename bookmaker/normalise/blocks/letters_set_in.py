"""Letters typed set in from the margin: their parts told apart, and the letter made one quotation.

It begins with a date or a salutation, or ends in a name to the right; what stands between is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Line, Paragraph, ParagraphRole, Quotation
from bookmaker.normalise.blocks.letter_text import blocks_of
from bookmaker.normalise.blocks.letter_words import (
    LONGEST_LETTER,
    LONGEST_LINE,
    POSTSCRIPT,
    QUOTES,
    closes_over,
    is_address,
    is_closing,
    is_dateline,
    is_name,
    is_salutation,
    salutes,
)
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.blocks.verse_signals import OPENS_CAPITAL
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import exactly_wrapped, is_full, nearly_wrapped, right_edge_of
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, margin_of, typed

_SET_IN = 3  # columns beyond the running text
_TO_THE_RIGHT = 4  # columns beyond the letter's own text that a signature stands
_OPENING = '"“„«»'
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?){1,4}")
_LONGEST_HEAD = 5  # lines of place, date and salutation
_LONGEST_FOOT = 4  # lines of closing and name

_Parts = list[tuple[Group, ParagraphRole]]


def make(habit: Habit) -> LayoutPass:
    """The pass that takes letters apart, and makes quotations of those that are set in."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        out: list[Piece] = []
        decisions: list[Decision] = []
        run: list[Group] = []

        def close() -> None:
            for letter in _letters(run, habit):
                if isinstance(letter, Group):
                    out.append(letter)
                    continue
                made, decided = _quotation(letter, habit, mend)
                out.append(made)
                decisions.extend(decided)
                said = ((group, role) for group, role in letter if role != "body")
                decisions.extend(
                    Decision(f"letters/{role}", group.lines[0].place, typed(group.lines)) for group, role in said
                )
            run.clear()

        for piece in manuscript.pieces:
            for part in _apart(piece, habit) if isinstance(piece, Group) and not piece.plain else (piece,):
                if isinstance(part, Group) and not part.plain and _is_set_in(part, habit):
                    run.append(part)
                else:
                    if run:
                        close()
                    out.append(part)
        close()
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def _apart(group: Group, habit: Habit) -> Sequence[Group]:
    """Date, salutation, text and closing of a letter, typed without a blank line between them, in groups of their own;
    any other group as it is."""
    lines = group.lines
    if len(lines) < 2 or (len(lines[0].text) > LONGEST_LINE and not _steps_right(lines)):
        return (group,)  # nearly every paragraph of a book
    if is_closing(group):
        return (group,)
    head = _salutation(group, habit)
    foot = _foot(group, head + 1)
    if head < 0 and not foot:
        return (group,)
    bounds = sorted({0, max(head, 0), head + 1, foot or len(lines), len(lines)})
    return [
        replace(group, lines=lines[first:last]) if not first else Group(lines[first:last])
        for first, last in pairwise(bounds)
    ]


def _salutation(group: Group, habit: Habit) -> int:
    """The line of the salutation; -1 when there is none."""
    lines = group.lines
    width = habit.width or 66
    for number, line in enumerate(lines[:_LONGEST_HEAD]):
        if len(line.text) > LONGEST_LINE:
            return -1
        if not salutes(line.text):
            continue
        if number and not is_dateline(Group(lines[:number])):
            return -1
        text = lines[number + 1 :]
        if not text:
            return number if number else -1
        # It stops before the margin, and what follows is prose or signed: verse may begin `Dear heart,` too.
        stops = not is_full(line._replace(indent=0), text[0], width)
        return number if stops and (_is_prose(text, habit) or _foot(group, number + 1)) else -1
    return -1


def _foot(group: Group, after: int) -> int:
    """The first line of the closing under a letter's text; 0 when there is none."""
    lines = group.lines
    if not after and not _steps_right(lines):
        return 0
    margin = margin_of(lines)
    for number in range(max(after + 1, len(lines) - _LONGEST_FOOT), len(lines)):
        to_the_right = lines[number].indent >= margin + _TO_THE_RIGHT
        if (to_the_right or after) and is_closing(Group(lines[number:])):
            return number
    return 0


def _steps_right(lines: Sequence[Line]) -> bool:
    """Whether the last lines may hold one far to the right: a quick look."""
    return any(line.indent >= _TO_THE_RIGHT for line in lines[-_LONGEST_FOOT:])


def _is_prose(lines: Sequence[Line], habit: Habit) -> bool:
    if len(lines) == 1:
        return True
    full = is_full(lines[0], lines[1], (habit.width or 66) - 6)
    return full or exactly_wrapped(lines) or nearly_wrapped(lines, habit.width)


def _is_set_in(group: Group, habit: Habit) -> bool:
    least = (max(habit.indent, habit.first) if len(group.lines) == 1 else habit.indent) + _SET_IN
    return bool(habit.width) and all(line.indent >= least for line in group.lines)


def _letters(run: Sequence[Group], habit: Habit) -> Iterator[Group | _Parts]:
    """The letters of a run of groups that are set in, and the groups that belong to none."""
    number = 0
    while number < len(run):
        parts = _letter(run[number : number + LONGEST_LETTER], habit)
        if parts:
            yield parts
            number += len(parts)
        else:
            yield run[number]
            number += 1


def _letter(run: Sequence[Group], habit: Habit) -> _Parts:
    """The parts of the letter that this run begins with; none when it begins with something else."""
    head = 0
    while head < len(run) and _heads(run[head]):
        head += 1
    parts: _Parts = [(group, "salutation" if is_salutation(group) else "dateline") for group in run[:head]]
    margin = min((line.indent for group in run[head : head + 1] for line in group.lines), default=0)
    end = head
    signed = False
    while end < len(run) and not signed:
        group = run[end]
        if end > head and _heads(group):
            break
        signed = end > head and _signs(group, margin)
        verse = not signed and not _is_prose(group.lines, habit) and all(map(_opens_with_capital, group.lines))
        if verse and margin_of(group.lines) <= margin:
            return []  # a poem
        if signed and not head and not _signs_alone(group, run[0]):
            return []  # the source of an extract
        parts.append((group, "signature" if signed else "body"))
        end += 1
    saluted = any(role == "salutation" for _, role in parts)
    bodies = [group for group, role in parts if role == "body"]
    if all(is_caps(line.text) for group in bodies for line in group.lines):
        return []  # a title page
    told = any(len(group.lines) > 1 or len(group.lines[0].text) > 44 for group in bodies)
    if end == head or not (signed or saluted) or not (told or (signed and head)):
        return []
    if signed and end < len(run) and _names(parts[-1][0], run[end]):
        parts.append((run[end], "signature"))
        end += 1
    while signed and end < len(run) and _follows(run[end], margin, habit):
        parts.append((run[end], "postscript"))
        end += 1
    return parts


def _opens_with_capital(line: Line) -> bool:
    return OPENS_CAPITAL.match(line.text) is not None


def _signs_alone(signature: Group, first: Group) -> bool:
    """Whether a signature shows a letter without a head: a closing, initials, or quotation marks over both."""
    text = signature.lines[0].text
    quoted = text[0] in _OPENING and first.lines[0].text[0] in _OPENING
    return quoted or is_closing(signature) or _INITIALS.fullmatch(text) is not None


def _heads(group: Group) -> bool:
    return is_salutation(group) or is_dateline(group) or is_address(group)


def _signs(group: Group, margin: int) -> bool:
    """Whether a group stands under the text of a letter, to the right: `"M. D."`, `I am, &c.`"""
    if len(group.lines) > _LONGEST_FOOT or margin_of(group.lines[1:] or group.lines) < margin + _TO_THE_RIGHT:
        return is_closing(group)
    text = group.lines[-1].text.strip(QUOTES)
    return bool(text) and text[-1] not in "?!" and (is_closing(group) or is_name(group.lines))


def _names(closing: Group, below: Group) -> bool:
    """Whether the name stands in a group of its own under the closing: `Votre serviteur,` / `Charles Bovary.`"""
    open_still = closing.lines[-1].text.rstrip(QUOTES)[-1:] == ","
    return closes_over(closing, below) or (open_still and len(below.lines) == 1 and is_name(below.lines))


def _follows(group: Group, margin: int, habit: Habit) -> bool:
    """Whether a group under the signature is a postscript."""
    if _heads(group):
        return False
    own = margin_of(group.lines) == margin and _is_prose(group.lines, habit)
    return POSTSCRIPT.match(group.lines[0].text) is not None or own


def _quotation(parts: _Parts, habit: Habit, mend: Mender) -> tuple[Quotation, Sequence[Decision]]:
    lines = [line for group, role in parts if role == "body" for line in group.lines]
    margin, width = margin_of(lines), right_edge_of(lines)
    own = replace(habit, width=width, indent=margin, first=max(margin, habit.first))
    pieces = [group if role == "body" else _paragraph(group, role, mend) for group, role in parts]
    blocks, decisions = blocks_of(pieces, own, mend)
    return Quotation(blocks, "letter", place=blocks[0].place), decisions


def _paragraph(group: Group, role: ParagraphRole, mend: Mender) -> Paragraph:
    return mend.paragraph(group.lines, role) if role == "postscript" else as_typed(group.lines, role)
