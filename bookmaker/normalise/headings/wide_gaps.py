"""Headings without word or number before and after numbered chapters: `THE CUSTOM HOUSE`, set off as widely as they.

Only in capitals, over text, and only where so wide a gap means nothing else in the book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, group_at, size_of, text_of

_WIDE = 3  # blank lines
_PARAGRAPH = 160  # characters of the text below such a heading, at the least
_LONGEST = 60  # characters of one
_PREFACES = 4  # more of them are pieces of a collection
_MOTTO = 4  # groups, set in, that may stand between it and the text
_ENDS = ",;:-—–'’"


def find(pieces: Sequence[Piece], chosen: Sequence[Candidate], taken: set[int], language: Language) -> list[Candidate]:
    """The lines in capitals that stand off as the numbered headings do; none where other things do as well."""
    numbered = [c for c in chosen if c.shape.number is not None]
    if len(numbered) < 3:
        return []
    usual = median(c.lines[0].blanks for c in numbered)
    if usual < _WIDE:
        return []
    far = [
        index
        for index, piece in enumerate(pieces)
        if index not in taken and isinstance(piece, Group) and not piece.plain and piece.lines[0].blanks >= usual
    ]
    possible = [
        n for n in far if n and _over_text(pieces, n, taken) and not heading_lines.shape(text_of(pieces[n]), language)
    ]
    if len(far) > 2 * len(possible) + 2:
        return []
    first, last = numbered[0].index, numbered[-1].index
    texts = Counter(heading_lines.normal(text_of(pieces[index])) for index in possible)
    once = [n for n in possible if texts[heading_lines.normal(text_of(pieces[n]))] == 1]
    # (Between chapters such a line may say where or when a scene is.)
    return list(_made(pieces, [n for n in once if not first < n < last], first))


def _made(pieces: Sequence[Piece], found: Sequence[int], first: int) -> Iterator[Candidate]:
    before = [index for index in found if index < first]
    for index in found:
        piece = pieces[index]
        assert isinstance(piece, Group)
        kind = Kind.STORY if len(before) > _PREFACES else Kind.PREFACE if index < first else Kind.APPENDIX
        title = undecorated(text_of(piece))
        candidate = Candidate(index, len(piece.lines), Shape(f"{kind}", kind, None, "", title), piece.lines)
        below = group_at(pieces, index + 1)
        if below is not None and is_caps(text_of(below)):
            candidate.subtitle_at = index + 1
        candidate.signals += ["stands alone", "more white space than a paragraph has", "in capitals"]
        yield candidate


def _over_text(pieces: Sequence[Piece], index: int, taken: set[int]) -> bool:
    """Whether a short line in capitals stands over a paragraph, or over one more such line, or a motto, over one."""
    if not _is_caps(pieces[index]):
        return False
    lines = mottoes = 0
    for below in range(index + 1, index + _MOTTO + 3):
        piece = group_at(pieces, below)
        if piece is None or below in taken:
            return False
        set_in = all(line.indent for line in piece.lines)
        if not set_in and size_of(piece.lines) > _PARAGRAPH:
            return True
        mottoes += set_in
        lines += not set_in
        caps = is_caps(text_of(piece)) and len(piece.lines) < 3
        if mottoes > _MOTTO or lines > 1 or not (set_in or (caps and piece.lines[0].blanks < _WIDE)):
            return False
    return False


def _is_caps(piece: Piece) -> bool:
    text = text_of(piece)
    return (
        isinstance(piece, Group)
        and len(piece.lines) < 3
        and 3 < len(text) < _LONGEST
        and text[0].isalpha()
        and text.rstrip('"”')[-1] not in _ENDS
        and is_caps(text)
        and heading_lines.normal(text) not in heading_lines.NO_TITLES
    )
