"""What stands over a title: an author's note to himself (which draft it is, how many words it has), a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, removal, text_of
from bookmaker.normalise.title_page.imprint import is_any_year

_REACH = 8  # groups from the top
_MOST_LINES = 8  # of a group on a title page
_LONGEST = 60  # characters
_TEXT = 160  # characters that are running text
_NOTE = (
    r"(?:(?:first|second|third|fourth|fifth|final|rough|working|zeroth|\d(?:st|nd|rd|th)) draft|"
    r"(?:draft|version|revision|rev\.) ?(?:#|no\.?|number)? ?\d[\d.]*[a-z]?|draft|\S+@\S+\.\w{2,}|"
    r"for (?:workshop|critique|review|submission|beta(?: read(?:ers|ing))?)|approx(?:\.|imately)?|"
    r"(?:approx(?:\.|imately)?|about|c(?:a|irca)?\.|~)? ?\d[\d,.]*k? words|word ?count ?:? ?~?\d[\d,.]*k?|"
    r"(?:camp )?nano(?:wrimo)? ?['’]?\d{2,4}|(?:a )?nanowrimo(?: \d{4})? (?:novel|project|draft)|"
    r"work in progress|wip)"
)
_WHEN = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2},? )?\d{4}|\d{4})"
_NOTES = re.compile(rf"\W*{_NOTE}(?:[\s,;:|/()\[\]–—-]+(?:{_NOTE}|(?:as of |of |from )?{_WHEN}))*\W*", re.IGNORECASE)


def without_notes(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces without such lines near the top, below a first line that is none; and what was taken out."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    for at, piece in enumerate(pieces[:_REACH]):
        if not isinstance(piece, Group) or piece.plain or len(piece.lines) > _MOST_LINES or len(text_of(piece)) > _TEXT:
            return (*out, *pieces[at:]), decisions
        gone = [line for line in piece.lines if len(line.text) < _LONGEST and _NOTES.fullmatch(line.text)]
        if not at and len(gone) == 1 and "@" in gone[0].text:
            gone = []  # the end of somebody's address: the title stands below it
        if not at and piece.lines[0] in gone:
            break
        kept = tuple(line for line in piece.lines if line not in gone)
        if gone:
            decisions.append(removal("title-block/draft", gone, 0.8))
        if kept:
            out.append(piece if not gone else replace(piece, lines=kept))
    else:
        return (*out, *pieces[_REACH:]), decisions
    return tuple(pieces), []


def below_year(pieces: tuple[Piece, ...], decisions: list[Decision]) -> tuple[Piece, ...]:
    """The pieces without the year that some libraries set over the title; `1984` over its by-line is one."""
    first = pieces[0] if len(pieces) > 1 else None
    if not isinstance(first, Group) or not is_any_year(text_of(first)) or not is_caps(text_of(pieces[1])):
        return pieces
    decisions.append(removal("title-block/imprint", first.lines, 0.7))
    return pieces[1:]
