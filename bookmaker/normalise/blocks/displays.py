"""What is set apart to be looked at: signs and telegrams in capitals, quotations set in, THE END."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from bookmaker import walk
from bookmaker.model import Block, Decision, Line, Paragraph, Quotation
from bookmaker.normalise.blocks import datelines, mottoes, quotations, sheets
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines, turns
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import is_full
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Piece,
    joined_text,
    longest_of,
    margin_of,
)
from bookmaker.normalise.title_page.imprint import is_notice_of_rights

_CENTRED = 8  # columns beyond where the text's own lines begin
_OFF_CENTRE = 3  # half columns by which a centred line may miss the middle
_FAR_RIGHT = 20  # columns
_NAME = 44  # characters
_CRY = 3  # words of what is shouted: `BOOM!`, `HELP ME!`
_EDITORIAL = re.compile(r"\[(?:the )?(?:end|here (?:ends|begins)|at this point|vol(?:ume|\.)|printed)\b", re.IGNORECASE)
_SENT = re.compile(r"^(?:> ?)+(?:(?<= )|$)")
_MARKED = re.compile(r"^(?:> ?)+")
_STOP = re.compile(r"\bSTOP\b")


def make(habit: Habit) -> LayoutPass:
    """The pass that finds what is displayed."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        notices = sum(isinstance(piece, Group) and sheets.is_notice(piece.lines) for piece in manuscript.pieces)
        pieces = mottoes.set_apart(manuscript.pieces, mend)
        out: list[Piece] = []
        for piece in pieces:
            out.append(
                _displayed(piece, habit, mend, notices) if isinstance(piece, Group) and not piece.plain else piece
            )
        out = list(sheets.without_boxes(list(quotations.whole(out, habit, mend))))
        before = set(map(id, manuscript.pieces))
        decisions = tuple(
            Decision(f"displays/{piece.role}", piece.place, walk.block_text(piece)[:200], f"{piece.role}", 0.7)
            for piece in out
            if isinstance(piece, Quotation | Paragraph) and id(piece) not in before
        )
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def in_capitals(lines: Sequence[Line]) -> bool:
    """Whether lines are all in capitals, figures between them or not: a sign, a telegram."""
    return any(line.text.isupper() for line in lines) and not any(
        char.islower() for line in lines for char in line.text
    )


def is_centred(lines: Sequence[Line]) -> bool:
    """Whether lines of unlike length stand under each other's middle: an inscription. Verse begins at a margin."""
    if lines[0].indent < _CENTRED or not 1 < len(lines) < 12 or lines[0].text[-1] in ",;-—":
        return False
    if margin_of(lines) < _CENTRED:
        return False
    middles = [2 * line.indent + len(line.text) for line in lines]
    lengths = [len(line.text) for line in lines]
    return max(middles) - min(middles) <= _OFF_CENTRE and max(lengths) - min(lengths) > 2 * _OFF_CENTRE


def is_editorial(lines: Sequence[Line]) -> bool:
    """Whether lines in brackets are an editor's: `[End of the first volume.` / `Printed at Leith.]`"""
    return lines[0].text[0] == "[" and lines[-1].text[-1] == "]" and _EDITORIAL.match(lines[0].text) is not None


def signs(lines: Sequence[Line]) -> bool:
    """Whether short lines far to the right hold a name in capitals: `(Signed) MAGNUS ORR,` / `Weigher.`"""
    return (
        1 < len(lines) < 4
        and margin_of(lines) >= _FAR_RIGHT
        and longest_of(lines) < _NAME
        and any(word.isupper() and len(word) > 2 for line in lines for word in line.text.split())
    )


def _displayed(group: Group, habit: Habit, mend: Mender, notices: int) -> Piece:
    """The block a group is set as; the group itself when it is running text."""
    lines = group.lines
    if (sheets.is_notice(lines) and (len(lines) > 1 or notices > 1)) or is_centred(lines):
        return _shown(lines)
    if is_sent(lines) and lines[0].text.strip("> "):
        return _sent(lines, habit, mend)
    if (
        signs(lines)
        or datelines.is_one(lines)
        or ((is_editorial(lines) or is_notice_of_rights(lines)) and _are_short(lines, habit))
    ):
        return as_typed(lines, "display")
    if len(lines) == 1 and (turns.is_view(lines[0].text) or turns.is_turn(lines[0].text)):
        return as_typed(lines, "display")
    caps = is_caps(lines[0].text)
    if not caps and not lines[0].indent and len(lines[0].text) > 24:
        return group  # as nearly every paragraph is
    text = joined_text(lines)
    if heading_lines.normal(text) in heading_lines.ENDINGS or (len(text.rstrip(".")) == 1 and text[0].isupper()):
        return as_typed(lines, "display")
    short = _are_short(lines, habit)
    margin = margin_of(lines)
    if caps and is_caps(text) and text[0] not in "\"“'‘«»„":
        if _STOP.search(text) and len(text.split()) > _CRY:
            wrapped = any(is_full(upper, lower, habit.width or 66) for upper, lower in pairwise(lines))
            return Quotation((mend.paragraph(lines) if wrapped else as_typed(lines),), "telegram", place=lines[0].place)
        if short and (len(lines) > 1 or text[-1] not in "!?" or len(text.split()) > _CRY):
            return _shown(lines)
    if len(lines) == 1 and margin >= habit.first + _CENTRED and short:
        return as_typed(lines, "display")
    if len(lines) > 1 and margin >= habit.indent + quotations.SET_IN and habit.width:
        return Quotation((mend.paragraph(lines),), place=lines[0].place)
    return group


def _shown(lines: Sequence[Line]) -> Block:
    """A line to be looked at; several are a sign."""
    shown = as_typed(lines, "display")
    return Quotation((shown,), "sign", place=shown.place) if len(lines) > 1 else shown


def _are_short(lines: Sequence[Line], habit: Habit) -> bool:
    return longest_of(lines) < 0.8 * (habit.width or 66)


def is_sent(lines: Sequence[Line]) -> bool:
    """Whether each of these lines stands behind the mark of a mail or a post: `> So I said,`."""
    sure = len(lines) > 1 and lines[0].text[0] == lines[-1].text[0] == ">"  # then `>so` is one, too
    return lines[0].text[0] == ">" and all((line.text[0] == ">") if sure else _SENT.match(line.text) for line in lines)


def _sent(lines: Sequence[Line], habit: Habit, mend: Mender) -> Quotation:
    """What a mail quotes behind `> `, in paragraphs; lines of its own where the text wraps none."""
    own = [line._replace(text=_MARKED.sub("", line.text)) for line in lines]
    blocks = [
        mend.paragraph(part) if habit.width else as_typed(part)
        for filled, run in groupby(own, key=lambda line: bool(line.text))
        if filled and (part := list(run))
    ]
    return Quotation(tuple(blocks), place=lines[0].place)
