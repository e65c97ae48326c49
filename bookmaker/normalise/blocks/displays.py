"""What is set apart to be looked at: signs and telegrams in capitals, quotations set in, mottoes, THE END."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from bookmaker import walk
from bookmaker.model import Block, Decision, Line, Paragraph, ParagraphRole, Quotation, Verse
from bookmaker.normalise.blocks import datelines, quotations, sheets
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines, turns
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence, is_full
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Opening,
    Piece,
    group_at,
    joined_text,
    lines_of,
    longest_of,
    margin_of,
    size_of,
    text_of,
)
from bookmaker.normalise.title_page.imprint import is_notice_of_rights

_CENTRED = 8  # columns beyond where the text's own lines begin
_OFF_CENTRE = 3  # half columns by which a centred line may miss the middle
_FAR_RIGHT = 20  # columns
_NAME = 44  # characters
_CRY = 3  # words of what is shouted: `BOOM!`, `HELP ME!`
_MOTTO = 4  # pieces a motto may take, its source included
_SOURCE = re.compile(r"[\"'”’_*]*(?:--+|—|–|-)\s*(?=[\"“_*]*[^\W\d_a-zß-öø-ÿ])")
_SAID = re.compile(
    r"[?!…]|\w\.\s+\W*(?![ivxlc]+\b)[a-zß-öø-ÿ]|\s(?:--|—|–|-)\s|[.]\s+-|[.]\s*(?:--|—|–)|\.\.\.|"
    r"\w,?(?:--|—|–) ?[a-zß-öø-ÿа-я]"
)  # in speech, never in a name
_EDITORIAL = re.compile(r"\[(?:the )?(?:end|here (?:ends|begins)|at this point|vol(?:ume|\.)|printed)\b", re.IGNORECASE)
_SENT = re.compile(r"^(?:> ?)+(?:(?<= )|$)")
_MARKED = re.compile(r"^(?:> ?)+")
_STOP = re.compile(r"\bSTOP\b")


def make(habit: Habit) -> LayoutPass:
    """The pass that finds what is displayed."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        notices = sum(isinstance(piece, Group) and sheets.is_notice(piece.lines) for piece in manuscript.pieces)
        pieces = _with_mottoes(manuscript.pieces, mend)
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


# --- mottoes ----------------------------------------------------------------------------------


def _with_mottoes(pieces: Sequence[Piece], mend: Mender) -> list[Piece]:
    """Each motto under a heading (a few lines, then `—Its Source`) made an epigraph; verse given its source."""
    out: list[Piece] = []
    number = 0
    spoken = [n for n, piece in enumerate(pieces) if _is_spoken(piece)]
    in_dashes = any(lower == upper + 1 for upper, lower in pairwise(spoken))
    in_dashes = in_dashes or sum(_is_answer(pieces[n]) for n in spoken) > 1
    while number < len(pieces):
        piece = pieces[number]
        source = group_at(pieces, number + 1)
        if isinstance(piece, Verse) and source is not None and is_source(source):
            out.append(replace(piece, attribution=mend.inlines(source.lines)))
            number += 2
            continue
        out.append(piece)
        number += 1
        if isinstance(piece, Opening) or number == 1:
            first = number if isinstance(piece, Opening) else 0
            end = next((n for n in range(first, min(first + _MOTTO, len(pieces))) if is_source(pieces[n])), -1)
            motto = pieces[first : end + 1]
            if any(isinstance(inner, Group) and inner.lines[-1].text.endswith((":", ":--", ":—")) for inner in motto):
                continue  # the story itself quotes: `He sang:`
            if any(isinstance(inner, Group) and datelines.heads_mail(inner.lines) for inner in motto[:1]):
                continue  # `-M.` signs it
            if in_dashes and (any(map(_is_spoken, motto[:-1])) or any(map(_is_said, motto[-1:]))):
                continue
            if isinstance(piece, Opening) and all(isinstance(after, Opening) for after in pieces[end + 1 : end + 2]):
                continue  # all that stands under this heading: who wrote it signs it
            if end > first and all(isinstance(inner, Group | Verse) for inner in motto) and _size(motto) < 1_200:
                if not isinstance(piece, Opening):
                    out.pop()
                out.append(_epigraph(motto, mend))
                number = end + 1
    return out


def _is_spoken(piece: Piece) -> bool:
    """Whether a group begins with the dash that opens a speech in many languages."""
    return isinstance(piece, Group) and piece.lines[0].text.startswith(("-", "—", "–"))


def _is_said(piece: Piece) -> bool:
    """Whether a line behind a dash ends like a sentence: `-- Oui, monsieur.`"""
    return isinstance(piece, Group) and ends_sentence(piece.lines[-1].text)


def _is_answer(piece: Piece) -> bool:
    """Whether a line behind a dash is a sentence, not a name or a title: `-- Ingen, svarade hon.`"""
    if not _is_spoken(piece) or not isinstance(piece, Group) or not _is_said(piece):
        return False
    return not is_title_case(text_of(piece).lstrip("-—– ")) and len(piece.lines[0].text.split()) > 2


def sources_apart(manuscript: Manuscript) -> LayoutResult:
    """Put the source of a motto, the last of its lines, in a group of its own."""
    out: list[Piece] = []
    for piece in manuscript.pieces:
        below_heading = not out or isinstance(out[-1], Opening)
        if below_heading and isinstance(piece, Group) and 1 < len(piece.lines) < 8:
            source = Group(piece.lines[-1:])
            listed = any(line.text[0] == source.lines[0].text[0] for line in piece.lines[:-1])  # items behind dashes
            if not listed and is_source(source):
                out += [replace(piece, lines=piece.lines[:-1]), source]
                continue
        out.append(piece)
    return replace(manuscript, pieces=tuple(out)), (), ()


def is_source(piece: Piece | None) -> bool:
    """Whether a piece is the source of a motto: `--The Keeper's Diary`."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) > 2:
        return False
    text = text_of(piece)
    match = _SOURCE.match(text)
    if match is None or text[-1] in '"”,;:' or heading_lines.normal(text) in heading_lines.ENDINGS:
        return False
    return _is_name(text[match.end() :])


def _is_name(text: str) -> bool:
    """Whether a source names someone or some work: a line of dialogue behind a dash does not."""
    name = re.split(r"[,(_*\"“«„]", text.lstrip('"“«„_*'), maxsplit=1)[0].strip()
    lone = len(text.split()) == 1 and text[-1] in ".?!…"  # "— Merci."
    return not lone and not _SAID.search(text) and len(name.split()) < 8 and is_title_case(name)


def _size(pieces: Sequence[Piece]) -> int:
    return size_of(lines_of(pieces))


def _epigraph(motto: Sequence[Piece], mend: Mender) -> Quotation:
    blocks: list[Block] = []
    for piece in motto:
        if isinstance(piece, Verse):
            blocks.append(piece)
        elif isinstance(piece, Group):
            role: ParagraphRole = "attribution" if piece is motto[-1] else "body"
            blocks.append(mend.paragraph(piece.lines, role))
    return Quotation(tuple(blocks), "epigraph", place=blocks[0].place)
