"""What printer and publisher set behind a book: who printed it, and the catalogue of other books with their prices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.normalise.headings import headings
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, lines_of, text_of

_PRINTED = re.compile(
    r"\W*(?:\[end (?:of )?vol[^.]*\. )?printed\b(?:.{0,40}?\b(?:by|at|for)|"
    r" in (?:the u|u\.|great britain|england|scotland|ireland|canada|australia|india|germany|france|holland))\b|"
    r"\W*+(?:\w++(?:[.-]\w++)*+[ ,.:—–-]++){0,4}?(?:imprimerie|imp\.|typographie|typ\.|druck von|"
    r"gedruckt (?:bei|von)|imprenta|tipografia|(?:stab\. )?tip\.)(?=\W)",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b\d{1,2}s\.(?: ?\d{1,2}d\.)?|\$ ?\d{1,2}\.\d\d|\b\d{1,2}d\. (?:net|each)|£\d|\bpost[- ]free\b|"
    r"\bprice,? (?:\$|£|\d|one|two)|"
    r"\b(?:12|16|18|8|4)(?:mo|vo)\b|\b(?:cents|cts\.|net)$",
    re.IGNORECASE,
)
_LINE = 72  # characters of his lines
_FEWEST = 4  # prices of a catalogue
_DENSE = 0.08  # of its lines have one, at the least
_BODY = 0.6  # of the groups stand before the line that ends the book
_ENDING = 30  # characters of that line


def printers(pieces: Sequence[Piece]) -> set[int]:
    """The groups that say who printed the book: at its very end, below the line that ends it, or in brackets."""
    body = int(_BODY * len(pieces))
    ends = {len(pieces) - 1} | {n + 1 for n in range(body, len(pieces)) if _is_ending(pieces[n])}
    return {
        index
        for index, piece in enumerate(pieces)
        if isinstance(piece, Group)
        and (index in ends or piece.lines[0].text[0] == "[")
        and len(piece.lines) < 6
        and not piece.plain
        and _PRINTED.match(text := text_of(piece))
        and all(len(line.text) < _LINE for line in piece.lines)
        and (text[0] == "[" or is_caps(text) or is_title_case(text))
    }


def catalogue(pieces: Sequence[Piece]) -> int:
    """Where the publisher's catalogue begins, below the line that ends the book; the number of pieces without one."""
    for index in range(int(_BODY * len(pieces)), len(pieces)):
        piece = pieces[index]
        if _is_ending(piece):
            return index + 1 if _is_catalogue(pieces[index + 1 :]) else len(pieces)
    return len(pieces)


def _is_ending(piece: Piece) -> bool:
    """Whether a line says that the book ends."""
    if not isinstance(piece, Group) or len(piece.lines) > 1 or len(piece.lines[0].text) > _ENDING:
        return False
    return headings.normal(piece.lines[0].text) in headings.ENDINGS


def _is_catalogue(tail: Sequence[Piece]) -> bool:
    lines = [line.text for line in lines_of(tail)]
    prices = sum(_PRICE.search(text) is not None for text in lines)
    return prices >= _FEWEST and prices > _DENSE * len(lines) and not any(text[0] == "[" for text in lines)
