"""Mottoes: a few lines under a heading and the source they are from, `—The Keeper's Diary`; the source of a poem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Block, ParagraphRole, Quotation, Verse
from bookmaker.normalise.blocks import datelines
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import (
    Group,
    LayoutResult,
    Manuscript,
    Opening,
    Piece,
    group_at,
    lines_of,
    size_of,
    text_of,
)

_MOST = 4  # pieces of a motto, its source included
_LONGEST = 1_200  # characters of all of them
_SOURCE = re.compile(r"[\"'”’_*]*(?:--+|—|–|-)\s*(?=[\"“_*]*[^\W\d_a-zß-öø-ÿ])")
# In speech, never in a name.
_SAID = re.compile(
    r"[?!…]|\w\.\s+\W*(?![ivxlc]+\b)[a-zß-öø-ÿ]|\s(?:--|—|–|-)\s|[.]\s+-|[.]\s*(?:--|—|–)|\.\.\.|"
    r"\w,?(?:--|—|–) ?[a-zß-öø-ÿа-я]"
)
_LEADS_IN = (":", ":--", ":—")  # how the story's own words end over what they quote: `He sang:`


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


def set_apart(pieces: Sequence[Piece], mend: Mender) -> list[Piece]:
    """Each motto, under a heading or at the top of the text, made an epigraph; each poem given its source."""
    out: list[Piece] = []
    number = 0
    in_dashes = _speak_in_dashes(pieces)
    while number < len(pieces):
        piece = pieces[number]
        source = group_at(pieces, number + 1)
        if motto := _motto(pieces, number, in_dashes):
            out.append(_epigraph(motto, mend))
            number += len(motto)
        elif isinstance(piece, Verse) and source is not None and is_source(source):
            out.append(replace(piece, attribution=mend.inlines(source.lines)))
            number += 2
        else:
            out.append(piece)
            number += 1
    return out


def _motto(pieces: Sequence[Piece], first: int, in_dashes: bool) -> Sequence[Piece]:
    """The pieces of the motto that begins here, the last of them its source; none where none does.

    `in_dashes`: in this text dashes open speeches, so a line behind one may be spoken.
    """
    under_heading = first > 0 and isinstance(pieces[first - 1], Opening)
    if first and not under_heading:
        return ()
    end = next((n for n in range(first, min(first + _MOST, len(pieces))) if is_source(pieces[n])), first)
    motto = pieces[first : end + 1]
    if end == first or size_of(lines_of(motto)) >= _LONGEST or not all(isinstance(p, Group | Verse) for p in motto):
        return ()
    groups = [piece for piece in motto if isinstance(piece, Group)]
    if any(group.lines[-1].text.endswith(_LEADS_IN) for group in groups):
        return ()
    if isinstance(motto[0], Group) and datelines.heads_mail(motto[0].lines):
        return ()  # `-M.` signs the mail
    if in_dashes and (any(map(_is_spoken, motto[:-1])) or _is_said(motto[-1])):
        return ()
    if not under_heading and len(motto) == 2 and isinstance(motto[0], Verse):
        return ()  # a poem with its source opens the text
    if under_heading and all(isinstance(below, Opening) for below in pieces[end + 1 : end + 2]):
        return ()  # nothing else stands under this heading: who wrote it signs it
    return motto


def _speak_in_dashes(pieces: Sequence[Piece]) -> bool:
    """Whether dashes open speeches in this text: two follow each other, or two are sentences."""
    spoken = [n for n, piece in enumerate(pieces) if _is_spoken(piece)]
    answered = any(lower == upper + 1 for upper, lower in pairwise(spoken))
    return answered or sum(_is_answer(pieces[n]) for n in spoken) > 1


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


def _epigraph(motto: Sequence[Piece], mend: Mender) -> Quotation:
    blocks: list[Block] = []
    for piece in motto:
        if isinstance(piece, Verse):
            blocks.append(piece)
        elif isinstance(piece, Group):
            role: ParagraphRole = "attribution" if piece is motto[-1] else "body"
            blocks.append(mend.paragraph(piece.lines, role))
    return Quotation(tuple(blocks), "epigraph", place=blocks[0].place)
