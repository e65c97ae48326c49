"""What a machine shows its reader: `[Level up!]`, a sheet of names and values, with the rules that box it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookmaker.model import ItemList, Line, Paragraph, Quotation, SceneBreak
from bookmaker.normalise.passes import Group, Piece, text_of

_BRACKETED = re.compile(r"\[[^\[\]]{3,90}\]|【[^【】]{1,90}】|[<≪《][^<>≪≫《》]{3,90}[>≫》]|\{[^{}]{3,90}\}")
_VALUE = re.compile(r"[*_]*([^\W\d_][\w .'’/()-]{0,28})(?::[*_]*|[*_]+:)\s+(?=(.{1,250})$)[\w+(?\[<-].*")
_LABELLED = re.compile(r"[【\[]([^【】\[\]]{1,30})[】\]]\s*(?=([^\s【].{0,200})$).*")
_BOX = re.compile(r"([=_~#+*-])\1{4,}")
_SHEET = 9  # pieces of one
_SHORT = 40  # characters of a value
_FIGURES = frozenset("0123456789+?[(<-")
_NAME = 44  # characters


def is_notice(lines: Sequence[Line]) -> bool:
    """Whether lines are what a machine shows its reader: `[Level up!]`, or a sheet of names and values."""
    first, fewest = lines[0].text, 3
    if first[0] in "[【<≪《{" and len(lines) < 9 and all(_BRACKETED.fullmatch(line.text) for line in lines):
        return True
    if first[0] in "[【" and _BRACKETED.fullmatch(first):
        lines, fewest = lines[1:], 2  # `[Status]` over a sheet
        if lines[-1].text[0] in "[【" and _BRACKETED.fullmatch(lines[-1].text):
            lines = lines[:-1]  # `[Accept? Y/N]` below it
        first = lines[0].text
    return len(lines) >= fewest and (":" in first or first[0] in "[【") and _are_values(lines)


def _are_values(lines: Sequence[Line]) -> bool:
    """Whether each line is a name and its value, no name twice: most values short, some of them figures."""
    found = [match for line in lines if (match := _VALUE.fullmatch(line.text) or _LABELLED.fullmatch(line.text))]
    if len({match[1] for match in found}) < len(lines):
        return False
    long = sum(len(match[2]) > _SHORT for match in found)
    figures = sum(match[2][0] in _FIGURES for match in found)
    return not long or (figures > 1 and long < 0.4 * len(found))


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
