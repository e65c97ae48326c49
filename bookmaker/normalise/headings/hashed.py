"""Headings typed as in Markdown in plain text: `# The Weir`, `## Low Water`. Two hashes show that they are such."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.facts import completed
from bookmaker.metadata import Override
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript

_HASHED = re.compile(r"(#{1,6}) +([^#\s].*(?<!#))")  # (between hashes it is a notice)
_FEWEST = 2


def find(manuscript: Manuscript) -> LayoutResult:
    """Take the hashes for what the author says by them. One alone over all others stands before the book's title."""
    pieces = manuscript.pieces
    if not any(isinstance(piece, Group) and piece.lines[0].text.startswith("## ") for piece in pieces):
        return manuscript, (), ()
    found = {
        at: match
        for at, piece in enumerate(pieces)
        if isinstance(piece, Group) and not piece.plain and piece.lines[0].text[0] == "#"
        if (match := _HASHED.fullmatch(piece.lines[0].text))
    }
    if len(found) < _FEWEST:
        return manuscript, (), ()
    depths = [len(match[1]) for match in found.values()]
    titled = depths.count(min(depths)) == 1 and depths[0] == min(depths)
    top = min(depths[1:] if titled else depths)
    out = list(pieces)
    for at, match in reversed(found.items()):
        group = out[at]
        assert isinstance(group, Group)
        first, *below = group.lines
        said = None if titled and at == min(found) else Override("heading", level=len(match[1]) - top + 1)
        parts = [replace(group, lines=(first._replace(text=match[2]),), heading=said)]
        parts += [Group((below[0]._replace(blanks=1), *below[1:]))] if below else []
        out[at : at + 1] = parts
    facts = completed(manuscript.facts, by=(("title", found[min(found)][2]),)) if titled else manuscript.facts
    return replace(manuscript, pieces=tuple(out), facts=facts), (), ()
