"""What a machine shows its reader: `[Level up!]`, a sheet of names and values, with the rules that box it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookmaker.model import ItemList, Line, Paragraph, Quotation, SceneBreak
from bookmaker.normalise.passes import Group, Piece, text_of

_BRACKETED = re.compile(r"\[[^\[\]]{3,90}\]|【[^【】]{1,90}】|[<≪《][^<>≪≫《》]{3,90}[>≫》]")
_VALUE = re.compile(r"([^\W\d_][\w .'’/()-]{0,28}):\s+(?=.{1,40}$)[\w+(-].*")
_BOX = re.compile(r"([=_~#+*-])\1{4,}")
_SHEET = 9  # pieces of one
_NAME = 44  # characters


def is_notice(lines: Sequence[Line]) -> bool:
    """Whether lines are what a machine shows its reader: `[Level up!]`, or a sheet of names and values."""
    first = lines[0].text
    if first[0] in "[【<≪《" and len(lines) < 9 and all(_BRACKETED.fullmatch(line.text) for line in lines):
        return True
    if first[0] in "[【" and _BRACKETED.fullmatch(first):
        lines = lines[1:]  # `[Status]` over a sheet
        first = lines[0].text if lines else ""
    if len(lines) < 3 or ":" not in first:
        return False
    names = [match.group(1) for line in lines if (match := _VALUE.fullmatch(line.text))]
    return len(names) > 2 and len(names) == len(set(names)) == len(lines)


def without_boxes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without the two rules round a sheet that a machine shows: they part no scenes."""
    rules = [
        (n, piece.ornament)
        for n, piece in enumerate(pieces)
        if isinstance(piece, SceneBreak) and _BOX.fullmatch(piece.ornament)
    ]
    gone: set[int] = set()
    for (upper, above), (lower, below) in pairwise(rules):
        if above == below and upper not in gone and _is_sheet(pieces[upper + 1 : lower]):
            gone |= {upper, lower}
    return (piece for n, piece in enumerate(pieces) if n not in gone)


def _is_sheet(pieces: Sequence[Piece]) -> bool:
    """Whether all of a few pieces are signs, lists, and lines over them."""
    if not 0 < len(pieces) < _SHEET or not any(isinstance(p, Quotation) and p.role == "sign" for p in pieces):
        return False
    return all(
        isinstance(p, ItemList)
        or (isinstance(p, Quotation) and p.role == "sign")
        or (isinstance(p, Group) and len(text_of(p)) < _NAME)
        or (isinstance(p, Paragraph) and p.role == "display")
        for p in pieces
    )
