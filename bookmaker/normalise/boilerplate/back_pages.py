"""What printer and publisher set behind a book: who printed it, and the catalogue of other books with their prices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, lines_of, text_of

_PRINTED = re.compile(
    r"\W*(?:\[end (?:of )?vol[^.]*\. |\w+: )?printed\b(?:.{0,40}?\b(?:by|at|for)|"
    r" in (?:the u|u\.|great britain|england|scotland|ireland|canada|australia|india|germany|france|holland))\b|"
    r"\W*+(?:\w++(?:[.-]\w++)*+[ ,.:—–-]++){0,4}?(?:imprimerie|imp\.|typographie|typ\.|druck von|"
    r"gedruckt (?:bei|von)|imprenta|tipografia|(?:stab\. )?tip\.)(?=\W)",
    re.IGNORECASE,
)
# In sentences of their own.
_COLOPHON = re.compile(
    r"\W*(?:ce (?:livre|volume) )?(?:a été )?(?:achevé d['’]imprimer|finito di stampare|(?:se )?(?:acabó|terminó) de "
    r"imprimir|acabóse de imprimir|imprimé (?:en|à|chez|par)|impreso (?:en|por)|gedrukt (?:bij|te|door|ter)|"
    r"tryckt (?:hos|i|på|å)|trykt (?:hos|i|på|paa)|odbito|tłoczono|tiskem|vytisk\w+|nyom(?:atott|tatta)|от?печатано)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b\d{1,2}s\.(?: ?\d{1,2}d\.)?|\$ ?\d{1,2}\.\d\d|\b\d{1,2}d\. (?:net|each)|£\d|\bpost[- ]free\b|"
    r"\bprice,? (?:\$|£|\d|one|two)|"
    r"\b(?:12|16|18|8|4)(?:mo|vo)\b|\b(?:cents|cts\.|net)$|(?<!\w)\d{2}c\b|"
    r"\b\d+(?:[.,]\d\d)? ?(?:fr|francs|mark|mk|kr|lire|pesetas|ptas|zł|руб|fl)\b|"
    r"(?<!\w)(?:fr|m|kr|l|f|rs)\. ?\d{1,3}\b(?:[.,]\d\d|[.,]? ?[-–—]{1,2}|$)",
    re.IGNORECASE,
)
# What a publisher says over and under the list of other books.
_ADVERTISES = re.compile(
    r"^[\W_]*(?:also )?by the same (?:author|writer)[\W_]*$|^[\W_]*(?:other |the )?(?:popular |famous )?"
    r"(?:books|works|novels|stories|romances)\b.{0,40}\bby\b.{0,40}$|\bwherever books are sold\b|"
    r"\b(?:ask for|write (?:to|for)|send for)\b.{0,60}\b(?:list|catalogue?)\b|"
    r"\bcomplete (?:list|catalogue?)\b|\bwrapper of this book\b|"
    r"\b(?:grosset (?:&|and) dunlap|a\. ?l\. burt|hurst (?:&|and) co)\b|"
    r"\bpublishers?,? (?:new york|london|boston|chicago|philadelphia)\b|"
    r"^\W*(?:(?:ouvrages|œuvres) )?du même auteur\b|^\W*extrait du catalogue\b|^\W*à la même librairie\b|"
    r"^\W*(?:vom|von dem)selben verfasser\b|^\W*(?:im gleichen verlag|im selben verlag|aus dem(?:selben)? verlag)\b|"
    r"^\W*(?:werke|bücher|romane) von [^\W\d_][^.!?]{3,40}\W*$|^\W*(?:opere )?dello stesso autore\b|"
    r"^\W*(?:obras )?d(?:el mismo|o mesmo) au[ct]?tor\b|^\W*van den?zelfden schrijver\b|"
    r"^\W*a[fv] samm[ea] f[oö]rfatt(?:are|er)\b|^\W*tegoż autora\b|^\W*od téhož autora\b|^\W*того же автора\b",
    re.IGNORECASE,
)
# `Fin du tome premier`, `Ende des ersten Bandes`
_ENDS = re.compile(
    r"\W*(?:fine?|fim|ende|einde|slut|loppu|koniec|konec|конец) (?:d(?:u|e|es|er|el|ell[ao]|o|a)|van|paa|på|a[fv]|tomu|"
    r"перв|втор)\b.{0,40}",
    re.IGNORECASE,
)
_NEAR = 6  # groups below the line that ends the book
_SHORT = 80  # characters of what stands over the first that praises: an afterword is longer
_LINE = 72  # characters of his lines
_FEWEST = 4  # prices of a catalogue
_DENSE = 0.08  # of its lines have one, at the least
_BODY = 0.6  # of the groups stand before the line that ends the book
_ENDING = 40  # characters of that line


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
        and all(len(line.text) < _LINE for line in piece.lines)
        and _names_printer(text_of(piece))
    }


def _names_printer(text: str) -> bool:
    """Whether a few lines say who printed the book."""
    if _COLOPHON.match(text):
        return True
    return _PRINTED.match(text) is not None and (text[0] == "[" or is_caps(text) or is_title_case(text))


def catalogue(pieces: Sequence[Piece], *, marked: bool) -> int:
    """Where the publisher's catalogue begins, below the line that ends the book; the number of pieces without one.

    `marked`: a library has marked the text, so it was printed. Others say themselves what else they have written.
    """
    for index in range(int(_BODY * len(pieces)), len(pieces)):
        piece = pieces[index]
        if _is_ending(piece):
            below = pieces[index + 1 :]
            return index + 1 if _is_catalogue(below) or (marked and _advertises(below)) else len(pieces)
    return len(pieces)


def _advertises(tail: Sequence[Piece]) -> bool:
    """Whether what stands below the last line of a book praises others."""
    for number, piece in enumerate(tail[:_NEAR]):
        text = text_of(piece)
        if not isinstance(piece, Group) or (not number and piece.lines[0].blanks < 2):
            return False
        if _ADVERTISES.search(text):
            return True
        if len(text) > _SHORT:
            return False
    return False


def _is_ending(piece: Piece) -> bool:
    """Whether a line says that the book ends."""
    if not isinstance(piece, Group) or len(piece.lines) > 1 or len(piece.lines[0].text) > _ENDING:
        return False
    text = piece.lines[0].text
    return heading_lines.normal(text) in heading_lines.ENDINGS or _ENDS.fullmatch(text) is not None


def _is_catalogue(tail: Sequence[Piece]) -> bool:
    lines = [line.text for line in lines_of(tail)]
    prices = sum(_PRICE.search(text) is not None for text in lines)
    return prices >= _FEWEST and prices > _DENSE * len(lines) and not any(text[0] == "[" for text in lines)
