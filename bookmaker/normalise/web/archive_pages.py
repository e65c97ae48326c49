"""A page of the Archive of Our Own copied whole from the browser: its menus over the work, the readers' comments below.

The story stands between `Work Header` (or the first fact, `Rating:`) and `Comments` over `Post Comment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision, Facts, Line
from bookmaker.normalise.passes import Group, Piece, lines_of, removal

_FIRST = frozenset({"main content", "skip to main content", "skip header", "user navigation"})
_WORK = frozenset({"work header", "rating:"})
_MENUS = 40  # lines
_COMMENTS, _POST = "comments", "post comment"
_ACTIONS = frozenset({"actions", "kudos"})
_RULE = "fan-fiction/page"


def strip(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without what stands over the work and under it."""
    if not pieces or not isinstance(pieces[0], Group) or pieces[0].lines[0].text.casefold() not in _FIRST:
        return pieces, [], ()
    lines = list(lines_of(pieces))
    texts = [line.text.casefold() for line in lines]
    work = next((n for n, text in enumerate(texts[:_MENUS]) if text in _WORK), 0)
    if not work:
        return pieces, [], ()
    below = next((n for n in range(len(texts) - 1, work, -1) if texts[n - 1 : n + 1] == [_COMMENTS, _POST]), len(texts))
    foot = below - 1 if below < len(texts) else below
    while foot > work and foot < len(texts) and any(text in _ACTIONS for text in texts[foot - 4 : foot]):
        foot -= 1
    gone = {id(line) for line in (*lines[: work + (texts[work] == "work header")], *lines[foot:])}
    return _without(pieces, gone)


def _without(pieces: Sequence[Piece], gone: set[int]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    out: list[Piece] = []
    decisions: list[Decision] = []
    for piece in pieces:
        taken: list[Line] = [line for line in piece.lines if id(line) in gone] if isinstance(piece, Group) else []
        if not isinstance(piece, Group) or not taken:
            out.append(piece)
            continue
        decisions.append(removal(_RULE, taken))
        if kept := tuple(line for line in piece.lines if id(line) not in gone):
            out.append(replace(piece, lines=kept))
    return tuple(out), decisions, ()
