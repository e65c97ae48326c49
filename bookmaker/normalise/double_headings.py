"""Headings of a part and its chapter on one line, again on every chapter: `Part One: Water / Chapter 2: Tea`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Decision, Kind, Line
from bookmaker.normalise import headings
from bookmaker.normalise.passes import Decisions, Group, Piece

_LONGEST = 120  # characters
_BETWEEN = re.compile(r"\s*(?:/|\||·|•|--+|—|–|\s-\s|[:;,.])\s*")
_HOLDERS = frozenset({Kind.VOLUME, Kind.PART, Kind.ACT})
_FEWEST = 2


def apart(pieces: Sequence[Piece], language: Language) -> tuple[tuple[Piece, ...], Decisions]:
    """The pieces with both headings on lines of their own; the part's where it begins, and not again."""
    found = {
        index: split
        for index, piece in enumerate(pieces)
        if isinstance(piece, Group) and len(piece.lines) == 1 and (split := _split(piece.lines[0], language))
    }
    if len(found) < _FEWEST:
        return tuple(pieces), ()
    out: list[Piece] = []
    decisions: list[Decision] = []
    above = ""
    for index, piece in enumerate(pieces):
        if index not in found or not isinstance(piece, Group):
            out.append(piece)
            continue
        part, chapter = found[index]
        if headings.normal(part.text) == above:
            decisions.append(Decision("sections/part-again", part.place, part.text, "", 0.9, removed=True))
            chapter = chapter._replace(blanks=part.blanks)
        else:
            out.append(replace(piece, lines=(part,)))
            above = headings.normal(part.text)
        out.append(replace(piece, lines=(chapter,)))
    return tuple(out), tuple(decisions)


def _split(line: Line, language: Language) -> tuple[Line, Line] | None:
    """The line of the part and that of its chapter; None for any other line."""
    text = line.text
    if len(text) > _LONGEST:
        return None
    whole = headings.shape(text, language)
    if whole is None or whole.number is None or ":" not in whole.family:
        return None
    for between in _BETWEEN.finditer(text):
        part, chapter = text[: between.start()], text[between.end() :]
        outer, inner = (headings.shape(each, language) if each else None for each in (part, chapter))
        if outer is None or inner is None or inner.number is None or outer.number is None:
            continue
        if outer.kind in _HOLDERS and ":" in outer.family and ":" in inner.family and inner.kind not in _HOLDERS:
            return line._replace(text=part), line._replace(text=chapter, blanks=1)
    return None
